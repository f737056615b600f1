#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The slow error of a satellite receiver: it moves a short visit as a whole, and no residual shows
/// it.
///
/// Taken for a first-order Gauss–Markov process in each axis, as usual for code multipath and the
/// filters of receivers (Brown & Hwang, *Random Signals and Applied Kalman Filtering*, 1997).
enum ReceiverWander {
  /// The time over which it forgets itself, seconds: between that of multipath on the move, some
  /// seconds, and of the ionosphere, some minutes.
  static let memory = 30.0
  /// What is expected of a receiver before its residuals tell, metres in each axis.
  static let usual = 2.5
  /// So many independent residuals tell as much as that expectation.
  static let trust = 4.0
  /// The part of a position's variance that wanders, before residuals tell.
  static let share = 0.8

  /// How alike errors are so many seconds apart, 1 to 0.
  static func likeness(_ seconds: Double) -> Double { exp(-seconds / memory) }

  /// The variance of the mean over a time, as a part of that of one position.
  static func meanVariance(_ seconds: Double) -> Double {
    let t = seconds / memory
    guard t > 1e-3 else { return 1 }
    return 2 / t * (1 - (1 - exp(-t)) / t)
  }

  /// The variance of positions in each axis that an ellipse of normal size is honest with, metres²,
  /// from that of their residuals: never less than what residuals and expectation say together.
  ///
  /// Where few residuals tell, Fisher's F of 2 and ν degrees of freedom takes the place of the
  /// normal distribution; its 95 % lie within ν (0.05^(−2 ÷ ν) − 1) ÷ 2. Each axis tells something
  /// new every ``memory``.
  /// - Parameter seconds: How long they were watched.
  static func variance(_ residual: Double, over seconds: Double) -> Double {
    let independent = seconds / memory
    let together = (trust * usual * usual + independent * residual) / (trust + independent)
    let freedom = 2 * (trust + independent)
    let tail = freedom * (pow(0.05, -2 / freedom) - 1) / 5.991
    return max(residual, together) * tail
  }
}
