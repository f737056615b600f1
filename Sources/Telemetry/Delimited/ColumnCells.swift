/// The cells of some rows of a ``RowIndex``, one column at a time.
struct ColumnCells {
  /// The rows.
  var rows: [IndexedRow] = []
  /// The cells of the column last loaded, a row each.
  private(set) var cells: [Cell] = []

  /// Loads a column.
  mutating func load(_ column: Int, of index: RowIndex, _ bytes: Span<UInt8>) {
    cells.removeAll(keepingCapacity: true)
    cells.append(addingCapacity: rows.count) { cells in
      for row in rows { cells.append(index.cell(row, column, bytes)) }
    }
  }

  /// Loads a column of which no row has a cell.
  mutating func loadNothing() {
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: repeatElement(.absent, count: rows.count))
  }
}
