import Tracks

/// Time honesty: what of a span of fixes was observed and what is gap.
package struct Clocking {
  /// Of each fix, microseconds.
  let time: [Int64]
  /// Intervals longer than this are gaps, microseconds.
  let maxGap: Int64
  /// What a gap does.
  let policy: GapPolicy
  /// Observed microseconds from the first fix to each fix.
  let observed: [Int64]

  /// Takes the instants of a flight's fixes in order, microseconds.
  package init(time: [Int64], maxGap: Int64, policy: GapPolicy) {
    self.time = time
    self.maxGap = maxGap
    self.policy = policy
    var sums: [Int64] = []
    sums.reserveCapacity(time.count)
    var sum: Int64 = 0
    for row in time.indices {
      if row > 0 {
        let interval = time[row] - time[row - 1]
        sum += interval <= maxGap ? interval : policy == .cap ? maxGap : 0
      }
      sums.append(sum)
    }
    observed = sums
  }

  /// Whether the interval that ends at a row is a gap.
  func isGap(before row: Int) -> Bool { time[row] - time[row - 1] > maxGap }

  /// Observed microseconds within a closed range of rows.
  package func observed(_ rows: ClosedRange<Int>) -> Int64 {
    observed[rows.upperBound] - observed[rows.lowerBound]
  }

  /// The longest interval within a closed range of rows.
  func longestInterval(_ rows: ClosedRange<Int>) -> Int64 {
    var longest: Int64 = 0
    for row in rows.dropFirst() { longest = max(longest, time[row] - time[row - 1]) }
    return longest
  }

  /// The stretches that no gap interrupts; with another policy than close, all of the rows.
  package var stretches: [ClosedRange<Int>] {
    guard !time.isEmpty else { return [] }
    guard policy == .close else { return [0...time.count - 1] }
    return unbroken
  }

  /// The stretches that no gap interrupts.
  var unbroken: [ClosedRange<Int>] {
    guard !time.isEmpty else { return [] }
    var stretches: [ClosedRange<Int>] = []
    var start = 0
    for row in 1..<max(1, time.count) where isGap(before: row) {
      stretches.append(start...row - 1)
      start = row
    }
    stretches.append(start...time.count - 1)
    return stretches
  }
}
