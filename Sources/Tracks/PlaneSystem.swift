#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A position in degrees, WGS 84.
public struct Position: Hashable, Sendable {
  /// Degrees east, −180…180.
  public var longitude: Double
  /// Degrees north, −90…90.
  public var latitude: Double
  /// Makes a position.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// A metric coordinate system of the plane, as algorithm modules see it.
///
/// `Projection` supplies it with PROJ behind; one is used by one thread.
public protocol PlaneSystem: AnyObject {
  /// What PROJ calls it: `EPSG:32633` or a PROJ string.
  var name: String { get }
  /// Replaces degrees by metres, in place: longitudes become x, latitudes y.
  ///
  /// What the system cannot hold becomes NaN.
  func toPlane(_ x: inout [Double], _ y: inout [Double]) throws(DwellError)
  /// Replaces metres by degrees, in place: x becomes longitude, y latitude.
  func toDegrees(_ x: inout [Double], _ y: inout [Double]) throws(DwellError)
  /// How the system's axes lie at a position.
  func axes(at position: Position) throws(DwellError) -> PlaneAxes
  /// What the way from degrees to the system lacks at a position; nil where it is as good as positions are.
  func shortfall(at position: Position) -> PlaneShortfall?
}

/// What the way from degrees to a plane system lacks at a place.
public struct PlaneShortfall: Equatable, Sendable {
  /// Whether there is no way but one that ignores how the datums differ (to PROJ: ballpark), or none at all.
  public var isBallpark: Bool
  /// What is wrong, with the grid that is missing and how it is installed.
  public var message: String

  /// Makes a shortfall.
  public init(isBallpark: Bool, message: String) {
    self.isBallpark = isBallpark
    self.message = message
  }
}

/// How the axes of a plane system lie at a place, against true north and ground metres.
public struct PlaneAxes: Hashable, Sendable {
  /// The angle from true north to grid north, clockwise, radians.
  public var convergence: Double
  /// Plane metres for a metre on the ground.
  public var scale: Double

  /// Makes axes from the angle from true north to grid north, clockwise, radians, and the scale.
  public init(convergence: Double, scale: Double) {
    self.convergence = convergence
    self.scale = scale
  }

  /// An offset in ground metres, true east and north, as one in the plane.
  public func planeOffset(east: Double, north: Double) -> (x: Double, y: Double) {
    let c = cos(convergence) * scale
    let s = sin(convergence) * scale
    return (east * c - north * s, east * s + north * c)
  }

  /// An offset in the plane as one in ground metres, true east and north.
  public func groundOffset(x: Double, y: Double) -> (east: Double, north: Double) {
    let c = cos(convergence) / scale
    let s = sin(convergence) / scale
    return (x * c + y * s, y * c - x * s)
  }
}

/// The source of plane systems: by name, or the metric one that suits an extent.
public protocol PlaneSystems: AnyObject {
  /// The system of a name that ``PlaneSystem/name`` gave or a user wrote.
  func system(named name: String) throws(DwellError) -> any PlaneSystem
  /// A metric system centred near a position, its scale within 0.1 % to 400 km around.
  func localSystem(around position: Position) throws(DwellError) -> any PlaneSystem
}

extension PlaneSystem {
  /// Nothing is lacking.
  public func shortfall(at position: Position) -> PlaneShortfall? { nil }

  /// The plane coordinates of one position.
  public func plane(_ position: Position) throws(DwellError) -> (x: Double, y: Double) {
    var x = [position.longitude]
    var y = [position.latitude]
    try toPlane(&x, &y)
    return (x[0], y[0])
  }

  /// The position of one point of the plane.
  public func position(x: Double, y: Double) throws(DwellError) -> Position {
    var longitude = [x]
    var latitude = [y]
    try toDegrees(&longitude, &latitude)
    return Position(longitude: longitude[0], latitude: latitude[0])
  }
}
