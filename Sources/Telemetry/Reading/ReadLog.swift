import Tracks

/// What is counted and said while all inputs are read.
final class ReadLog {
  /// Rows, and dropped rows by reason.
  private(set) var tally = Tally()
  /// Cells left empty because they could not be read, by measure; files not or not wholly read.
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

  /// What can be wrong with a whole file.
  enum FileFault: String {
    /// Its last record is not whole; those before are used.
    case endsShort = "files that end short"
    /// Something in it cannot be read past; what came before is used.
    case breaksOff = "files that cannot be read to their end"
    /// Nothing in it can be used.
    case useless = "files without a fix"
  }

  /// Counts a file, and says what is wrong with it and what becomes of it, for the first few.
  func countFile(_ fault: FileFault, _ error: DwellError) {
    var more = Tally()
    more.count(fault.rawValue)
    repairs.add(more)
    guard repairs[fault.rawValue] <= Self.mostSaid else { return }
    let outcome = fault == .useless ? "it is left out" : "what came before is used"
    let last = repairs[fault.rawValue] == Self.mostSaid ? "; more such files are only counted" : ""
    warn("\(error.message); \(outcome) (--strict stops here)\(last)")
  }

  /// Files that are named, of each fault.
  private static let mostSaid = 5

  /// Counts rows read, dropped ones included.
  func countRows(_ number: Int) { tally.count("rows", number) }

  /// Counts a dropped row.
  func countDrop(_ reason: String) { tally.count(reason) }

  /// Counts cells left empty.
  func countRepairs(_ more: Tally) { repairs.add(more) }
}
