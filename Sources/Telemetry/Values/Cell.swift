/// Where one value of a row lies in the bytes of its row.
package struct Cell {
  /// Index of the first byte; −1 when the row has no such value.
  var start: Int
  /// Index after the last byte.
  var end: Int

  /// The cell of the bytes from `start` to before `end`.
  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// No value.
  static let absent = Cell(start: -1, end: -1)

  /// Whether the row has no such value.
  var isAbsent: Bool { start < 0 }

  /// Whether there is nothing to read.
  var isEmpty: Bool { start >= end }

  /// The cell without the blanks around its text.
  @inline(__always)
  func trimmed(in bytes: Span<UInt8>) -> Cell {
    var cell = self
    while cell.start < cell.end && isBlank(bytes[cell.start]) { cell.start += 1 }
    while cell.end > cell.start && isBlank(bytes[cell.end - 1]) { cell.end -= 1 }
    return cell
  }

  /// The cells before and behind the first of a byte, else of another; both absent where there is neither.
  func parted(_ bytes: Span<UInt8>, at byte: UInt8, _ other: UInt8) -> (Cell, Cell) {
    let places = max(0, start)..<max(0, start, end)
    for byte in [byte, other] {
      if let at = places.first(where: { bytes[$0] == byte }) {
        return (Cell(start: start, end: at), Cell(start: at + 1, end: end))
      }
    }
    return (.absent, .absent)
  }

  /// The text; ill-formed UTF-8 is repaired.
  func text(in bytes: Span<UInt8>) -> String {
    guard !isEmpty else { return "" }
    return unsafe bytes.extracting(start..<end).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  /// The text between quotes for a message, cut when long.
  func quoted(in bytes: Span<UInt8>) -> String {
    let text = text(in: bytes).onOneLine
    return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
  }

  /// Whether the text is one of the words for "no value".
  func isNullWord(in bytes: Span<UInt8>) -> Bool {
    guard end - start <= 12 else { return false }
    let word = text(in: bytes).lowercased()
    return Self.nullWords.contains(word)
  }

  /// Whether the text is a word for "no value" and not the beginning of a time.
  @inline(__always)
  func isNullTime(in bytes: Span<UInt8>) -> Bool {
    bytes[start] &- 0x30 >= 10 && isNullWord(in: bytes)
  }

  private static let nullWords: Set<String> = [
    "", "nan", "null", "none", "nil", "na", "n/a", "no data", "nodata", "-", "--", "\\n",
    "unknown", "undefined", "ground", "<na>", "nat",
  ]
}
