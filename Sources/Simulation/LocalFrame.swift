import Tracks

/// Metres east and north of an origin, turned into degrees.
///
/// North is measured along the meridian, east along the parallel of the point itself (a sinusoidal
/// projection): within 30 km of the origin, at the low latitudes of the simulation, shapes are
/// true to 0.1 %.
struct LocalFrame {
  /// The origin, degrees.
  let longitude: Double
  /// The origin, degrees.
  let latitude: Double
  private let metresPerDegreeNorth: Double

  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
    metresPerDegreeNorth = Self.scale(atLatitude: latitude).north
  }

  /// The place of a point.
  func position(_ point: Point) -> Position {
    let latitude = self.latitude + point.north / metresPerDegreeNorth
    return Position(
      longitude: longitude + point.east / Self.scale(atLatitude: latitude).east,
      latitude: latitude)
  }

  /// Metres of a degree, from the radii of curvature (as ``Earth/metresPerDegree(atLatitude:)``,
  /// but the same to the last bit on every machine).
  private static func scale(atLatitude latitude: Double) -> (east: Double, north: Double) {
    let (sine, cosine) = PortableMath.sineCosine(turns: latitude / 360)
    let w2 = 1 - Earth.eccentricitySquared * sine * sine
    let w = w2.squareRoot()
    let radian = Double.pi / 180
    return (
      Earth.semiMajorAxis / w * cosine * radian,
      Earth.semiMajorAxis * (1 - Earth.eccentricitySquared) / (w * w2) * radian
    )
  }
}

/// A point of the plane of a ``LocalFrame``, metres.
struct Point: Equatable {
  /// Metres.
  var east: Double
  /// Metres.
  var north: Double

  init(_ east: Double, _ north: Double) {
    self.east = east
    self.north = north
  }

  /// A vector of a length and a direction in turns anticlockwise from east.
  init(length: Double, turns: Double) {
    let (sine, cosine) = PortableMath.sineCosine(turns: turns)
    self.init(length * cosine, length * sine)
  }

  /// The distance from the origin.
  var length: Double { (east * east + north * north).squareRoot() }
  /// Turns anticlockwise from east.
  var turns: Double { PortableMath.direction(east, north) }

  static func + (left: Point, right: Point) -> Point {
    Point(left.east + right.east, left.north + right.north)
  }
  static func - (left: Point, right: Point) -> Point {
    Point(left.east - right.east, left.north - right.north)
  }
  static func * (factor: Double, point: Point) -> Point {
    Point(factor * point.east, factor * point.north)
  }
  /// `self` in axes that are turned so that the first points along `axis`, a vector of length 1.
  func along(_ axis: Point) -> Point {
    Point(east * axis.east - north * axis.north, east * axis.north + north * axis.east)
  }
}
