import CByteMasks

/// Where the cells of many rows of delimited text end, found 64 bytes at a time.
///
/// Each block of 64 bytes gives one word of bits a letter that matters: delimiter, line feed, quote. Where
/// there are quotes, the running parity of their bits tells what lies within them (Langdale, Lemire:
/// Parsing Gigabytes of JSON per Second, 2019, §3.1). Rows whose quotes are not plain (doubled, in the
/// middle of a cell, around a line end) are left to ``RowScanner``, which says what every row means:
/// ``plainEnd`` is where the first of them may begin.
struct RowIndex {
  /// Where each cell ends, row after row, from 1; the cell of index *i* starts after the end of *i* − 1.
  private(set) var ends: [Int32] = []
  /// For each whole row, the index into ``ends`` after its last cell.
  private(set) var rowEnds: [Int32] = []
  /// The number of whole rows.
  private(set) var rowCount = 0
  /// Whether any cell is in quotes.
  private(set) var hasQuotes = false
  /// Rows that end before this are plain.
  private(set) var plainEnd = 0

  /// Bytes that one index covers: its arrays stay in the processor's nearest memory.
  static let reach = 16 << 10

  private let delimiter: UInt8

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// What goes on from one block to the next.
  private struct Carry {
    /// All ones within quotes.
    var inside: UInt64 = 0
    /// Whether the last byte parted cells or rows.
    var parted: UInt64 = 1
    /// Whether the last byte closed quotes.
    var closed: UInt64 = 0
    /// Whether the last byte was a carriage return behind quotes.
    var returned: UInt64 = 0
  }

  /// Finds the rows from `start`, where a row begins, in whole blocks of 64 bytes up to `limit` bytes.
  mutating func build(_ bytes: Span<UInt8>, from start: Int, limit: Int) {
    rowCount = 0
    hasQuotes = false
    plainEnd = Int.max
    let blocks = min(limit, bytes.count - start) / 64
    // Eight are written at a time, so there is room for those that are none.
    if ends.count < blocks * 64 + 16 {
      ends = [Int32](repeating: 0, count: blocks * 64 + 16)
      rowEnds = [Int32](repeating: 0, count: blocks * 64 + 16)
    }
    ends[0] = Int32(start - 1)
    var count = 1
    var rows = 0
    var firstOdd = Int.max
    var isQuoted = false
    var carry = Carry()
    unsafe bytes.withUnsafeBufferPointer { all in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        unsafe rowEnds.withUnsafeMutableBufferPointer { rowEnds in
          guard let base = all.baseAddress, let cells = ends.baseAddress,
            let lines = rowEnds.baseAddress
          else { return }
          for block in 0..<blocks {
            let first = start &+ block &* 64
            // SAFETY: `blocks` whole blocks lie within the bytes from `start` on, and there is room for
            // as many ends as they have bytes, and sixteen.
            let at = unsafe base + first
            let feeds = unsafe dwell_bytes_equal(at, 0x0A)
            var parts = unsafe dwell_bytes_equal(at, delimiter) | feeds
            let quotes = unsafe dwell_bytes_equal(at, 0x22)
            if quotes | carry.inside | carry.closed | carry.returned != 0 {
              let odd = unsafe Self.mask(
                &parts, feeds: feeds, quotes: quotes, returns: dwell_bytes_equal(at, 0x0D), &carry)
              isQuoted = true
              if odd != 0 && firstOdd == Int.max { firstOdd = first &+ odd.trailingZeroBitCount }
            }
            carry.parted = parts >> 63
            unsafe Self.write(parts, first, cells + count)
            var rest = feeds & parts
            while rest != 0 {
              let lowest = rest & (0 &- rest)
              unsafe lines[rows] = Int32(
                truncatingIfNeeded: count &+ 1 &+ (parts & (lowest &- 1)).nonzeroBitCount)
              rows &+= 1
              rest ^= lowest
            }
            count &+= parts.nonzeroBitCount
          }
        }
      }
    }
    rowCount = rows
    hasQuotes = isQuoted
    plainEnd = firstOdd
  }

  /// Takes what lies within quotes from `parts`; returns the bytes where quotes are not plain.
  private static func mask(
    _ parts: inout UInt64, feeds: UInt64, quotes: UInt64, returns: UInt64, _ carry: inout Carry
  ) -> UInt64 {
    var inside = quotes
    for shift: UInt64 in [1, 2, 4, 8, 16, 32] { inside ^= inside << shift }
    inside ^= carry.inside
    let opens = quotes & inside
    let closes = quotes & ~inside
    let afterClose = closes << 1 | carry.closed
    let returned = afterClose & returns
    var odd = feeds & inside
    // A cell begins with its quote, and ends with the other one, before a line end at most.
    odd |= opens & ~((parts & ~inside) << 1 | carry.parted)
    odd |= afterClose & ~(parts | returned)
    odd |= (returned << 1 | carry.returned) & ~feeds
    parts &= ~inside
    carry.inside = 0 &- (inside >> 63)
    carry.closed = closes >> 63
    carry.returned = returned >> 63
    return odd
  }

  /// Writes the places of one block's bits, eight at a time: up to seven behind the last are none.
  @inline(__always)
  private static func write(_ parts: UInt64, _ first: Int, _ ends: UnsafeMutablePointer<Int32>) {
    var rest = parts
    var written = 0
    while rest != 0 {
      for place in 0..<8 {
        // SAFETY: the caller has room for the block's 64 bytes and eight more.
        unsafe ends[written &+ place] = Int32(
          truncatingIfNeeded: first &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      written &+= 8
    }
  }
}

/// A row of a ``RowIndex``.
struct IndexedRow {
  /// The index of its first cell.
  var first: Int32
  /// How many cells it has.
  var count: Int32
}

extension RowIndex {
  /// A cell of a row, without its quotes; absent where the row is too short.
  @inline(__always)
  func cell(_ row: IndexedRow, _ column: Int, _ bytes: Span<UInt8>) -> Cell {
    guard column < row.count else { return .absent }
    let index = Int(row.first) &+ column
    let cell = Cell(start: Int(ends[index &- 1]) &+ 1, end: Int(ends[index]))
    let isLast = column &+ 1 == row.count
    return hasQuotes || isLast ? bare(cell, isLast, bytes) : cell
  }

  /// A cell without its quotes and the carriage return at the end of its row.
  private func bare(_ cell: Cell, _ isLast: Bool, _ bytes: Span<UInt8>) -> Cell {
    var cell = cell
    if isLast { cell.dropReturn(bytes) }
    guard hasQuotes, cell.start < cell.end, bytes[cell.start] == 0x22 else { return cell }
    cell.start &+= 1
    cell.end &-= 1
    if isLast { cell.dropReturn(bytes) }
    return cell
  }
}

extension Cell {
  /// Drops a carriage return at the end.
  @inline(__always)
  fileprivate mutating func dropReturn(_ bytes: Span<UInt8>) {
    if start < end && bytes[end &- 1] == 0x0D { end &-= 1 }
  }
}
