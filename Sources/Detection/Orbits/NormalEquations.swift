/// Weighted least squares in a few unknowns.
struct NormalEquations {
  /// The number of unknowns, at most 7.
  let count: Int
  /// The products of slopes; rows beyond ``count`` stay zero.
  private var matrix = InlineArray<7, SIMD8<Double>>(repeating: .zero)
  private var right = SIMD8<Double>.zero
  /// The weighted sum of squares of what is missing.
  private(set) var squares = 0.0

  /// - Parameter count: At most 7.
  init(count: Int) { self.count = count }

  /// Adds an equation: the slopes of what is predicted, those beyond ``count`` zero, and what is
  /// missing to it.
  @inline(__always)
  mutating func add(_ slopes: SIMD8<Double>, _ value: Double, weight: Double) {
    let own = weight * slopes
    right += value * own
    squares += weight * value * value
    for row in 0..<count { matrix[row] += own[row] * slopes }
  }

  /// The solution with the diagonal raised by a part of itself; nil when it is singular.
  func solution(damping: Double) -> SIMD8<Double>? {
    guard let factor = factor(damping: damping) else { return nil }
    return solved(factor, right)
  }

  /// A column of the inverse; nil when it is singular.
  func inverseColumn(_ column: Int) -> SIMD8<Double>? {
    guard let factor = factor(damping: 0) else { return nil }
    var unit = SIMD8<Double>.zero
    unit[column] = 1
    return solved(factor, unit)
  }

  /// Cholesky's lower triangle.
  private func factor(damping: Double) -> InlineArray<7, SIMD8<Double>>? {
    var lower = InlineArray<7, SIMD8<Double>>(repeating: .zero)
    for i in 0..<count {
      for j in 0...i {
        var sum = matrix[i][j]
        if i == j { sum += damping * sum + 1e-300 }
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > 1e-13 * matrix[i][i], sum.isFinite else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    return lower
  }

  private func solved(
    _ lower: InlineArray<7, SIMD8<Double>>, _ value: SIMD8<Double>
  ) -> SIMD8<Double> {
    var x = value
    for i in 0..<count {
      for k in 0..<i { x[i] -= lower[i][k] * x[k] }
      x[i] /= lower[i][i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in i + 1..<max(count, i + 1) { x[i] -= lower[k][i] * x[k] }
      x[i] /= lower[i][i]
    }
    return x
  }
}
