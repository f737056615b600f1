/// The cells that hold points, row by row: where each begins and which column it is in.
///
/// Eight bytes a cell and nothing else: no hash, no lists. A cell's neighbours are found by
/// ``StencilWindows``.
struct CellDirectory: ~Copyable {
  /// The number of cells that hold points.
  let count: Int
  /// The first point of each cell; one more value closes the last.
  let start: Slab<UInt32>
  /// The column of each cell.
  let column: Slab<UInt32>
  /// The number of rows that hold cells.
  let rowCount: Int
  /// The first cell of each such row; one more value closes the last.
  let rowStart: Slab<UInt32>
  /// The number of each such row in the grid.
  let rowNumber: Slab<UInt32>
  /// The weight of all points before each cell, one more value for all; empty when points count as
  /// 1 each, where ``start`` says it.
  let weightBefore: Slab<Int64>
  /// Room for a few columns of the cells, where the lists of the sort were.
  let room: Arena

  /// Gathers what the buckets hold.
  ///
  /// Their lists are parted into columns; then their room is free again.
  init(
    gathering lists: borrowing Slab<UInt64>, _ held: borrowing Slab<BucketList>, _ arena: Arena,
    room: Int, threads: Int, weights points: borrowing SortedPoints
  ) {
    var cellTotal = 0
    var rowTotal = 0
    let firstCell = Slab<Int>(count: held.count)
    for bucket in 0..<held.count {
      firstCell[bucket] = cellTotal
      cellTotal += held[bucket].size.cells
      rowTotal += held[bucket].size.rows
    }
    // Locals first, fields at the end: release builds of Swift 6.3 release fields of an owning struct that
    // are not there yet when others are used in a loop.
    let start = Slab<UInt32>(count: cellTotal + 1)
    let column = Slab<UInt32>(count: cellTotal)
    let rowStart = Slab<UInt32>(count: rowTotal + 1)
    let rowNumber = Slab<UInt32>(count: rowTotal)
    inParallel(held.count, threads: threads) { bucket in
      let list = held[bucket]
      let from = unsafe lists.base + list.start
      let toStart = unsafe start.base + firstCell[bucket]
      let toColumn = unsafe column.base + firstCell[bucket]
      for cell in 0..<list.size.cells {
        // SAFETY: the columns have room for the cells of all buckets together.
        unsafe toStart[cell] = UInt32(truncatingIfNeeded: from[cell] &>> 32)
        unsafe toColumn[cell] = UInt32(truncatingIfNeeded: from[cell])
      }
    }
    var rows = 0
    for bucket in 0..<held.count {
      let list = held[bucket]
      for i in 0..<list.size.rows {
        let row = lists[list.start + list.size.cells + i]
        // A row may have begun in the bucket before.
        if rows > 0 && UInt64(rowNumber[rows - 1]) == row >> 32 { continue }
        rowNumber[rows] = UInt32(truncatingIfNeeded: row >> 32)
        rowStart[rows] = UInt32(truncatingIfNeeded: firstCell[bucket] + Int(row & 0xFFFF_FFFF))
        rows += 1
      }
    }
    start[cellTotal] = UInt32(points.count)
    rowStart[rows] = UInt32(cellTotal)
    arena.rewind(to: room)
    count = cellTotal
    rowCount = rows
    self.room = arena
    self.rowStart = rowStart
    self.rowNumber = rowNumber
    self.start = start
    self.column = column
    weightBefore = Slab(count: points.isWeighted ? cellTotal + 1 : 0, in: arena)
    if points.isWeighted { addUpWeights(of: points) }
  }

  /// Fills in ``weightBefore``.
  private func addUpWeights(of points: borrowing SortedPoints) {
    let before = unsafe weightBefore.base, weight = unsafe points.weight.base
    var total: Int64 = 0
    for cell in 0..<count {
      // SAFETY: there is one value more than cells, and cells are ranges of points.
      unsafe before[cell] = total
      for i in self.points(of: cell) { unsafe total &+= weight[i] }
    }
    unsafe before[count] = total
  }

  /// The points of a cell.
  @inline(__always)
  func points(of cell: Int) -> Range<Int> { Int(start[cell])..<Int(start[cell + 1]) }

  /// The cells of a row, by its rank among the rows that hold cells.
  @inline(__always)
  func cells(ofRow rank: Int) -> Range<Int> { Int(rowStart[rank])..<Int(rowStart[rank + 1]) }

  /// The weight of the cells `first ..< end` together, points counted as 1 each without weights.
  @inline(__always)
  func weight(_ first: Int, _ end: Int) -> Int64 {
    weightBefore.count > 0
      ? weightBefore[end] &- weightBefore[first] : Int64(start[end]) &- Int64(start[first])
  }
}
