import Tracks

extension TextBuffer {
  /// Appends a JSON string (RFC 8259 §7): only what must be escaped is.
  mutating func append(json text: String) {
    append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append("\\")
        bytes.append(byte)
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20:
        append("\\u00")
        append(byte < 0x10 ? "0" : "1")
        append(String(byte & 15, radix: 16))
      default: bytes.append(byte)
      }
    }
    append("\"")
  }

  /// Appends a value as JSON; geometries as WKT text.
  /// - Throws: When a geometry cannot be read.
  mutating func append(json cell: Cell, decimals: Int?) throws(DwellError) {
    switch cell {
    case .null: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .integer(let value): PlainNumber.append(value, to: &bytes)
    case .real(let value): append(value, decimals: decimals)
    case .instant(let value):
      append("\"")
      Export.append(instant: value, .asNeeded, to: &bytes)
      append("\"")
    case .text(let text): append(json: text)
    case .geometry(let binary):
      append("\"")
      append(wellKnownText: try Extent(wellKnownBinary: binary))
      append("\"")
    case .reals(let values):
      append("[")
      append(list: values) { buffer, value in
        if value.isFinite {
          buffer.append(value, decimals: decimals)
        } else {
          buffer.append("null")
        }
      }
      append("]")
    case .integers(let values):
      append("[")
      append(list: values) { PlainNumber.append($1, to: &$0.bytes) }
      append("]")
    case .texts(let values):
      append("[")
      append(list: values) { $0.append(json: $1) }
      append("]")
    }
  }

  /// Appends the members of a row as `,"name":value`, in order.
  mutating func append(
    jsonMembersOf rows: LayerRows, _ row: Int, names: [String], schema: LayerSchema
  ) throws(DwellError) {
    for (place, name) in names.enumerated() {
      append(name)
      try append(json: rows.cell(row, place), decimals: schema.columns[place].decimals)
    }
  }
}

extension LayerSchema {
  /// Each column's name as `,"name":`, made once a batch.
  var jsonNames: [String] {
    columns.map { column in
      var buffer = TextBuffer()
      buffer.append(",")
      buffer.append(json: column.name)
      buffer.append(":")
      return String(decoding: buffer.bytes, as: UTF8.self)
    }
  }
}
