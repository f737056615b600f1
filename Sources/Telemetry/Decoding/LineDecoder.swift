import CByteMasks
import Tracks

/// A decoder of text whose records are lines.
protocol LineDecoder: TelemetryDecoder {
  /// Lines so far.
  var lines: Int { get set }
  /// Where the last of them begins, from the start of the input.
  var lineStart: Int { get set }

  /// Takes a line, without its end.
  ///
  /// - Parameters:
  ///   - bytes: Where the line lies.
  ///   - line: The line, without blanks around it; not empty.
  ///   - isWhole: Whether a line end follows; false only at the end of the input.
  /// - Throws: When it is bad and the reading is strict, or nothing after it can be read.
  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows) throws(DwellError)

  /// Takes note of a line of blanks only.
  mutating func takeBlankLine(into rows: FixRows) throws(DwellError)
}

extension LineDecoder {
  /// Where the last line stands.
  var here: RowPlace { .line(lines, byte: lineStart) }

  mutating func takeBlankLine(into rows: FixRows) throws(DwellError) {}

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    if lines == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    while at < bytes.count, !rows.isFull {
      let found = lineEnd(bytes, from: at)
      guard found != nil || isEnd || bytes.count - at > longestLine else { return at }
      let end = found ?? bytes.count
      let line = Cell(start: at, end: end).trimmed(in: bytes)
      lines += 1
      lineStart = offset + at
      at = min(end + 1, bytes.count)
      if line.isEmpty {
        try takeBlankLine(into: rows)
      } else {
        try take(bytes, line, isWhole: found != nil, into: rows)
      }
    }
    return at
  }
}

/// Bytes after which a line is taken for binary data.
private let longestLine = 64 << 10

/// Takes a line apart at its commas.
struct CommaCells {
  /// The cells of the last line.
  private(set) var cells: [Cell] = []

  /// Takes a line apart; the cells' blanks are theirs.
  mutating func split(_ bytes: Span<UInt8>, _ line: Cell) {
    cells.removeAll(keepingCapacity: true)
    var start = line.start
    var at = line.start
    while at < line.end, at &+ 64 <= bytes.count {
      // SAFETY: 64 bytes are there.
      var commas = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.map { unsafe dwell_bytes_equal($0 + at, 0x2C) } ?? 0
      }
      if line.end &- at < 64 { commas &= (1 &<< UInt64(line.end &- at)) &- 1 }
      while commas != 0 {
        let comma = at &+ commas.trailingZeroBitCount
        cells.append(Cell(start: start, end: comma))
        start = comma &+ 1
        commas &= commas &- 1
      }
      at &+= 64
    }
    while at < line.end {
      if bytes[at] == 0x2C {
        cells.append(Cell(start: start, end: at))
        start = at + 1
      }
      at += 1
    }
    cells.append(Cell(start: start, end: line.end))
  }

  /// A cell, absent beyond the last.
  subscript(index: Int) -> Cell { index < cells.count ? cells[index] : .absent }
  /// The number of cells.
  var count: Int { cells.count }
}
