internal import Tracks

/// Which cell of a square grid a point is in: cells so small that two points of one are neighbours.
///
/// The side is radius ÷ √2, shrunk by a part δ so that the statement holds as computed. With indices
/// up to K, rounding lets two points of a cell be side · (1 + 6(K + 1)·2⁻⁵³) apart along an axis, and
/// δ = max(2⁻⁴⁰, 8(K + 1)·2⁻⁵³) is more than that. The shrinking also means that cells two steps
/// away along both axes can hold neighbours: the stencil is the full 5 × 5. Three steps are more
/// than √2 · radius, never neighbours.
struct Grid {
  /// Columns of cells, by x.
  let columns: Axis
  /// Rows of cells, by y.
  let rows: Axis

  /// Lays a grid over points.
  ///
  /// - Throws: Bad data when an axis needs 2³² cells or more even with its empty stretches left out.
  init(
    covering bounds: Box, _ x: [Double], _ y: [Double], radius: Double, mostCells: Int
  ) throws(DwellError) {
    columns = try Axis(
      over: x, from: bounds.minX, to: bounds.maxX, radius: radius, mostCells: mostCells)
    rows = try Axis(
      over: y, from: bounds.minY, to: bounds.maxY, radius: radius, mostCells: mostCells)
  }

  /// The number of the cell of a point, row by row; `width` is the number of columns.
  ///
  /// Both axes have fewer than 2³² cells, so it fits.
  @inline(__always)
  func key(_ x: Double, _ y: Double, _ width: UInt64) -> UInt64 {
    UInt64(truncatingIfNeeded: rows.cell(of: y)) &* width
      &+ UInt64(truncatingIfNeeded: columns.cell(of: x))
  }
}
