import Tracks

/// Records of delimited text (RFC 4180): quoted fields may hold separators, quotes and line ends.
struct DelimitedReader {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  /// Whether numbers may have a comma for the point.
  var hasDecimalComma: Bool { separator == UInt8(ascii: ";") }

  /// Takes as separator what the first line has most of: a comma, a semicolon or a tab.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    separator =
      [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
      .max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }

  /// The next record and the line it begins on; blank lines are passed over; nil at
  /// the end.
  mutating func record() throws(DwellError) -> (fields: [String], line: Int)? {
    while position < bytes.count {
      let start = line
      let fields = try fields()
      if fields != [""] { return (fields, start) }
    }
    return nil
  }

  /// The fields up to the next line end that is not quoted.
  private mutating func fields() throws(DwellError) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    let start = line
    var isQuoted = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if position < bytes.count, bytes[position] == byte {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        isQuoted = true
      } else if byte == separator {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else if byte == UInt8(ascii: "\n") {
        break
      } else {
        field.append(byte)
      }
    }
    guard !isQuoted else {
      throw DwellError(.badData, "line \(start): a quote is opened and never closed")
    }
    if field.last == UInt8(ascii: "\r") { field.removeLast() }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }
}
