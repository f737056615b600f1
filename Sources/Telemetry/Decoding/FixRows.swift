import Tracks

/// Makes batches of the fixes that a decoder finds.
///
/// Columns in which a batch has no value are left out of it.
final class FixRows {
  /// What is counted and said of the file.
  let log: FileLog
  private let vehicleName: String
  private let batchRows: Int
  // One struct, so that adding a row is one access to the class's storage.
  private var columns: FixColumns

  /// - Parameter extras: The columns beside those every fix may have; those a user does not want are
  ///   not kept.
  init(_ log: FileLog, extras: [ExtraColumn] = []) {
    self.log = log
    vehicleName = log.vehicleName
    batchRows = log.settings.batchRows
    columns = FixColumns(log.settings.keepsExtras ? extras : [])
  }

  /// The number of fixes not yet taken.
  var count: Int { columns.count }

  /// Whether a batch is full.
  var isFull: Bool { columns.count >= batchRows }

  /// Adds a fix, or skips and counts it: without a position, at 0° N 0° E as receivers write before
  /// their first fix, or beyond the globe.
  ///
  /// - Throws: When it is skipped for a fault of the input and the reading is strict.
  func add(_ row: borrowing FixRow, at place: RowPlace) throws(DwellError) {
    if let fault = RowFault(longitude: row.longitude, latitude: row.latitude) {
      return try log.skip(fault, at: place)
    }
    columns.add(row, vehicle: row.vehicle ?? vehicleName)
  }

  /// Says that a log ends within a record, when there are bytes that are no whole one.
  ///
  /// - Parameter what: What it ends within: `the log ends within a message`.
  /// - Throws: As ``endsShort(_:at:)``.
  func endsWithin(_ what: String, rest: Int, at offset: Int) throws(DwellError) {
    guard rest > 0 else { return }
    try endsShort("\(what) (its last \(rest) bytes)", at: .byte(offset))
  }

  /// Says that a log ends short, as one does that is written until power goes: its fixes are as good as
  /// any.
  ///
  /// - Throws: When it has none, or the reading is strict.
  func endsShort(_ what: String, at place: RowPlace) throws(DwellError) {
    let error = log.error("\(what): it was cut short", at: place)
    guard !log.settings.isStrict, count > 0 || log.validRows > 0 else { throw error }
    log.shared.countFile(.endsShort, error)
  }

  /// Gives up the fixes so far; nil when there is none.
  func take() -> Fixes? {
    guard let result = columns.take() else { return nil }
    log.countValid(result.count)
    return result
  }
}
