/// Degrees as people write them.
enum AngleText {
  /// Reads `47.1N`, `W 8.2`, `47.1°`, `47°06'00.0"N`, `8 12 0 E` or `-8°12.5'`; nil when it is none.
  ///
  /// South and west are below 0.
  static func read(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Double? {
    var cell = cell.trimmed(in: bytes)
    guard cell.end - cell.start <= 40 else { return nil }
    var sign: Double?
    if !cell.isEmpty, let first = side(bytes[cell.start]) {
      sign = first
      cell.start += 1
    } else if !cell.isEmpty, let last = side(bytes[cell.end - 1]) {
      sign = last
      cell.end -= 1
    }
    cell = cell.trimmed(in: bytes)
    if !cell.isEmpty, bytes[cell.start] == 0x2D {
      guard sign == nil else { return nil }
      sign = -1
      cell.start += 1
    }
    var parts: [Double] = []
    var hasDegreeSign = false
    var at = cell.start
    while at < cell.end {
      let start = at
      while at < cell.end, bytes[at] &- 0x30 < 10 || bytes[at] == 0x2E || bytes[at] == point {
        at += 1
      }
      guard at > start, let part = readNumber(bytes, Cell(start: start, end: at), point: point),
        part.isFinite
      else { return nil }
      parts.append(part)
      if parts.count == 1 { hasDegreeSign = isDegreeSign(bytes, at, cell.end) }
      while at < cell.end, isMark(bytes[at]) { at += 1 }
    }
    // A number alone is no angle that needs this.
    guard let degrees = parts.first, parts.count > 1 || sign != nil || hasDegreeSign,
      parts.count <= 3,
      parts.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    let minutes = parts.count > 1 ? parts[1] : 0
    let seconds = parts.count > 2 ? parts[2] : 0
    return (sign ?? 1) * (degrees + (minutes + seconds / 60) / 60)
  }

  /// Whether `°` or `º` stands at a place, in UTF-8 or in Latin-1.
  private static func isDegreeSign(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    let last = at + 1 < end && bytes[at] == 0xC2 ? at + 1 : at
    return last < end && (bytes[last] == 0xB0 || bytes[last] == 0xBA)
  }

  /// −1 for south and west, 1 for north and east.
  private static func side(_ byte: UInt8) -> Double? {
    switch byte & 0xDF {
    case 0x4E, 0x45: 1
    case 0x53, 0x57: -1
    default: nil
    }
  }

  /// Whether a byte parts degrees, minutes and seconds: a blank, `'`, `"`, `:`, or one of the bytes of
  /// `°`, `º`, `′`, `″`, `’` and `”`, alone in Latin-1 as well.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x27 || byte == 0x22 || byte == 0x3A || byte >= 0x80
  }
}
