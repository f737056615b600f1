import Tracks

/// Metres east and north on the plane that touches the ellipsoid at an origin, turned into degrees.
///
/// A point of the plane goes to the place below it. Distances from the origin are true to
/// *d*³ ÷ 3R²: 0.2 m at 30 km, 6 m at 90 km, the same in every direction and at every latitude, so
/// that a circle's centre stays its centre.
struct LocalFrame {
  /// The origin, degrees.
  let longitude: Double
  /// The origin, degrees.
  let latitude: Double
  private let sine: Double
  private let cosine: Double
  /// Of the origin: metres from the axis, and above the equator.
  private let origin: (axis: Double, up: Double)

  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
    (sine, cosine) = PortableMath.sineCosine(turns: latitude / 360)
    let normal = Earth.semiMajorAxis / (1 - Earth.eccentricitySquared * sine * sine).squareRoot()
    origin = (normal * cosine, normal * (1 - Earth.eccentricitySquared) * sine)
  }

  /// The place of a point; longitude −180…180.
  ///
  /// Latitude by Bowring's formula (Survey Review 1976), which is exact to a millimetre so near to
  /// the ellipsoid.
  func position(_ point: Point) -> Position {
    let outward = origin.axis - point.north * sine
    let up = origin.up + point.north * cosine
    let axis = (outward * outward + point.east * point.east).squareRoot()
    let flat = (1 - Earth.eccentricitySquared).squareRoot()
    let slope = Point(flat * axis, up)
    let (s, c) = (slope.north / slope.length, slope.east / slope.length)
    let bend = Earth.eccentricitySquared * Earth.semiMajorAxis
    let turns = PortableMath.direction(axis - bend * c * c * c, up + bend / flat * s * s * s)
    let meridian = longitude + 360 * PortableMath.direction(outward, point.east)
    return Position(
      longitude: meridian > 180 ? meridian - 360 : meridian < -180 ? meridian + 360 : meridian,
      latitude: 360 * turns)
  }

  /// The point of the plane that lies over a place: what ``position(_:)`` takes there.
  ///
  /// Planes of two flights are turned and tilted against each other; a place that both know is given to each
  /// by its degrees, and never by the difference of points.
  func point(over place: Position) -> Point {
    let turn = PortableMath.sineCosine(turns: (place.longitude - longitude) / 360)
    let tilt = PortableMath.sineCosine(turns: place.latitude / 360)
    let normal =
      Earth.semiMajorAxis / (1 - Earth.eccentricitySquared * tilt.sine * tilt.sine).squareRoot()
    // In the frame's meridian plane: away from the axis, up along it, and east.
    func scaled(_ length: Double, _ height: Double) -> (out: Double, up: Double, east: Double) {
      (length * tilt.cosine * turn.cosine, height * tilt.sine, length * tilt.cosine * turn.sine)
    }
    let ground = scaled(normal, normal * (1 - Earth.eccentricitySquared))
    let away = scaled(1, 1)
    let depth = (ground.out - origin.axis) * cosine + (ground.up - origin.up) * sine
    let rise = -depth / (away.out * cosine + away.up * sine)
    return Point(
      ground.east + rise * away.east,
      (ground.up + rise * away.up - origin.up) * cosine
        - (ground.out + rise * away.out - origin.axis) * sine)
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
