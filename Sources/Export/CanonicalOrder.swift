import Tracks

/// The rows of several batches of one kind in the order that depends on nothing but themselves.
///
/// Rows that no key tells apart keep the order in which they came.
func canonicalOrder(of tables: [Table]) -> [(batch: Int, row: Int)] {
  struct Place {
    let batch: Int
    let row: Int
    let key: [SortKey]
  }
  guard let kind = tables.first?.kind else { return [] }
  let names = keyColumns(of: kind)
  var places: [Place] = []
  for (batch, table) in tables.enumerated() {
    let columns = names.map { table[$0]?.values }
    for row in 0..<table.rowCount {
      let key = columns.map { SortKey($0?.cell(row) ?? .null, isNumbered: kind == .sites) }
      places.append(Place(batch: batch, row: row, key: key))
    }
  }
  places.sort { left, right in
    for (one, other) in zip(left.key, right.key) where one != other { return one < other }
    return (left.batch, left.row) < (right.batch, right.row)
  }
  return places.map { ($0.batch, $0.row) }
}

/// The columns that put a kind in order, the weightiest first.
private func keyColumns(of kind: RecordKind) -> [String] {
  switch kind {
  case .areas: ["area"]
  case .visits: ["first", "vehicle", "kind", "visit"]
  case .findings: ["rank", "area", "site"]
  case .sites: ["kind", "site"]
  case .crossings: ["entered", "boundary", "flight"]
  case .fixes, .points, .trailer: []
  }
}

/// A value to put rows in order by: null first, then numbers, then texts.
private enum SortKey: Comparable {
  case null
  case number(Int64)
  /// A text, and the number at its end where that counts: `candidate-2` goes before
  /// `candidate-10`.
  case text(stem: String, number: UInt64)

  init(_ cell: Cell, isNumbered: Bool) {
    switch cell {
    case .integer(let value), .instant(let value): self = .number(value)
    case .text(let text):
      let digits = text.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
      if isNumbered, let number = UInt64(text.suffix(digits)) {
        self = .text(stem: String(text.dropLast(digits)), number: number)
      } else {
        self = .text(stem: text, number: 0)
      }
    default: self = .null
    }
  }
}
