/// A rectangle of cells of a ``TileGrid``.
///
/// Ownership goes by cells, never by comparing coordinates with an edge, so a point on an edge has one
/// owner.
public struct TileRectangle: Hashable, Sendable {
  /// Columns from the first up to but not including the last.
  public var columns: Range<Int>
  /// Rows, likewise.
  public var rows: Range<Int>

  /// Makes a rectangle.
  public init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }

  /// Every cell there can be.
  public static let everything = TileRectangle(
    columns: -TileGrid.reach..<TileGrid.reach, rows: -TileGrid.reach..<TileGrid.reach)

  /// The rings of cells around a tile that it must be given: its own points' neighbours lie in two,
  /// those neighbours' neighbours in four.
  public static let halo = 4

  /// Whether a cell is inside.
  @inline(__always)
  public func contains(_ cell: TileCell) -> Bool {
    columns.contains(cell.column) && rows.contains(cell.row)
  }

  /// So many rings more on every side; fewer for a negative number, down to none.
  public func grown(by rings: Int) -> TileRectangle {
    func grown(_ range: Range<Int>) -> Range<Int> {
      let low = range.lowerBound - rings, high = range.upperBound + rings
      return low..<max(low, high)
    }
    return TileRectangle(columns: grown(columns), rows: grown(rows))
  }
}
