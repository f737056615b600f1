import Tracks

/// Where a fix stands: which batch, which row.
struct FixReference: Equatable {
  let batch: Int
  let row: Int
}

/// The milliseconds that each fix stands for, by batch and row.
struct FixTimes {
  private let longest: Seconds
  /// Intervals cut at the longest.
  private(set) var observed: [[Int64]] = []
  /// Intervals whole.
  private(set) var whole: [[Int64]] = []
  private var lastOfFlight: [String: (fix: FixReference, time: Int64)] = [:]

  /// Cuts intervals at `longest`.
  init(longest: Seconds) { self.longest = longest }

  /// Adds the next batch; fixes without a time stand for none.
  mutating func add(_ batch: Fixes, _ place: Int) {
    observed.append([Int64](repeating: 0, count: batch.count))
    whole.append([Int64](repeating: 0, count: batch.count))
    for row in 0..<batch.count where batch.time[row] != .min {
      let flight = batch.flight[row] ?? batch.vehicle[row] ?? ""
      if let last = lastOfFlight[flight] {
        let interval = max(0, batch.time[row] - last.time)
        let cut = min(interval, longest.microseconds) / 1000
        observed[last.fix.batch][last.fix.row] += cut / 2
        observed[place][row] += cut - cut / 2
        whole[last.fix.batch][last.fix.row] += interval / 1000 / 2
        whole[place][row] += interval / 1000 - interval / 1000 / 2
      }
      lastOfFlight[flight] = (FixReference(batch: place, row: row), batch.time[row])
    }
  }
}
