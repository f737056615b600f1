/// The cells that can hold neighbours, for up to a few hundred cells of a row at once.
///
/// Found in the bits of ``OccupiedColumns`` where the grid is small enough to have them, else by the
/// cursors of ``RowWindows``. One a thread.
struct StencilWindows: ~Copyable {
  /// Ten values a cell: first and end of its window in the row itself, the row above, the row below,
  /// two above, two below.
  let windows: Slab<UInt32>
  private var cursors: RowWindows?
  private var cursorRow = -1
  private var cursorCell = 0

  /// The most cells at once.
  static let most = 256
  /// Values a cell.
  static let stride = 10

  /// Of no cells yet.
  init() { windows = Slab(count: Self.most * Self.stride) }

  /// Finds the windows of some cells of a row; cheapest right of those asked for before in that row.
  mutating func find(
    _ range: Range<Int>, ofRow rank: Int, _ cells: borrowing CellDirectory,
    _ occupied: borrowing OccupiedColumns?, _ kernels: KernelSet
  ) {
    precondition(range.count <= Self.most && range.upperBound <= cells.count, "cells of a row")
    switch occupied {
    case .some(let table):
      // SAFETY: the table covers all cells of the directory, and two rows and columns around them.
      unsafe kernels.findWindows(
        table.entries.base, table.rowWords, Int(cells.rowNumber[rank]) + OccupiedColumns.margin,
        cells.column.base, range.lowerBound, range.upperBound, windows.base)
    case .none:
      if cursorRow != rank || range.lowerBound < cursorCell {
        cursors = RowWindows(cells, row: rank)
        cursorRow = rank
      }
      cursorCell = range.upperBound
      var to = 0
      for cell in range {
        cursors?.move(to: cells.column[cell], cells)
        for slot in 0..<5 {
          windows[to + 2 * slot] = UInt32(truncatingIfNeeded: cursors?.first[slot] ?? 0)
          windows[to + 2 * slot + 1] = UInt32(truncatingIfNeeded: cursors?.end[slot] ?? 0)
        }
        to += Self.stride
      }
    }
  }

  /// The window of the `index`th of the cells asked for last.
  ///
  /// - Parameter slot: 0 for the row itself, 1 above, 2 below, 3 two above, 4 two below.
  @inline(__always)
  func window(_ index: Int, _ slot: Int) -> Range<Int> {
    let place = index &* Self.stride &+ 2 &* slot
    return Int(windows[place])..<Int(windows[place &+ 1])
  }
}
