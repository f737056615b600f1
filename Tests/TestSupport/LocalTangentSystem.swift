public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A metric system round a position, without PROJ: the oblique stereographic projection of the
/// WGS 84 ellipsoid (Snyder, "Map Projections: A Working Manual", 1987, equations 3-1 and 21-24 to
/// 21-38), turned by any angle.
///
/// Conformal, and true to scale within 1 + d² ÷ 4R². The turn lets a test give its axes a
/// convergence that no real system would have.
public final class LocalTangentSystem: PlaneSystem {
  /// `tangent:LON,LAT,TURN`.
  public let name: String
  private let centre: Position
  private let turn: Double
  private let conformalLatitude: Double
  private let radius: Double

  /// A system centred on a position, its grid north `turn` degrees clockwise of true north there.
  public init(centre: Position, turn: Double = 0) {
    name = "tangent:\(centre.longitude),\(centre.latitude),\(turn)"
    self.centre = centre
    self.turn = turn * .pi / 180
    let phi = centre.latitude * .pi / 180
    let chi = Self.conformal(phi)
    conformalLatitude = chi
    let sine = sin(phi)
    let m = cos(phi) / (1 - Earth.eccentricitySquared * sine * sine).squareRoot()
    radius = 2 * Earth.semiMajorAxis * m / cos(chi)
  }

  /// See `PlaneSystem`.
  public func toPlane(_ x: inout [Double], _ y: inout [Double]) {
    for row in x.indices {
      let chi = Self.conformal(y[row] * .pi / 180)
      let lambda =
        Earth.longitudeDifference(from: centre.longitude, to: x[row]) * .pi / 180
      let denominator =
        1 + sin(conformalLatitude) * sin(chi) + cos(conformalLatitude) * cos(chi) * cos(lambda)
      let east = radius * cos(chi) * sin(lambda) / denominator
      let north =
        radius
        * (cos(conformalLatitude) * sin(chi) - sin(conformalLatitude) * cos(chi) * cos(lambda))
        / denominator
      x[row] = east * cos(turn) - north * sin(turn)
      y[row] = east * sin(turn) + north * cos(turn)
    }
  }

  /// See `PlaneSystem`.
  public func toDegrees(_ x: inout [Double], _ y: inout [Double]) {
    for row in x.indices {
      let east = x[row] * cos(turn) + y[row] * sin(turn)
      let north = -x[row] * sin(turn) + y[row] * cos(turn)
      let rho = hypot(east, north)
      // Not a number stays none.
      guard rho != 0 else {
        x[row] = centre.longitude
        y[row] = centre.latitude
        continue
      }
      let c = 2 * atan2(rho, radius)
      let chi = asin(
        cos(c) * sin(conformalLatitude) + north * sin(c) * cos(conformalLatitude) / rho)
      let lambda = atan2(
        east * sin(c),
        rho * cos(conformalLatitude) * cos(c) - north * sin(conformalLatitude) * sin(c))
      x[row] = Earth.normalised(longitude: centre.longitude + lambda * 180 / .pi)
      y[row] = Self.geodetic(chi) * 180 / .pi
    }
  }

  /// See `PlaneSystem`; from differences over about 10 m.
  public func axes(at position: Position) throws(DwellError) -> PlaneAxes {
    let step = 1e-4
    let south = try plane(
      Position(longitude: position.longitude, latitude: position.latitude - step))
    let north = try plane(
      Position(longitude: position.longitude, latitude: position.latitude + step))
    let metres = 2 * step * Earth.metresPerDegree(atLatitude: position.latitude).latitude
    let bearing = atan2(north.x - south.x, north.y - south.y)
    return PlaneAxes(
      convergence: -bearing, scale: hypot(north.x - south.x, north.y - south.y) / metres)
  }

  private static func conformal(_ phi: Double) -> Double {
    let e = Earth.eccentricitySquared.squareRoot()
    let s = e * sin(phi)
    return 2 * atan(tan(.pi / 4 + phi / 2) * pow((1 - s) / (1 + s), e / 2)) - .pi / 2
  }

  private static func geodetic(_ chi: Double) -> Double {
    let e = Earth.eccentricitySquared.squareRoot()
    var phi = chi
    for _ in 0..<8 {
      let s = e * sin(phi)
      phi = 2 * atan(tan(.pi / 4 + chi / 2) * pow((1 + s) / (1 - s), e / 2)) - .pi / 2
    }
    return phi
  }
}

/// The source of ``LocalTangentSystem``s.
public final class LocalTangentSystems: PlaneSystems {
  private var made: [String: LocalTangentSystem] = [:]

  /// A source that has made none yet.
  public init() {}

  /// The system of a name that ``LocalTangentSystem`` gave itself.
  public func system(named name: String) throws(DwellError) -> any PlaneSystem {
    if let system = made[name] { return system }
    let parts = name.dropFirst("tangent:".count).split(separator: ",").compactMap { Double($0) }
    guard name.hasPrefix("tangent:"), parts.count == 3 else {
      throw DwellError(.usage, "\(name): is no local tangent system; write tangent:LON,LAT,TURN")
    }
    let system = LocalTangentSystem(
      centre: Position(longitude: parts[0], latitude: parts[1]), turn: parts[2])
    made[name] = system
    return system
  }

  /// The system centred on a position, its axes true.
  public func localSystem(around position: Position) throws(DwellError) -> any PlaneSystem {
    try system(named: "tangent:\(position.longitude),\(position.latitude),0.0")
  }
}
