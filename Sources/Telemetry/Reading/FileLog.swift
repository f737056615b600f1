import Tracks

/// Where a row stands in its file.
///
/// Bytes are offsets into the decompressed input, from 0.
enum RowPlace: CustomStringConvertible {
  /// A line, from 1, and where it begins.
  case line(Int, byte: Int? = nil)
  /// A record of a JSON array or of a table, from 1, and where it begins.
  case record(Int, byte: Int? = nil)
  /// Where it begins.
  case byte(Int)

  var description: String {
    switch self {
    case .line(let line, _): "line \(line)"
    case .record(let record, _): "record \(record)"
    case .byte(let offset): "byte \(offset)"
    }
  }

  /// Where it begins; nil where that is not known.
  var offset: Int? {
    switch self {
    case .line(_, let offset), .record(_, let offset): offset
    case .byte(let offset): offset
    }
  }
}

/// Why a row is no fix.
struct RowFault {
  /// The name it is counted under: `latitude out of range`.
  var reason: String
  /// What is wrong, with the value: `latitude 95.2 is not within ±90`.
  var detail: String
  /// Whether it is no fault of the input: counted, but never said and never the end of the reading.
  var isHarmless = false
}

/// What is counted and said of one file, and how its rows are to be taken.
final class FileLog {
  /// The file's name in messages.
  let name: String
  /// The vehicle of rows that name none.
  let vehicleName: String
  /// How to read.
  let settings: ReadSettings
  /// What all files share.
  let shared: ReadLog

  private(set) var rows = 0
  private(set) var validRows = 0
  private var drops = Tally()
  private var firstFault: String?

  init(name: String, vehicleName: String, settings: ReadSettings, shared: ReadLog) {
    self.name = name
    self.vehicleName = vehicleName
    self.settings = settings
    self.shared = shared
  }

  /// An error of this file.
  func error(_ message: String) -> DwellError { DwellError(.badData, "\(name): \(message)") }

  /// An error of one row of this file, which says where to look with an editor and with a dump.
  func error(_ message: String, at place: RowPlace) -> DwellError {
    guard case .byte = place else {
      let offset = place.offset.map { "byte \($0): " } ?? ""
      return DwellError(.badData, "\(spot(place)): \(offset)\(message)")
    }
    return DwellError(.badData, "\(spot(place)): \(message)")
  }

  /// Counts rows that became fixes.
  func countValid(_ number: Int) {
    rows += number
    validRows += number
    shared.countRows(number)
  }

  /// Counts a row that is skipped; says so for the first of its reason; throws when strict.
  func skip(_ fault: RowFault, at place: RowPlace) throws(DwellError) {
    if fault.isHarmless { return leaveOut(fault.reason) }
    if settings.isStrict { throw error(fault.detail, at: place) }
    rows += 1
    drops.count(fault.reason)
    shared.countRows(1)
    shared.countDrop(fault.reason)
    if firstFault == nil { firstFault = "\(place): \(fault.detail)" }
    shared.warnOnce("skip " + fault.reason, "\(spot(place)): \(fault.detail); the row is skipped")
  }

  /// Counts a row that is left out though nothing is wrong with it: a position repeated, or not given.
  func leaveOut(_ reason: String) {
    rows += 1
    drops.count(reason)
    shared.countRows(1)
    shared.countDrop(reason)
  }

  /// Counts what is odd but costs no row: bytes skipped, checksums of records that are not used.
  func note(_ what: String, _ count: Int = 1) {
    var more = Tally()
    more.count(what, count)
    shared.countRepairs(more)
  }

  /// Warns once of a topic, whichever file it comes up in.
  func warnOnce(_ topic: String, _ message: @autoclosure () -> String) {
    shared.warnOnce(topic, "\(name): \(message())")
  }

  /// What is said at the end of a file whose rows were all skipped; nil when one was not.
  func verdict() -> DwellError? {
    guard rows > 0, validRows == 0 else { return nil }
    let reason = drops.names.max { drops[$0] < drops[$1] } ?? "unreadable"
    let example = firstFault.map { " (\($0))" } ?? ""
    let number =
      rows == 1
      ? "its only row is no valid fix: " : "none of its \(rows) rows is a valid fix: mostly "
    return error(number + reason + example)
  }

  /// Where a row stands, for a message.
  private func spot(_ place: RowPlace) -> String {
    switch place {
    case .line(let line, _): "\(name):\(line)"
    case .record, .byte: "\(name): \(place)"
    }
  }
}
