/// Weighted least squares in a few unknowns.
struct NormalEquations {
  /// The number of unknowns.
  let count: Int
  private var matrix = InlineArray<49, Double>(repeating: 0)
  private var right = InlineArray<7, Double>(repeating: 0)

  /// - Parameter count: At most 7.
  init(count: Int) { self.count = count }

  /// Adds an equation: the slopes of what is predicted, and what is missing to it.
  mutating func add(_ slopes: InlineArray<7, Double>, _ value: Double, weight: Double) {
    for i in 0..<count {
      let own = weight * slopes[i]
      right[i] += own * value
      for j in 0...i { matrix[i * count + j] += own * slopes[j] }
    }
  }

  /// The solution with the diagonal raised by a part of itself; nil when it is singular.
  func solution(damping: Double) -> [Double]? {
    guard let factor = factor(damping: damping) else { return nil }
    return solved(factor, (0..<count).map { right[$0] })
  }

  /// A column of the inverse; nil when it is singular.
  func inverseColumn(_ column: Int) -> [Double]? {
    guard let factor = factor(damping: 0) else { return nil }
    var unit = [Double](repeating: 0, count: count)
    unit[column] = 1
    return solved(factor, unit)
  }

  /// Cholesky's lower triangle.
  private func factor(damping: Double) -> [Double]? {
    var lower = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0...i {
        var sum = matrix[i * count + j]
        if i == j { sum += damping * sum + 1e-300 }
        for k in 0..<j { sum -= lower[i * count + k] * lower[j * count + k] }
        if i == j {
          guard sum > 1e-13 * matrix[i * count + i], sum.isFinite else { return nil }
          lower[i * count + i] = sum.squareRoot()
        } else {
          lower[i * count + j] = sum / lower[j * count + j]
        }
      }
    }
    return lower
  }

  private func solved(_ lower: [Double], _ value: [Double]) -> [Double] {
    var x = value
    for i in 0..<count {
      for k in 0..<i { x[i] -= lower[i * count + k] * x[k] }
      x[i] /= lower[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in i + 1..<max(count, i + 1) { x[i] -= lower[k * count + i] * x[k] }
      x[i] /= lower[i * count + i]
    }
    return x
  }
}
