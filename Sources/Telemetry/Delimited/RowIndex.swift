import CByteMasks

/// Where the cells of many rows of delimited text end, found 64 bytes at a time.
///
/// Each block of 64 bytes gives one word of bits a letter that matters: delimiter, line feed, quote. Where
/// there are quotes, the running parity of their bits tells what lies within them (Langdale, Lemire:
/// Parsing Gigabytes of JSON per Second, 2019, §3.1). Rows whose quotes are not plain (doubled, in the
/// middle of a cell, around a line end) are left to ``RowScanner``, which says what every row means:
/// ``plainEnd`` is where the first of them may begin.
package struct RowIndex {
  /// Where each cell ends, row after row, from 1; the cell of index *i* starts after the end of *i* − 1.
  package private(set) var ends: [Int32] = []
  /// For each whole row, the index into ``ends`` after its last cell.
  package private(set) var rowEnds: [Int32] = []
  /// The number of whole rows.
  package private(set) var rowCount = 0
  /// Whether any cell is in quotes.
  private(set) var hasQuotes = false
  /// Rows that end before this are plain.
  package private(set) var plainEnd = 0

  /// Bytes that one index covers: its arrays stay in the processor's nearest memory.
  static let reach = 16 << 10

  private let delimiter: UInt8
  private let width: Int32
  /// A word of bits for each block of 64 bytes: where there are line feeds, ends of cells, quotes.
  private var feeds: [UInt64] = []
  private var parts: [UInt64] = []
  private var quotes: [UInt64] = []

  /// - Parameter width: How wide the vectors are in which bytes are looked for, up to ``widest``.
  package init(delimiter: UInt8, width: Int = widest) {
    self.delimiter = delimiter
    self.width = Int32(width)
  }

  /// The widest vectors of this processor: 0 of any, 1 of AVX2, 2 of AVX-512.
  package static let widest = Int(dwell_widest_marks())

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
  package mutating func build(_ bytes: Span<UInt8>, from start: Int, limit: Int) {
    plainEnd = Int.max
    let blocks = min(limit, bytes.count - start) / 64
    // Sixteen are written at a time, so there is room for those that are none.
    if ends.count < blocks * 64 + 17 {
      ends = [Int32](repeating: 0, count: blocks * 64 + 17)
      rowEnds = [Int32](repeating: 0, count: blocks * 64)
      for words in [\.feeds, \.parts, \.quotes] as [WritableKeyPath<Self, [UInt64]>] {
        self[keyPath: words] = [UInt64](repeating: 0, count: blocks)
      }
    }
    ends[0] = Int32(start - 1)
    // SAFETY: `blocks` whole blocks lie within the bytes from `start` on, each list of words has as many,
    // and there is room for as many ends as the blocks have bytes, and sixteen.
    hasQuotes = unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe dwell_find_marks(
        base + start, blocks, delimiter, &feeds, &parts, &quotes, width) != 0
    }
    if hasQuotes { maskQuotes(bytes, from: start, blocks: blocks) }
    unsafe dwell_list_marks(
      parts, feeds, blocks, Int32(start), &ends, &rowEnds, &rowCount, width)
  }

  /// Takes what lies within quotes from ``parts``, and finds where the first that are not plain are.
  private mutating func maskQuotes(_ bytes: Span<UInt8>, from start: Int, blocks: Int) {
    var carry = Carry()
    for block in 0..<blocks {
      let first = start + block * 64
      if quotes[block] | carry.inside | carry.closed | carry.returned != 0 {
        // SAFETY: the block lies within the bytes.
        let returns = unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe bytes.baseAddress.map { unsafe dwell_bytes_equal($0 + first, 0x0D) } ?? 0
        }
        let odd = Self.mask(
          &parts[block], feeds: feeds[block], quotes: quotes[block], returns: returns, &carry)
        if odd != 0 && plainEnd == Int.max { plainEnd = first + odd.trailingZeroBitCount }
      }
      carry.parted = parts[block] >> 63
    }
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

  /// Appends the cells of a column of rows, as ``cell(_:_:_:)`` gives them.
  ///
  /// - Parameter fewest: Cells that every row has at least.
  func append(
    _ column: Int, of rows: [IndexedRow], fewest: Int, _ bytes: Span<UInt8>, to cells: inout [Cell]
  ) {
    cells.append(addingCapacity: rows.count) { cells in
      // The last cell of a row may end with a carriage return.
      guard column &+ 1 < fewest else {
        for row in rows { cells.append(cell(row, column, bytes)) }
        return
      }
      unsafe cells.withUnsafeMutableBufferPointer { cells, count in
        unsafe ends.withUnsafeBufferPointer { ends in
          unsafe bytes.withUnsafeBufferPointer { bytes in
            for place in rows.indices {
              // SAFETY: there is room for a cell of each row. Its cells have their ends in the index, the
              // first of them behind another end, and all of them within the bytes.
              let index = Int(rows[place].first) &+ column
              var (start, end) = unsafe (Int(ends[index &- 1]) &+ 1, Int(ends[index]))
              if hasQuotes, start < end, unsafe bytes[start] == 0x22 {
                start &+= 1
                end &-= 1
              }
              unsafe cells.initializeElement(at: count &+ place, to: Cell(start: start, end: end))
            }
          }
        }
        count &+= rows.count
      }
    }
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
