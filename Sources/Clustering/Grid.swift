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

  /// Whether cells are numbered many at a time: where both axes are one stretch and numbers stay exact.
  private var isPlain: Bool {
    columns.isWhole && rows.isWhole && columns.count < 1 << 31 && rows.count < 1 << 31
      && UInt64(columns.count) * UInt64(rows.count) < 1 << 52
  }

  /// Calls for every point of a range with the number of its cell, in order; see ``key(_:_:_:)``.
  ///
  /// - Parameter room: Room for ``block`` values.
  @inline(__always)
  func forEachKey(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ range: Range<Int>,
    _ kernels: KernelSet, room: UnsafeMutablePointer<UInt64>, _ body: (Int, UInt64) -> Void
  ) {
    let width = UInt64(columns.count)
    guard isPlain else {
      // SAFETY: the caller's range lies within both columns.
      for i in range { unsafe body(i, key(x[i], y[i], width)) }
      return
    }
    var first = range.lowerBound
    while first < range.upperBound {
      let end = min(first &+ Self.block, range.upperBound)
      unsafe kernels.cellNumbers(
        x, y, first, end, columns.start, rows.start, columns.density, rows.density, Double(width),
        room)
      // SAFETY: a block at most was written.
      for i in first..<end { unsafe body(i, room[i &- first]) }
      first = end
    }
  }

  /// The points that are numbered at a time: their numbers stay in the first-level cache.
  static let block = 512
}
