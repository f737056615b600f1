/// Which columns of which rows hold cells, as bits, and how many cells come before each 32 of them.
///
/// See ``findWindows(_:rowWords:row:columns:_:_:into:)`` for how it is read. Two bits a cell of the
/// grid, occupied or not: only for grids that are not much larger than the number of points.
struct OccupiedColumns: ~Copyable {
  /// One value for 32 columns; two free rows before the first and after the last.
  let entries: Slab<UInt64>
  /// The values of a row.
  let rowWords: Int

  /// Free rows before the first.
  static let margin = 2

  /// The bytes it takes for a grid.
  static func bytes(for grid: Grid) -> Int {
    8 * (grid.rows.count + 2 * margin) * words(grid)
  }

  private static func words(_ grid: Grid) -> Int { (grid.columns.count + 2 * margin) / 32 + 1 }

  /// Marks the cells of a directory.
  ///
  /// - Complexity: O(cells of the grid ÷ 32 + cells that hold points).
  init(_ cells: borrowing CellDirectory, in grid: Grid, threads: Int) {
    let rowWords = Self.words(grid)
    self.rowWords = rowWords
    entries = Slab(count: (grid.rows.count + 2 * Self.margin) * rowWords)
    let entry = unsafe entries.base, columns = unsafe cells.column.base
    let count = entries.count
    let pieces = threads == 1 ? 1 : 8 * threads
    inParallel(pieces, threads: threads) { piece in
      let ranks = share(piece, of: pieces, cells.rowCount)
      if ranks.isEmpty && piece > 0 { return }
      // A piece fills the rows between the one after the last piece's and its own last, too.
      var filled =
        ranks.lowerBound == 0
        ? 0 : (Int(cells.rowNumber[ranks.lowerBound - 1]) + Self.margin + 1) * rowWords
      var cell = ranks.isEmpty ? 0 : Int(cells.rowStart[ranks.lowerBound])
      for rank in ranks {
        let base = (Int(cells.rowNumber[rank]) + Self.margin) * rowWords
        let end = Int(cells.rowStart[rank + 1])
        while cell < end {
          // SAFETY: columns and rows are within the grid, `cell` within the directory.
          let word = unsafe base + (Int(columns[cell]) + Self.margin) >> 5
          while filled < word {
            unsafe entry[filled] = UInt64(truncatingIfNeeded: cell) &<< 32
            filled &+= 1
          }
          let rank = UInt64(truncatingIfNeeded: cell) &<< 32
          var bits: UInt64 = 0
          while cell < end {
            let column = unsafe Int(columns[cell]) + Self.margin
            guard base + column >> 5 == word else { break }
            bits |= 1 &<< UInt64(truncatingIfNeeded: column & 31)
            cell &+= 1
          }
          unsafe entry[word] = rank | bits
          filled = word + 1
        }
        let rowEnd =
          rank + 1 == cells.rowCount ? count : base + rowWords
        while filled < rowEnd {
          unsafe entry[filled] = UInt64(truncatingIfNeeded: cell) &<< 32
          filled &+= 1
        }
      }
    }
  }
}
