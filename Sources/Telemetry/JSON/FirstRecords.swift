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
  ///
  /// - Parameter plan: What the columns hold; asked for only where one of them counts, since most small
  ///   files are read faster than their columns are planned.
  func countsRows(_ plan: () -> ColumnPlan?) -> Bool {
    guard hasCounter, let plan = plan(), let vehicle = plan.vehicle, let time = plan.time else {
      return false
    }
    var counter = RowCounter()
    for (bytes, cells) in rows {
      // A column may have come with a later record.
      guard max(vehicle, time) < cells.count else { return false }
      counter.take(cells[vehicle].text(in: bytes.span), at: cells[time].text(in: bytes.span))
    }
    return counter.countsRows
  }

  /// Whether a column's number is greater by one in the second record than in the first.
  private var hasCounter: Bool {
    guard rows.count > 1 else { return false }
    let (first, second) = (rows[0], rows[1])
    return first.cells.indices.contains { column in
      guard let before = Int(first.cells[column].text(in: first.bytes.span)) else { return false }
      return Int(second.cells[column].text(in: second.bytes.span)) == before + 1
    }
  }
}
