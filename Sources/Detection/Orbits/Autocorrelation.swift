/// How alike the neighbours in a series are.
enum Autocorrelation {
  /// How many values tell as much as one independent one: 1 + 2 Σρ, the sum ended where it is noise
  /// (Sokal 1997, window of five times itself); at least 1, at most a third of the count.
  ///
  /// - Complexity: O(*n* · *m*), *m* the lag where it ends, at most 1,000.
  static func time(_ values: [Double]) -> Double {
    let count = values.count
    guard count > 3 else { return 1 }
    let mean = values.reduce(0, +) / Double(count)
    let centred = values.map { $0 - mean }
    let variance = centred.reduce(0) { $0 + $1 * $1 }
    guard variance > 0 else { return 1 }
    var time = 1.0
    for lag in 1..<min(count / 2, 1000) {
      let product = Self.product(centred, lag)
      time += 2 * product / variance
      if Double(lag) >= 5 * time { break }
    }
    return min(max(1, time), Double(count) / 3)
  }

  @inline(__always)
  private static func four(_ values: [Double], _ first: Int) -> SIMD4<Double> {
    SIMD4(values[first], values[first + 1], values[first + 2], values[first + 3])
  }

  /// Σ *xᵢ xᵢ₋ₗ*, in four sums so that none waits for another.
  private static func product(_ values: [Double], _ lag: Int) -> Double {
    var sums = SIMD4<Double>.zero
    var index = lag
    while index + 4 <= values.count {
      sums += four(values, index) * four(values, index - lag)
      index += 4
    }
    var product = sums.sum()
    while index < values.count {
      product += values[index] * values[index - lag]
      index += 1
    }
    return product
  }
}
