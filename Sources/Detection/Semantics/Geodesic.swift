import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Distances on the WGS 84 ellipsoid.
package enum Geodesic {
  /// Metres between two places, (longitude, latitude) in degrees.
  ///
  /// Vincenty's inverse formula (Survey Review 1975), to 0.1 mm of Karney's geodesics; for nearly antipodal
  /// places, where it does not converge, infinity.
  package static func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let flat = 1 - (1 - Earth.eccentricitySquared).squareRoot()
    let minor = Earth.semiMajorAxis * (1 - flat)
    let radian = Double.pi / 180
    let across = Earth.longitudeDifference(from: a.x, to: b.x) * radian
    let u1 = atan((1 - flat) * tan(a.y * radian))
    let u2 = atan((1 - flat) * tan(b.y * radian))
    let (s1, c1, s2, c2) = (sin(u1), cos(u1), sin(u2), cos(u2))
    var lambda = across
    for _ in 0..<100 {
      let (s, c) = (sin(lambda), cos(lambda))
      let x = c2 * s
      let y = c1 * s2 - s1 * c2 * c
      let sine = (x * x + y * y).squareRoot()
      if sine == 0 { return 0 }
      let cosine = s1 * s2 + c1 * c2 * c
      let sigma = atan2(sine, cosine)
      let azimuth = c1 * c2 * s / sine
      let square = 1 - azimuth * azimuth
      let middle = square > 0 ? cosine - 2 * s1 * s2 / square : 0
      let k = flat / 16 * square * (4 + flat * (4 - 3 * square))
      let last = lambda
      lambda =
        across
        + (1 - k) * flat * azimuth
        * (sigma + k * sine * (middle + k * cosine * (2 * middle * middle - 1)))
      guard abs(lambda - last) < 1e-12 else { continue }
      let u = square * (Earth.semiMajorAxis * Earth.semiMajorAxis - minor * minor) / (minor * minor)
      let p = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
      let q = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
      let correction =
        q * sine
        * (middle + q / 4
          * (cosine * (2 * middle * middle - 1)
            - q / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)))
      return minor * p * (sigma - correction)
    }
    return .infinity
  }
}
