/// The normal equations of rays that meet: sums that add up, whatever the number of rays.
///
/// Minimising the squared distances across the rays, each over its variance, gives the matrix
/// Σ (I − u uᵀ) ÷ σ² and the vector Σ (I − u uᵀ) p ÷ σ² (Hartley & Sturm, *Triangulation*, CVIU 68, 1997: the
/// mid-point method, for many rays).
struct RayEquations {
  /// Of the matrix: xx, yy, zz.
  private(set) var diagonal = SIMD3<Double>(repeating: 0)
  /// Of the matrix: xy, xz, yz.
  private(set) var beside = SIMD3<Double>(repeating: 0)
  private(set) var right = SIMD3<Double>(repeating: 0)
  private(set) var squares = 0.0
  private(set) var count = 0

  /// No rays.
  init() {}

  /// That a point lies at a guess, with an inverse variance along each axis.
  init(guess: SIMD3<Double>, weights: SIMD3<Double>) {
    diagonal = weights
    right = weights * guess
    squares = (guess * right).sum()
  }

  /// Adds a ray: origin, unit direction, inverse variance across it.
  mutating func add(_ origin: SIMD3<Double>, _ direction: SIMD3<Double>, weight: Double) {
    let d = direction
    let own = weight * (SIMD3(repeating: 1) - d * d)
    let off = -weight * SIMD3(d.x * d.y, d.x * d.z, d.y * d.z)
    diagonal += own
    beside += off
    let b = Self.times(own, off, origin)
    right += b
    squares += (origin * b).sum()
    count += 1
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.diagonal += right.diagonal
    sum.beside += right.beside
    sum.right += right.right
    sum.squares += right.squares
    sum.count += right.count
    return sum
  }

  /// The point and its covariance (xx, yy, zz; xy, xz, yz) as far as the variances say, with the sum of squared
  /// distances over them; nil while the rays leave it open.
  var solution:
    (
      point: SIMD3<Double>, diagonal: SIMD3<Double>, beside: SIMD3<Double>, residual: Double
    )?
  {
    let (a, b, c) = (diagonal.x, diagonal.y, diagonal.z)
    let (d, e, f) = (beside.x, beside.y, beside.z)
    let xx = b * c - f * f
    let xy = e * f - d * c
    let xz = d * f - e * b
    let determinant = a * xx + d * xy + e * xz
    guard determinant > 0 else { return nil }
    let own = SIMD3(xx, a * c - e * e, a * b - d * d) / determinant
    let off = SIMD3(xy, xz, d * e - a * f) / determinant
    let point = Self.times(own, off, right)
    return (point, own, off, max(0, squares - (point * right).sum()))
  }

  private static func times(
    _ diagonal: SIMD3<Double>, _ beside: SIMD3<Double>, _ v: SIMD3<Double>
  ) -> SIMD3<Double> {
    SIMD3(
      diagonal.x * v.x + beside.x * v.y + beside.y * v.z,
      beside.x * v.x + diagonal.y * v.y + beside.z * v.z,
      beside.y * v.x + beside.z * v.y + diagonal.z * v.z)
  }
}
