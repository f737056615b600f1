import Tracks

/// The first records of JSON, by which is told what those after them are.
final class FirstRecords {
  /// Where the records come from; they have to be parsed.
  let records = JSONRecords()
  /// The values of the first ones.
  private var rows: [(bytes: [UInt8], cells: [Cell])] = []

  /// Records whose values are looked at.
  private static let most = 64

  init() {
    records.takeRecord = { [unowned self] in
      if rows.count < Self.most { rows.append((records.bytes, records.cells)) }
      return true
    }
  }

  /// The names of their columns.
  var names: [String] { records.keys.names }

  /// Whether what is called the vehicle counts the records.
  func countsRows(_ plan: ColumnPlan) -> Bool {
    guard let vehicle = plan.vehicle, let time = plan.time else { return false }
    var counter = RowCounter()
    for (bytes, cells) in rows {
      // A column may have come with a later record.
      guard max(vehicle, time) < cells.count else { return false }
      counter.take(cells[vehicle].text(in: bytes.span), at: cells[time].text(in: bytes.span))
    }
    return counter.countsRows
  }
}
