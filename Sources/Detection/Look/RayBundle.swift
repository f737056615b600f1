import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The point that rays of one pass come nearest to, by least squares, with its covariance.
///
/// Minimises the squared distances across the rays, each over its variance: the normal matrix is
/// Σ (I − u uᵀ) ÷ σ² (Hartley & Sturm, *Triangulation*, CVIU 68, 1997, the mid-point method for many
/// rays). State is the matrix and a vector, whatever the number of rays. A weak prior, that the ground
/// lies within some 1,500 m of a first guess, keeps the depth finite while the rays are still parallel.
struct RayBundle {
  // The symmetric normal matrix: xx, yy, zz, xy, xz, yz.
  private var diagonal = SIMD3<Double>(repeating: 0)
  private var beside = SIMD3<Double>(repeating: 0)
  private var right = SIMD3<Double>(repeating: 0)
  private var squares = 0.0
  private var first: Int64 = 0
  private var last: Int64 = 0
  /// Rays taken in.
  private(set) var count = 0
  /// The point, metres east, north and up.
  private(set) var point: SIMD3<Double>

  /// Standard deviation of the ground's height about the guess, metres: nearly all inhabited ground lies
  /// within 3,000 m of the sea.
  private static let relief = 1500.0
  /// And of its place, along the ray.
  private static let reach = 50_000.0
  /// Errors of attitude last: rays nearer in time than this are one piece of evidence, microseconds.
  private static let memory = 10_000_000.0

  /// Starts at a guess.
  init(guess: SIMD3<Double>) {
    point = guess
    let level = 1 / (Self.reach * Self.reach)
    let height = 1 / (Self.relief * Self.relief)
    diagonal = SIMD3(level, level, height)
    right = diagonal * guess
    squares = (guess * right).sum()
  }

  /// Metres from the point to a ray, across it, and from the ray's origin.
  func distance(to origin: SIMD3<Double>, _ direction: SIMD3<Double>) -> (
    across: Double, range: Double
  ) {
    let way = point - origin
    let along = (way * direction).sum()
    let rest = way - along * direction
    return ((rest * rest).sum().squareRoot(), max(1, along))
  }

  /// Adds a ray: origin and unit direction in the frame's metres, standard deviation across it there.
  mutating func add(
    _ origin: SIMD3<Double>, _ direction: SIMD3<Double>, sigma: Double, time: Int64
  ) {
    let w = 1 / max(1, sigma * sigma)
    let d = direction
    let own = w * (SIMD3(repeating: 1) - d * d)
    let off = -w * SIMD3(d.x * d.y, d.x * d.z, d.y * d.z)
    diagonal += own
    beside += off
    let b = Self.times(own, off, origin)
    right += b
    squares += (origin * b).sum()
    if count == 0 { first = time }
    last = time
    count += 1
    if let inverse = inverse { point = Self.times(inverse.0, inverse.1, right) }
  }

  /// Covariance of the point east, north and between them, m²: from the rays' errors, or from their
  /// scatter where that is more, with no more independent rays than there was time for.
  var covariance: (east: Double, north: Double, cross: Double) {
    guard let inverse else { return (.infinity, .infinity, 0) }
    let residual = max(0, squares - (point * right).sum())
    let scatter = max(1, residual / Double(max(1, 2 * count - 3)))
    let independent = min(Double(count), max(2, Double(last - first) / Self.memory))
    let factor = scatter * Double(count) / independent
    return (inverse.0.x * factor, inverse.0.y * factor, inverse.1.x * factor)
  }

  private static func times(
    _ diagonal: SIMD3<Double>, _ beside: SIMD3<Double>, _ v: SIMD3<Double>
  ) -> SIMD3<Double> {
    SIMD3(
      diagonal.x * v.x + beside.x * v.y + beside.y * v.z,
      beside.x * v.x + diagonal.y * v.y + beside.z * v.z,
      beside.y * v.x + beside.z * v.y + diagonal.z * v.z)
  }

  /// By cofactors; the prior keeps it positive.
  private var inverse: (SIMD3<Double>, SIMD3<Double>)? {
    let (a, b, c) = (diagonal.x, diagonal.y, diagonal.z)
    let (d, e, f) = (beside.x, beside.y, beside.z)
    let xx = b * c - f * f
    let xy = e * f - d * c
    let xz = d * f - e * b
    let determinant = a * xx + d * xy + e * xz
    guard determinant > 0 else { return nil }
    let yy = a * c - e * e
    let zz = a * b - d * d
    let yz = d * e - a * f
    return (SIMD3(xx, yy, zz) / determinant, SIMD3(xy, xz, yz) / determinant)
  }
}
