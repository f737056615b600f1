/// The cells that hold points, row by row: where each begins and which column it is in.
///
/// Eight bytes a cell and nothing else: no hash, no lists. A cell's neighbours are found by cursors
/// that move along five rows at once (``RowWindows``).
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
  private(set) var weightBefore: Slab<Int64>

  /// Lists the cells of sorted points; at least one point.
  init(of points: borrowing SortedPoints, in grid: Grid) {
    let n = points.count
    precondition(n > 0, "a directory lists the cells of at least one point")
    // Room for a cell a point: untouched pages cost nothing.
    start = Slab(count: n + 1)
    column = Slab(count: n)
    rowStart = Slab(count: min(n, grid.rows.count) + 1)
    rowNumber = Slab(count: min(n, grid.rows.count))
    var cells = 0
    var rows = 0
    var lastRow = -1
    var lastColumn = -1
    let x = unsafe points.x.base, y = unsafe points.y.base
    for i in 0..<n {
      // SAFETY: i < n, the length of both columns.
      let row = unsafe grid.rows.cell(of: y[i])
      let column = unsafe grid.columns.cell(of: x[i])
      if row == lastRow && column == lastColumn { continue }
      if row != lastRow {
        rowStart[rows] = UInt32(truncatingIfNeeded: cells)
        rowNumber[rows] = UInt32(truncatingIfNeeded: row)
        rows += 1
      }
      start[cells] = UInt32(truncatingIfNeeded: i)
      self.column[cells] = UInt32(truncatingIfNeeded: column)
      cells += 1
      (lastRow, lastColumn) = (row, column)
    }
    start[cells] = UInt32(n)
    rowStart[rows] = UInt32(cells)
    count = cells
    rowCount = rows

    weightBefore = Slab(count: points.isWeighted ? cells + 1 : 0)
    guard points.isWeighted else { return }
    var total: Int64 = 0
    for cell in 0..<cells {
      weightBefore[cell] = total
      for i in Int(start[cell])..<Int(start[cell + 1]) { total &+= points.weight[i] }
    }
    weightBefore[cells] = total
  }

  /// Gives back the room of the weights, which nothing asks for once the core points are marked.
  mutating func forgetWeights() { weightBefore = Slab(count: 0) }

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
