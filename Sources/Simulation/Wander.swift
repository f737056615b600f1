/// An error that wanders: the noise of a satellite receiver, of a pointing.
///
/// A first-order Gauss–Markov process of unit variance, stepped implicitly so that it needs no
/// exponential.
struct Wander {
  private var value: Double?

  /// The error after a step.
  ///
  /// - Parameters:
  ///   - seconds: The length of the step.
  ///   - memory: The time over which the error forgets itself, seconds.
  mutating func step(
    _ seconds: Double, memory: Double, _ random: inout SeededRandom
  ) -> Double {
    guard let last = value else {
      let first = random.normal()
      value = first
      return first
    }
    let kept = memory / (memory + seconds)
    let next = kept * last + (1 - kept * kept).squareRoot() * random.normal()
    value = next
    return next
  }

  /// The noise of a satellite position, of unit variance: four fifths of it wander within half a
  /// minute, the rest is new at every fix.
  mutating func noise(_ seconds: Double, _ random: inout SeededRandom) -> Double {
    0.9 * step(seconds, memory: 30, &random) + 0.436 * random.normal()
  }
}
