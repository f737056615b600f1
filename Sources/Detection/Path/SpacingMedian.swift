/// Half the intervals of a flight so far, as far as it matters for gaps: those of a flight that is
/// sampled so sparsely that `max-gap` must be raised for it.
package struct SpacingMedian {
  /// Intervals up to this need not be told apart, microseconds.
  private let fine: Int64
  private var fines = 0
  private var count = 0
  /// Counts of the others by size, 4096 to an octave.
  private var bins: [Int: Int] = [:]

  /// - Parameter maxGap: What is asked for, microseconds; three times a third of it is no more.
  package init(maxGap: Int64) { fine = maxGap / 3 }

  /// Takes an interval, microseconds.
  package mutating func add(_ interval: Int64) {
    count += 1
    if interval <= fine { fines += 1 } else { bins[Self.bin(interval), default: 0] += 1 }
  }

  /// The lower median, rounded up by 1 in 4096 at most; at most `maxGap` ÷ 3 means any such value.
  package var value: Int64 {
    var left = (count + 1) / 2 - fines
    guard left > 0 else { return fine }
    for (bin, number) in bins.sorted(by: { $0.key < $1.key }) {
      left -= number
      if left <= 0 { return Self.top(bin) }
    }
    return fine
  }

  /// Whether half the intervals are longer than a third of `maxGap`.
  package var isSparse: Bool { fines < (count + 1) / 2 }

  private static let fineness = 12

  private static func bin(_ interval: Int64) -> Int {
    let below = interval - 1
    let shift = Swift.max(0, 63 - below.leadingZeroBitCount - fineness)
    return shift << (fineness + 1) + Int(below >> shift)
  }

  private static func top(_ bin: Int) -> Int64 {
    let shift = bin >> (fineness + 1)
    return Int64(bin - shift << (fineness + 1) + 1) << shift
  }
}
