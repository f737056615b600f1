#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Earth {
  /// A position in the Earth-centred, Earth-fixed system of WGS 84, metres (NIMA TR8350.2, §4.1).
  ///
  /// - Parameters:
  ///   - longitude: Degrees.
  ///   - latitude: Degrees.
  ///   - height: Metres above the ellipsoid.
  public static func cartesian(
    longitude: Double, latitude: Double, height: Double
  ) -> SIMD3<Double> {
    let phi = latitude * .pi / 180
    let lambda = longitude * .pi / 180
    return cartesian(
      longitude: SIMD2(cos(lambda), sin(lambda)), latitude: SIMD2(cos(phi), sin(phi)),
      height: height)
  }

  /// A position in the Earth-centred, Earth-fixed system of WGS 84, metres, whose longitude and latitude are
  /// given as their cosines and sines.
  package static func cartesian(
    longitude: SIMD2<Double>, latitude: SIMD2<Double>, height: Double
  ) -> SIMD3<Double> {
    let sine = latitude.y
    let n = semiMajorAxis / (1 - eccentricitySquared * sine * sine).squareRoot()
    let r = (n + height) * latitude.x
    return SIMD3(
      r * longitude.x, r * longitude.y, (n * (1 - eccentricitySquared) + height) * sine)
  }

  /// Degrees and metres above the ellipsoid of a point in the Earth-centred system.
  ///
  /// Bowring's iteration (Survey Review 23, 1976), three rounds: exact to a nanometre from −10 km up to
  /// orbits; the centre of the Earth, which has no latitude, is given that of the equator.
  public static func geodetic(_ point: SIMD3<Double>) -> (position: Position, height: Double) {
    let a = semiMajorAxis
    let e2 = eccentricitySquared
    let b = a * (1 - e2).squareRoot()
    let p = (point.x * point.x + point.y * point.y).squareRoot()
    var beta = atan2(point.z * a, p * b)
    var phi = 0.0
    for _ in 0..<3 {
      let s = sin(beta)
      let c = cos(beta)
      phi = atan2(point.z + e2 / (1 - e2) * b * s * s * s, p - e2 * a * c * c * c)
      beta = atan2(b * sin(phi), a * cos(phi))
    }
    let sine = sin(phi)
    let w = (1 - e2 * sine * sine).squareRoot()
    // Of the two usual formulas this one holds at the poles too (Bowring 1985).
    let height = p * cos(phi) + point.z * sine - a * w
    let position = Position(
      longitude: atan2(point.y, point.x) * 180 / .pi, latitude: phi * 180 / .pi)
    return (position, height)
  }
}

/// Metres true east, north and up of a place: the tangent plane of the ellipsoid there.
///
/// Exact in three dimensions; what is `d` metres away lies d² ÷ 2R below the plane.
public struct TangentFrame: Equatable, Sendable {
  /// The place, in the Earth-centred system.
  public let origin: SIMD3<Double>
  /// Unit vectors.
  public let east: SIMD3<Double>
  /// Unit vectors.
  public let north: SIMD3<Double>
  /// Unit vectors.
  public let up: SIMD3<Double>

  /// A frame at a position, on the ellipsoid or so many metres above it.
  public init(at place: Position, height: Double = 0) {
    let phi = place.latitude * .pi / 180
    let lambda = place.longitude * .pi / 180
    origin = Earth.cartesian(
      longitude: place.longitude, latitude: place.latitude, height: height)
    east = SIMD3(-sin(lambda), cos(lambda), 0)
    north = SIMD3(-sin(phi) * cos(lambda), -sin(phi) * sin(lambda), cos(phi))
    up = SIMD3(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi))
  }

  /// East, north and up of a point of the Earth-centred system.
  public func local(_ point: SIMD3<Double>) -> SIMD3<Double> {
    let d = point - origin
    return SIMD3((d * east).sum(), (d * north).sum(), (d * up).sum())
  }

  /// The point at east, north and up.
  public func cartesian(_ local: SIMD3<Double>) -> SIMD3<Double> {
    origin + local.x * east + local.y * north + local.z * up
  }

  /// The position at east and north, whatever its height.
  public func position(east x: Double, north y: Double) -> Position {
    // The ellipsoid bends away from the plane: down to it along the vertical changes nothing that counts.
    let drop = (x * x + y * y) / (2 * Earth.semiMajorAxis)
    return Earth.geodetic(cartesian(SIMD3(x, y, -drop))).position
  }
}
