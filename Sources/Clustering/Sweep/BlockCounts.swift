/// How many points lie in each square block of cells: as fine as its share of memory allows.
struct BlockCounts {
  /// Points by block; a block's column and row are those of its cells ÷ ``side``, rounded down.
  private(set) var counts: [TileCell: Int] = [:]
  /// Cells along an edge of a block: a power of two.
  private(set) var side = 1
  private let most: Int

  /// Nothing counted, at most so many blocks; more make blocks larger.
  init(most: Int) { self.most = max(4, most) }

  /// The block of a cell.
  @inline(__always)
  func block(of cell: TileCell) -> TileCell {
    let shift = side.trailingZeroBitCount
    return TileCell(column: cell.column >> shift, row: cell.row >> shift)
  }

  /// Counts a point.
  mutating func add(_ cell: TileCell) {
    counts[block(of: cell), default: 0] += 1
    while counts.count > most {
      side *= 2
      var coarser: [TileCell: Int] = [:]
      for (block, count) in counts {
        coarser[TileCell(column: block.column >> 1, row: block.row >> 1), default: 0] += count
      }
      counts = coarser
    }
  }

  /// The cells of a rectangle of blocks.
  func cells(columns: Range<Int>, rows: Range<Int>) -> TileRectangle {
    TileRectangle(
      columns: columns.lowerBound * side..<columns.upperBound * side,
      rows: rows.lowerBound * side..<rows.upperBound * side)
  }
}
