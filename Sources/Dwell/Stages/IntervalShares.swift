import Tracks

/// The time each fix stands for: half the interval to the fix before of its flight and half of that
/// to the one after.
///
/// Intervals longer than ``longest`` count as that long: what lies in a gap is not known.
struct IntervalShares {
  /// The cut for long intervals: the default of `detect --max-gap`.
  static let longest = Seconds.minutes(2)
  /// Milliseconds of each fix, in the order they were added.
  private(set) var milliseconds: [Int64] = []
  private var lastOfFlight: [String: (point: Int, time: Int64)] = [:]

  /// Adds the fixes of a batch; the fixes of one flight come in order of time, over all batches.
  mutating func add(_ batch: Fixes) {
    let start = milliseconds.count
    milliseconds.append(contentsOf: repeatElement(0, count: batch.count))
    for row in 0..<batch.count where batch.time[row] != .min {
      let flight = batch.flight[row] ?? batch.vehicle[row] ?? ""
      if let last = lastOfFlight[flight] {
        let interval = min(max(0, batch.time[row] - last.time), Self.longest.microseconds) / 1000
        milliseconds[last.point] += interval / 2
        milliseconds[start + row] += interval - interval / 2
      }
      lastOfFlight[flight] = (start + row, batch.time[row])
    }
  }
}
