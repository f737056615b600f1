/// The cells of some rows of a ``RowIndex``, one column at a time.
struct ColumnCells {
  /// The rows.
  var rows: [IndexedRow] = []
  /// Cells that each of them has at least.
  var fewest = 0
  /// The cells of the column last loaded, a row each.
  private(set) var cells: [Cell] = []

  /// Loads a column; nil is one of which no row has a cell.
  mutating func load(_ column: Int?, of index: RowIndex, _ bytes: Span<UInt8>) {
    cells.removeAll(keepingCapacity: true)
    guard let column else {
      cells.append(contentsOf: repeatElement(.absent, count: rows.count))
      return
    }
    index.append(column, of: rows, fewest: fewest, bytes, to: &cells)
  }
}
