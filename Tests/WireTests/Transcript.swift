import Tracks

/// A table as lines of plain text, one a column, that Python writes the same way
/// (`Oracles/transcript.py`): what two tables are compared by, and where they differ can be read.
func transcript(_ table: Table) -> [String] {
  ["table \(table.kind.rawValue) \(table.rowCount)"]
    + table.columns.map { column in
      let (type, cells) = cells(of: column.values)
      let mark = column.isInternal ? " internal" : ""
      return "column \(column.name) \(type)\(mark): " + cells.joined(separator: " ")
    }
}

/// The same of several tables as if each kind were one: cells by kind and column.
func joinedTranscript(_ tables: [Table]) -> [String: String] {
  tables.reduce(into: [:]) { joined, table in
    for line in transcript(table).dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      joined["\(table.kind) \(parts[0])", default: ""] += parts[1]
    }
  }
}

private func cells(of values: ColumnValues) -> (type: String, [String]) {
  switch values {
  case .boolean(let values): ("boolean", values.map { $0.map { $0 ? "true" : "false" } ?? "null" })
  case .integer32(let values): ("integer32", values.map { $0 == .min ? "null" : "\($0)" })
  case .integer(let values): ("integer", values.map(cell))
  case .real(let values): ("real", values.map(cell))
  case .instant(let values): ("instant", values.map(cell))
  case .text(let values):
    ("text", (0..<values.count).map { values[$0].map { hexadecimal($0.utf8) } ?? "null" })
  case .coded(let labels):
    ("coded", (0..<labels.count).map { labels[$0].map { hexadecimal($0.utf8) } ?? "null" })
  case .geometry(let values):
    ("geometry", (0..<values.count).map { values.bytes(at: $0).map(hexadecimal) ?? "null" })
  case .reals(let lists): ("reals", lists.map { list($0.map(cell)) })
  case .integers(let lists): ("integers", lists.map { list($0.map(cell)) })
  case .texts(let lists): ("texts", lists.map { list($0.map { hexadecimal($0.utf8) }) })
  }
}

private func cell(_ value: Int64) -> String { value == .min ? "null" : "\(value)" }

/// The bits, so that nothing is rounded on either side.
private func cell(_ value: Double) -> String {
  value.isNaN ? "null" : "r" + padded(value.bitPattern)
}

private func list(_ cells: [String]) -> String { "[" + cells.joined(separator: ",") + "]" }

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  "x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

private func padded(_ bits: UInt64) -> String {
  let digits = String(bits, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
