/// The cells that can hold neighbours of one cell's points: a run of cells in each of five rows.
///
/// Made for a row and moved along it from cell to cell; the ten cursors only ever move to the right,
/// so finding all windows of a row costs its cells and those of four other rows, once.
///
/// The rows are in the order of how likely they hold neighbours: the row itself, then one up, one
/// down, two up, two down.
struct RowWindows {
  /// The first cell of each window.
  private(set) var first = InlineArray<5, Int>(repeating: 0)
  /// The cell after the last of each window.
  private(set) var end = InlineArray<5, Int>(repeating: 0)
  private var rowEnd = InlineArray<5, Int>(repeating: 0)

  /// Windows along the row of rank `rank`, of no cell yet.
  init(_ cells: borrowing CellDirectory, row rank: Int) {
    let own = Int(cells.rowNumber[rank])
    place(0, cells.cells(ofRow: rank))
    for step in 1...2 {
      if rank + step < cells.rowCount {
        let up = Int(cells.rowNumber[rank + step]) - own
        if up <= 2 { place(2 * up - 1, cells.cells(ofRow: rank + step)) }
      }
      if rank >= step {
        let down = own - Int(cells.rowNumber[rank - step])
        if down <= 2 { place(2 * down, cells.cells(ofRow: rank - step)) }
      }
    }
  }

  private mutating func place(_ slot: Int, _ cells: Range<Int>) {
    first[slot] = cells.lowerBound
    end[slot] = cells.lowerBound
    rowEnd[slot] = cells.upperBound
  }

  /// Moves to a column at or right of the last one.
  @inline(__always)
  mutating func move(to column: UInt32, _ cells: borrowing CellDirectory) {
    let columns = unsafe cells.column.base
    let least = Int(column) &- 2, most = Int(column) &+ 2
    for slot in 0..<5 {
      // SAFETY: `rowEnd` is at most the number of cells.
      var low = first[slot], high = end[slot]
      let stop = rowEnd[slot]
      while low < stop, unsafe Int(columns[low]) < least { low &+= 1 }
      if high < low { high = low }
      while high < stop, unsafe Int(columns[high]) <= most { high &+= 1 }
      first[slot] = low
      end[slot] = high
    }
  }
}
