/// Weighted least squares in three or five unknowns, of which the third shifts what is predicted by one.
struct NormalEquations {
  /// The number of unknowns: three, or five.
  let count: Int
  /// The sums of products of slopes, by rows: of the first, second and third unknown with the first and second,
  /// and weights.
  private var xx = 0.0
  private var yy = 0.0
  private var xy = 0.0
  private var x = 0.0
  private var y = 0.0
  private var weight = 0.0
  /// Of the fourth and of the fifth unknown with the first to the fourth.
  private var fourth = SIMD4<Double>.zero
  private var fifth = SIMD4<Double>.zero
  private var last = 0.0
  /// Of slopes and what is missing.
  private var right = SIMD3<Double>.zero
  private var rightBeside = SIMD2<Double>.zero
  /// The weighted sum of squares of what is missing.
  private(set) var squares = 0.0

  /// - Parameter count: Three or five.
  init(count: Int) { self.count = count }

  /// Adds an equation in three unknowns: the slopes of what is predicted in the first two, and what is missing to
  /// it.
  @inline(__always)
  mutating func add(_ a: Double, _ b: Double, _ value: Double, weight w: Double) {
    let (wa, wb, wv) = (w * a, w * b, w * value)
    xx += wa * a
    xy += wa * b
    yy += wb * b
    x += wa
    y += wb
    weight += w
    right += SIMD3(wv * a, wv * b, wv)
    squares += wv * value
  }

  /// Adds an equation in five unknowns: the slopes in the first two and the last two.
  @inline(__always)
  mutating func add(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ value: Double, weight w: Double
  ) {
    add(a, b, value, weight: w)
    let slopes = SIMD4(a, b, 1, c)
    fourth += (w * c) * slopes
    fifth += (w * d) * slopes
    last += w * d * d
    rightBeside += (w * value) * SIMD2(c, d)
  }

  /// The solution with the diagonal raised by a part of itself; nil when it is singular.
  func solution(damping: Double) -> InlineArray<5, Double>? {
    guard let factor = factor(damping: damping) else { return nil }
    return solved(factor, [right.x, right.y, right.z, rightBeside.x, rightBeside.y])
  }

  /// The columns of the inverse, as many as unknowns; nil when it is singular.
  func inverse() -> InlineArray<5, SIMD8<Double>>? {
    guard let factor = factor(damping: 0) else { return nil }
    var columns = InlineArray<5, SIMD8<Double>>(repeating: .zero)
    for column in 0..<count {
      var unit = InlineArray<5, Double>(repeating: 0)
      unit[column] = 1
      let own = solved(factor, unit)
      for row in 0..<count { columns[column][row] = own[row] }
    }
    return columns
  }

  /// The sum of products of the slopes of two unknowns, `i` ≥ `j`.
  private func product(_ i: Int, _ j: Int) -> Double {
    switch (i, j) {
    case (0, 0): xx
    case (1, 0): xy
    case (1, 1): yy
    case (2, 0): x
    case (2, 1): y
    case (2, 2): weight
    case (3, _): fourth[j]
    case (_, 4): last
    default: fifth[j]
    }
  }

  /// Cholesky's lower triangle, row after row of five; what is above it is nought.
  private func factor(damping: Double) -> InlineArray<25, Double>? {
    var lower = InlineArray<25, Double>(repeating: 0)
    for i in 0..<count {
      for j in 0...i {
        let whole = product(i, j)
        var sum = whole
        if i == j { sum += damping * sum + 1e-300 }
        for k in 0..<j { sum -= lower[5 * i + k] * lower[5 * j + k] }
        if i == j {
          guard sum > 1e-13 * whole, sum.isFinite else { return nil }
          lower[6 * i] = sum.squareRoot()
        } else {
          lower[5 * i + j] = sum / lower[6 * j]
        }
      }
    }
    return lower
  }

  private func solved(
    _ lower: borrowing InlineArray<25, Double>, _ value: InlineArray<5, Double>
  ) -> InlineArray<5, Double> {
    var x = value
    for i in 0..<count {
      for k in 0..<i { x[i] -= lower[5 * i + k] * x[k] }
      x[i] /= lower[6 * i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in i + 1..<max(count, i + 1) { x[i] -= lower[5 * k + i] * x[k] }
      x[i] /= lower[6 * i]
    }
    return x
  }
}
