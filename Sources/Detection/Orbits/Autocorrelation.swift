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
      var product = 0.0
      for index in lag..<count { product += centred[index] * centred[index - lag] }
      time += 2 * product / variance
      if Double(lag) >= 5 * time { break }
    }
    return min(max(1, time), Double(count) / 3)
  }
}
