import Tracks

/// One kind's rows as comma-separated values.
final class DelimitedLayer {
  /// Names no attribute may have.
  static let reserved: Set<String> = ["geometry"]

  private let schema: LayerSchema
  private let sink: any ByteSink
  private var buffer = TextBuffer()
  private let hasGeometry: Bool

  /// What to call it in messages.
  var name: String { sink.name }

  /// Writes the header.
  init(_ schema: LayerSchema, sink: any ByteSink) throws(DwellError) {
    self.schema = schema
    self.sink = sink
    if case .column = schema.geometry { hasGeometry = true } else { hasGeometry = false }
    let names = schema.columns.map(\.name) + (hasGeometry ? ["geometry"] : [])
    buffer.append(list: names) { $0.append(delimited: $1) }
    buffer.append("\n")
  }

  /// Appends the rows of a batch.
  /// - Throws: When the batch has a column that the header, already written, lacks.
  func append(_ table: Table) throws(DwellError) {
    let missing = schema.newColumns(of: table)
    if let first = missing.first {
      throw DwellError(
        .badData,
        "\(sink.name): \(missing.count == 1 ? "column" : "columns") '\(first)'"
          + "\(missing.count > 1 ? " and \(missing.count - 1) more" : "") came after the CSV "
          + "header was written: write GeoPackage or NDJSON, which take new columns, or read "
          + "inputs with the same columns")
    }
    let rows = schema.rows(of: table)
    for row in 0..<rows.count { try append(rows, row) }
  }

  /// Appends one row.
  func append(_ rows: LayerRows, _ row: Int) throws(DwellError) {
    for (place, column) in schema.columns.enumerated() {
      if place > 0 { buffer.append(",") }
      try append(rows.cell(row, place), decimals: column.decimals)
    }
    if hasGeometry {
      if !schema.columns.isEmpty { buffer.append(",") }
      if let extent = try rows.geometry(row).extent() {
        var text = TextBuffer()
        text.append(wellKnownText: extent)
        buffer.append(delimited: String(decoding: text.bytes, as: UTF8.self))
      }
    }
    buffer.append("\n")
    try buffer.flush(to: sink)
  }

  /// Writes the rest and makes the file appear.
  func commit() throws(DwellError) {
    try buffer.flush(to: sink, atLeast: 1)
    try sink.commit()
  }

  private func append(_ cell: Cell, decimals: Int?) throws(DwellError) {
    switch cell {
    case .null: break
    case .text(let text): buffer.append(delimited: text)
    case .instant(let value): Export.append(instant: value, .asNeeded, to: &buffer.bytes)
    case .boolean, .integer, .real: try buffer.append(json: cell, decimals: decimals)
    case .geometry(let binary):
      var text = TextBuffer()
      text.append(wellKnownText: try Extent(wellKnownBinary: binary))
      buffer.append(delimited: String(decoding: text.bytes, as: UTF8.self))
    case .reals, .integers, .texts:
      var json = TextBuffer()
      try json.append(json: cell, decimals: decimals)
      buffer.append(delimited: String(decoding: json.bytes, as: UTF8.self))
    }
  }
}

extension TextBuffer {
  /// Appends a field, in quotes when it is empty, begins or ends with a blank, or holds a comma, a
  /// quote or a line end (RFC 4180 §2).
  mutating func append(delimited text: String) {
    let needsQuotes =
      text.isEmpty || text.utf8.first == 0x20 || text.utf8.last == 0x20
      || text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return append(text) }
    append("\"")
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    append("\"")
  }
}
