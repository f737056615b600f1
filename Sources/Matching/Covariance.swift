#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A symmetric 2 × 2 matrix over true east and north: a covariance in m², or its inverse.
struct Covariance: Equatable {
  var east: Double
  var north: Double
  var cross: Double

  /// The same variance in every direction.
  static func round(_ variance: Double) -> Covariance {
    Covariance(east: variance, north: variance, cross: 0)
  }

  /// What one offset from the middle adds.
  static func outer(_ offset: SIMD2<Double>) -> Covariance {
    Covariance(east: offset.x * offset.x, north: offset.y * offset.y, cross: offset.x * offset.y)
  }

  static func + (left: Self, right: Self) -> Self {
    Covariance(
      east: left.east + right.east, north: left.north + right.north,
      cross: left.cross + right.cross)
  }

  static func * (left: Self, factor: Double) -> Self {
    Covariance(east: left.east * factor, north: left.north * factor, cross: left.cross * factor)
  }

  var determinant: Double { east * north - cross * cross }

  /// Whether it is a covariance at all: finite and positive in every direction.
  var isPositive: Bool {
    east.isFinite && north.isFinite && cross.isFinite && east > 0 && north > 0 && determinant > 0
  }

  /// The inverse of a positive matrix.
  var inverse: Covariance {
    let d = determinant
    return Covariance(east: north / d, north: east / d, cross: -cross / d)
  }

  /// The matrix times a vector of east and north.
  func times(_ vector: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(east * vector.x + cross * vector.y, cross * vector.x + north * vector.y)
  }

  /// Squared length of a vector in units of a positive covariance (Mahalanobis).
  func squaredLength(of vector: SIMD2<Double>) -> Double {
    (vector * inverse.times(vector)).sum()
  }

  /// The density of a normal distribution of this covariance at a vector from its middle, per m².
  func density(at vector: SIMD2<Double>) -> Double {
    exp(logDensity(at: vector))
  }

  /// The natural logarithm of ``density(at:)``.
  func logDensity(at vector: SIMD2<Double>) -> Double {
    -0.5 * squaredLength(of: vector) - log(2 * .pi) - 0.5 * log(determinant)
  }

  /// Variances along the principal axes, the larger first, and the azimuth of the larger one: degrees
  /// clockwise from north, 0 ..< 180; 0 when it is round.
  var principal: (major: Double, minor: Double, azimuth: Double) {
    let middle = (east + north) / 2
    let half = ((east - north) * (east - north) / 4 + cross * cross).squareRoot()
    guard half > 1e-12 * middle else { return (middle, middle, 0) }
    let azimuth = 0.5 * atan2(2 * cross, north - east) * 180 / .pi
    return (middle + half, middle - half, azimuth < 0 ? azimuth + 180 : azimuth)
  }

  /// The covariance with no variance under a floor, in any direction.
  func atLeast(_ floor: Double) -> Covariance {
    let axes = principal
    let major = max(axes.major, floor)
    let minor = max(axes.minor, floor)
    let sine = sin(axes.azimuth * .pi / 180)
    let cosine = cos(axes.azimuth * .pi / 180)
    return Covariance(
      east: major * sine * sine + minor * cosine * cosine,
      north: major * cosine * cosine + minor * sine * sine,
      cross: (major - minor) * sine * cosine)
  }
}
