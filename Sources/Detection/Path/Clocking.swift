import Tracks

/// Time honesty: what of a flight was observed and what is gap.
package struct Clocking {
  /// Instants, microseconds.
  let time: [Int64]
  /// Intervals longer than this are gaps, microseconds.
  let maxGap: Int64
  let policy: GapPolicy
  /// Microseconds observed from the first fix to each.
  let observed: [Int64]

  package init(time: [Int64], maxGap: Int64, policy: GapPolicy) {
    self.time = time
    self.maxGap = maxGap
    self.policy = policy
    var total: Int64 = 0
    observed = time.indices.map { row in
      guard row > 0 else { return 0 }
      let interval = time[row] - time[row - 1]
      // A visit never spans a gap under `close`, so what a gap counts there is never asked.
      total += interval <= maxGap ? interval : policy == .cap ? maxGap : 0
      return total
    }
  }

  /// Whether the interval that ends at a row is a gap.
  func isGap(before row: Int) -> Bool { time[row] - time[row - 1] > maxGap }

  /// Observed microseconds within a closed range of rows.
  package func observed(_ rows: ClosedRange<Int>) -> Int64 {
    observed[rows.upperBound] - observed[rows.lowerBound]
  }

  /// Microseconds from the first to the last of a closed range of rows.
  func span(_ rows: ClosedRange<Int>) -> Int64 { time[rows.upperBound] - time[rows.lowerBound] }

  /// The instant half-way from the first to the last of a closed range of rows, microseconds.
  func middle(_ rows: ClosedRange<Int>) -> Int64 { time[rows.lowerBound] + span(rows) / 2 }

  /// The longest interval within a closed range of rows, microseconds.
  func longestInterval(_ rows: ClosedRange<Int>) -> Int64 {
    var longest: Int64 = 0
    for row in rows.dropFirst() { longest = max(longest, time[row] - time[row - 1]) }
    return longest
  }

  /// The runs of rows that a visit may lie in: between gaps under `close`, else all.
  package var stretches: [ClosedRange<Int>] {
    guard !time.isEmpty else { return [] }
    guard policy == .close else { return [0...time.count - 1] }
    var stretches: [ClosedRange<Int>] = []
    var start = 0
    for row in time.indices.dropFirst() where isGap(before: row) {
      stretches.append(start...row - 1)
      start = row
    }
    stretches.append(start...time.count - 1)
    return stretches
  }
}
