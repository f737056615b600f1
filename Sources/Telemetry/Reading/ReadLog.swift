import Tracks

/// What is counted and said while all inputs are read.
final class ReadLog {
  /// Rows, and dropped rows by reason.
  private(set) var tally = Tally()
  /// Cells left empty because they could not be read, by measure.
  private(set) var repairs = Tally()
  /// Bytes taken from the inputs, before decompression.
  var bytesRead = 0
  /// Inputs read to their end.
  var filesDone = 0

  private let warn: (String) -> Void
  private var said: Set<String> = []

  init(warn: @escaping (String) -> Void) {
    self.warn = warn
    tally.count("rows", 0)
  }

  /// Warns, once for each `topic` however many files and rows it concerns.
  func warnOnce(_ topic: String, _ message: @autoclosure () -> String) {
    if said.insert(topic).inserted { warn(message()) }
  }

  /// Counts rows read, dropped ones included.
  func countRows(_ number: Int) { tally.count("rows", number) }

  /// Counts a dropped row.
  func countDrop(_ reason: String) { tally.count(reason) }

  /// Counts cells left empty.
  func countRepairs(_ more: Tally) { repairs.add(more) }
}
