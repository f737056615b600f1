import Tracks

extension Format {
  /// One JSON object a line.
  static let ndjson = Format(
    name: "ndjson", summary: "one JSON object a line (JSON lines)",
    extensions: ["ndjson", "jsonl", "geojsonl"],
    mark: "lines that each begin with '{'", contents: .columns,
    recognises: { $0.firstMark == 0x7B && $0.hasObjectLines },
    open: { (inflow, log) throws(DwellError) in
      inflow.skipByteOrderMark()
      return try NDJSONReader(inflow, log)
    })

  /// An array of JSON objects.
  static let json = Format(
    name: "json",
    summary: "a JSON array of records, an object that holds one, or an object of columns",
    extensions: ["json"],
    mark: "begins with '[' or '{'", contents: .columns,
    recognises: { $0.firstMark == 0x5B || $0.firstMark == 0x7B },
    open: { (inflow, log) throws(DwellError) in
      inflow.skipByteOrderMark()
      return try JSONReader(inflow, log)
    })
}

extension FormatContents {
  /// What the columns of a table may be named for.
  static let columns = FormatContents(
    time: "as the column says; UTC without a zone", heights: "as the column's name says",
    attitude: "heading, pitch, roll", camera: "frame centre, slant range, azimuth, elevation")
}

extension Opening {
  /// Whether the first line is a whole object, and another follows or it is a flat record.
  fileprivate var hasObjectLines: Bool {
    var depth = 0
    var isNested = false
    var isInText = false
    var isEscaped = false
    guard let start = bytes.firstIndex(where: { !isBlank($0) }) else { return false }
    for at in start..<bytes.count {
      let byte = bytes[at]
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInText = false
        }
        continue
      }
      switch byte {
      case 0x22: isInText = true
      case 0x7B, 0x5B:
        depth += 1
        if depth > 1 { isNested = true }
      case 0x7D, 0x5D:
        depth -= 1
        guard depth == 0 else { continue }
        let rest = bytes[(at + 1)...].drop(while: isBlank)
        return rest.isEmpty ? !isNested || !isWhole : rest.first == 0x7B
      case 0x0A: return false
      default: break
      }
    }
    return false
  }
}

extension Inflow {
  /// Skips a UTF-8 byte order mark, which yajl does not know.
  fileprivate func skipByteOrderMark() {
    if bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
  }
}
