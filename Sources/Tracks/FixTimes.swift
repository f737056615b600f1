/// Where a fix stands: which batch, which row.
public struct FixReference: Equatable, Sendable {
  /// The batch's place among those that were added.
  public let batch: Int
  /// The row in it.
  public let row: Int

  /// Makes a reference.
  public init(batch: Int, row: Int) {
    self.batch = batch
    self.row = row
  }
}

/// The milliseconds that each fix stands for, by batch and row: half the interval to the fix before of
/// its flight and half of that to the one after.
///
/// Intervals longer than a limit count as that long: what lies in a gap is not known.
public struct FixTimes: Sendable {
  private let longest: Seconds
  /// Intervals cut at the longest.
  public private(set) var observed: [[Int64]] = []
  /// Intervals whole.
  public private(set) var whole: [[Int64]] = []
  private var lastOfFlight: [String: (fix: FixReference, time: Int64)] = [:]

  /// Cuts intervals at `longest`.
  public init(longest: Seconds) { self.longest = longest }

  /// Adds the next batch; fixes without a time stand for none.
  ///
  /// The fixes of one flight come in order of time, over all batches.
  public mutating func add(_ batch: Fixes) {
    let place = observed.count
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
