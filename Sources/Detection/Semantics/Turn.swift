/// To which side a way bends.
enum Turn {
  /// 1 to the left, −1 to the right, 0 straight on; exact but for denormals.
  ///
  /// By the rounded determinant where it is far enough from 0 to be sure (Shewchuk, Discrete & Comp. Geom.
  /// 1997, § 4.3), else in twice the precision.
  static func sign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
    let left = (a.x - c.x) * (b.y - c.y)
    let right = (a.y - c.y) * (b.x - c.x)
    let rounded = left - right
    if abs(rounded) > 3.3306690738754716e-16 * (abs(left) + abs(right)) {
      return rounded > 0 ? 1 : -1
    }
    let exact =
      product(difference(a.x, c.x), difference(b.y, c.y))
      - product(difference(a.y, c.y), difference(b.x, c.x))
    return exact.high > 0 || (exact.high == 0 && exact.low > 0)
      ? 1 : exact.high == 0 && exact.low == 0 ? 0 : -1
  }

  /// A number as the sum of two, the second under half a unit in the last place of the first.
  private struct Pair {
    var high: Double
    var low: Double

    static func - (left: Pair, right: Pair) -> Pair {
      let sum = difference(left.high, right.high)
      let low = sum.low + (left.low - right.low)
      let high = sum.high + low
      return Pair(high: high, low: low - (high - sum.high))
    }
  }

  /// Knuth's two-sum.
  private static func difference(_ a: Double, _ b: Double) -> Pair {
    let high = a - b
    let rounded = a - high
    return Pair(high: high, low: (a - (high + rounded)) + (rounded - b))
  }

  private static func product(_ a: Pair, _ b: Pair) -> Pair {
    let high = a.high * b.high
    let low = (-high).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high)
    let sum = high + low
    return Pair(high: sum, low: low - (sum - high))
  }
}
