#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The WGS 84 ellipsoid and the short-range geometry on it that needs no projection library.
public enum Earth {
  /// Semi-major axis, metres (NIMA TR8350.2, table 3.1).
  public static let semiMajorAxis = 6_378_137.0
  /// First eccentricity squared.
  public static let eccentricitySquared = 6.694379990141316e-3

  /// Metres of one degree of longitude and of latitude at a latitude in degrees.
  ///
  /// From the radii of curvature in the prime vertical and in the meridian.
  public static func metresPerDegree(atLatitude latitude: Double) -> (
    longitude: Double, latitude: Double
  ) {
    let phi = latitude * .pi / 180
    return metresPerDegree(atLatitude: SIMD2(cos(phi), sin(phi)))
  }

  /// Metres of one degree of longitude and of latitude at a latitude given as its cosine and sine.
  package static func metresPerDegree(atLatitude latitude: SIMD2<Double>) -> (
    longitude: Double, latitude: Double
  ) {
    let w = 1 - eccentricitySquared * latitude.y * latitude.y
    let primeVertical = semiMajorAxis / w.squareRoot()
    let meridian = semiMajorAxis * (1 - eccentricitySquared) / (w * w.squareRoot())
    return (primeVertical * latitude.x * .pi / 180, meridian * .pi / 180)
  }

  /// Metres between two positions in degrees, along the great circle of a sphere whose radius fits
  /// the mean latitude.
  ///
  /// Within 0.6 % of the geodesic anywhere, and exact at ±180°; for spikes and gaps, not for
  /// results (those are projected).
  public static func distance(
    _ longitude1: Double, _ latitude1: Double, _ longitude2: Double, _ latitude2: Double
  ) -> Double {
    let rad = Double.pi / 180
    let dPhi = (latitude2 - latitude1) * rad
    let dLambda = longitudeDifference(from: longitude1, to: longitude2) * rad
    let a = sin(dPhi / 2)
    let b = sin(dLambda / 2)
    let h = a * a + cos(latitude1 * rad) * cos(latitude2 * rad) * b * b
    return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
  }

  /// Degrees from one longitude to another by the short way, −180…180.
  public static func longitudeDifference(from: Double, to: Double) -> Double {
    var d = to - from
    while d > 180 { d -= 360 }
    while d < -180 { d += 360 }
    return d
  }

  /// A longitude brought into −180…180.
  public static func normalised(longitude: Double) -> Double {
    if longitude >= -180 && longitude <= 180 { return longitude }
    let rest = (longitude + 180).truncatingRemainder(dividingBy: 360)
    return rest < 0 ? rest + 180 : rest - 180
  }
}
