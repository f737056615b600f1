import Clustering
import Tracks

/// The milliseconds that each fix stands for, on disk: ``FixTimes`` with intervals cut at the longest.
///
/// What is in memory grows with the flights, not with the fixes.
final class SpilledFixTimes {
  private let longest: Seconds
  private let file: SpillFile
  private var count = 0
  private var lastOfFlight: [String: (row: Int, time: Int64, milliseconds: Int64)] = [:]

  /// Cuts intervals at `longest`; the file is made in a folder.
  init(longest: Seconds, in folder: String) throws(DwellError) {
    self.longest = longest
    file = try SpillFile(in: folder)
  }

  /// Adds the next batch; the fixes of one flight come in order of time, over all batches.
  func add(_ batch: Fixes) throws(DwellError) {
    let base = count
    var times = [Int64](repeating: 0, count: batch.count)
    for row in 0..<batch.count where batch.time[row] != .min {
      let flight = batch.flightOrVehicle(row)
      if let last = lastOfFlight[flight] {
        let cut = min(max(0, batch.time[row] - last.time), longest.microseconds) / 1000
        times[row] = cut - cut / 2
        if last.row >= base {
          times[last.row - base] += cut / 2
        } else {
          try file.overwrite([last.milliseconds + cut / 2], at: last.row * Self.stride)
        }
      }
      lastOfFlight[flight] = (base + row, batch.time[row], times[row])
    }
    _ = try file.append(times)
    count += times.count
  }

  /// The milliseconds of some fixes, by their numbers among all.
  func milliseconds(_ rows: Range<Int>) throws(DwellError) -> [Int64] {
    try file.read(rows.count, of: Int64.self, at: rows.lowerBound * Self.stride)
  }

  private static let stride = MemoryLayout<Int64>.stride
}
