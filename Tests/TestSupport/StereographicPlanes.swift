public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Oblique stereographic systems of a sphere (Snyder, USGS PP 1395, equations 21-2 to 21-4 and 20-14
/// to 20-18): enough of a projection to test what uses one.
public final class StereographicPlanes: PlaneSystems {
  /// A source of planes.
  public init() {}

  /// Always throws.
  public func system(named name: String) throws(DwellError) -> any PlaneSystem {
    throw DwellError(.usage, "\(name): these planes have no names")
  }

  /// The system centred on the nearest whole degrees.
  public func localSystem(around position: Position) throws(DwellError) -> any PlaneSystem {
    StereographicPlane(
      centre: Position(
        longitude: position.longitude.rounded(), latitude: position.latitude.rounded()))
  }
}

/// One of ``StereographicPlanes``; its scale at the centre is `factor`.
public final class StereographicPlane: PlaneSystem {
  /// Of the sphere, metres.
  public static let radius = 6_371_008.8
  /// Where the plane touches the sphere.
  public let centre: Position
  /// Plane metres for a metre on the ground, at the centre.
  public let factor: Double
  /// Says where it is; no system can be had by this name.
  public var name: String { "stereographic around \(centre.longitude), \(centre.latitude)" }

  /// A plane that touches the sphere at a position.
  public init(centre: Position, factor: Double = 1) {
    self.centre = centre
    self.factor = factor
  }

  /// See `PlaneSystem`.
  public func toPlane(_ x: inout [Double], _ y: inout [Double]) {
    let phi0 = centre.latitude * .pi / 180
    for row in x.indices {
      let lambda = (x[row] - centre.longitude) * .pi / 180
      let phi = y[row] * .pi / 180
      let k =
        2 * factor * Self.radius
        / (1 + sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(lambda))
      x[row] = k * cos(phi) * sin(lambda)
      y[row] = k * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(lambda))
    }
  }

  /// See `PlaneSystem`.
  public func toDegrees(_ x: inout [Double], _ y: inout [Double]) {
    let phi0 = centre.latitude * .pi / 180
    for row in x.indices {
      let rho = hypot(x[row], y[row])
      guard rho > 0 else {
        x[row] = centre.longitude
        y[row] = centre.latitude
        continue
      }
      let c = 2 * atan2(rho, 2 * factor * Self.radius)
      let latitude = asin(cos(c) * sin(phi0) + y[row] * sin(c) * cos(phi0) / rho)
      let lambda = atan2(
        x[row] * sin(c), rho * cos(phi0) * cos(c) - y[row] * sin(phi0) * sin(c))
      x[row] = Earth.normalised(longitude: centre.longitude + lambda * 180 / .pi)
      y[row] = latitude * 180 / .pi
    }
  }

  /// See `PlaneSystem`; from a difference over about a metre.
  public func axes(at position: Position) -> PlaneAxes {
    let step = position.latitude > 89 ? -1e-5 : 1e-5
    var x = [position.longitude, position.longitude]
    var y = [position.latitude, position.latitude + step]
    toPlane(&x, &y)
    let sign = step > 0 ? 1.0 : -1.0
    let metres = abs(step) * .pi / 180 * Self.radius
    return PlaneAxes(
      convergence: -atan2(sign * (x[1] - x[0]), sign * (y[1] - y[0])),
      scale: hypot(x[1] - x[0], y[1] - y[0]) / metres)
  }
}
