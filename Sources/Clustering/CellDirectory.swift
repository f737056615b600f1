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
  /// Room for two columns of four bytes a cell, where the records of the sort were.
  let front: Arena
  /// What is left behind it.
  let back: Arena

  /// Gathers what the buckets hold.
  ///
  /// The lists of cells are pushed together to the front of the records, never past one that is still
  /// to come, and from there parted into columns behind it; then the front is free again.
  init(
    gathering records: borrowing Slab<UInt8>, recordBytes: Int, _ plan: borrowing BucketPlan,
    _ sizes: borrowing Slab<BucketSize>, in grid: Grid, _ arena: Arena, room: Int,
    weights points: borrowing SortedPoints
  ) {
    var cellTotal = 0
    var rowTotal = 0
    for bucket in 0..<plan.count {
      cellTotal += sizes[bucket].cells
      rowTotal += sizes[bucket].rows
    }
    // Locals first, fields at the end: release builds of Swift 6.3 release fields of an owning struct that
    // are not there yet when others are used in a loop.
    let packed = unsafe UnsafeMutableRawPointer(records.base)
    let rowStart = Slab<UInt32>(count: rowTotal + 1)
    let rowNumber = Slab<UInt32>(count: rowTotal)
    var cells = 0
    var rows = 0
    for bucket in 0..<plan.count {
      let size = sizes[bucket]
      let from = unsafe packed + recordBytes * Int(plan.start[bucket])
      for i in 0..<size.rows {
        let row = unsafe (from + 8 * (size.cells + i)).loadUnaligned(as: UInt64.self)
        // A row may have begun in the bucket before.
        if rows > 0 && UInt64(rowNumber[rows - 1]) == row >> 32 { continue }
        rowNumber[rows] = UInt32(truncatingIfNeeded: row >> 32)
        rowStart[rows] = UInt32(truncatingIfNeeded: cells + Int(row & 0xFFFF_FFFF))
        rows += 1
      }
      unsafe (packed + 8 * cells).copyMemory(from: from, byteCount: 8 * size.cells)
      cells += size.cells
    }
    rowStart[rows] = UInt32(cells)

    arena.rewind(to: room)
    let front = Arena(cutFrom: arena, bytes: 2 * Arena.bytes(cells, of: UInt32.self))
    let start = Slab<UInt32>(count: cells + 1, in: arena)
    let column = Slab<UInt32>(count: cells, in: arena)
    let toStart = unsafe start.base, toColumn = unsafe column.base, pair = unsafe packed
    for cell in 0..<cells {
      // SAFETY: all three have `cells` values, and `front` is as long as the pairs at least.
      let value = unsafe pair.load(fromByteOffset: 8 &* cell, as: UInt64.self)
      unsafe toStart[cell] = UInt32(truncatingIfNeeded: value &>> 32)
      unsafe toColumn[cell] = UInt32(truncatingIfNeeded: value)
    }
    start[cells] = UInt32(points.count)
    count = cells
    rowCount = rows
    self.front = front
    back = arena
    self.rowStart = rowStart
    self.rowNumber = rowNumber
    self.start = start
    self.column = column
    weightBefore = Slab(count: points.isWeighted ? cells + 1 : 0, in: arena)
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
