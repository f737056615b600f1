public import Tracks

/// A cell of a ``TileGrid``.
public struct TileCell: Hashable, Comparable, Sendable {
  /// Cells east of the origin.
  public var column: Int
  /// Cells north of it.
  public var row: Int

  /// Makes a cell.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// By rows, then columns.
  public static func < (a: TileCell, b: TileCell) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

/// The square cells that all tiles of one clustering agree on: one origin, one side.
///
/// Two points of a cell are always neighbours, and a point's neighbours are within the 5 × 5 cells
/// around its own: see ``init(originX:originY:radius:)``. The same three numbers give the same cells
/// on every machine: coordinates are subtracted, multiplied and cut, each rounded once.
public struct TileGrid: Hashable, Sendable {
  /// The corner of the cell 0, 0, metres.
  public let originX: Double
  /// See ``originX``.
  public let originY: Double
  /// The radius of the clustering, metres.
  public let radius: Double
  private let density: Double

  /// Cells in either direction from the origin; the shrinking below is enough for so many.
  static let reach = 1 << 40

  /// Lays the grid.
  ///
  /// The side is radius ÷ √2 · (1 − 2⁻⁹). Rounding lets two points of a cell whose number is below 2⁴⁰
  /// be side · (1 + 2⁻¹⁰) apart along an axis, so they are neighbours as computed; and points whose
  /// columns or rows differ by three are more than a radius apart.
  ///
  /// - Parameters:
  ///   - originX: Anything finite that all tiles agree on, near the middle of the points, metres.
  ///   - originY: Likewise.
  ///   - radius: That of the clustering; more than 0 and finite.
  /// - Throws: A usage error for another radius or origin.
  public init(originX: Double, originY: Double, radius: Double) throws(DwellError) {
    guard radius >= DensityClustering.leastRadius, radius.isFinite else {
      throw DwellError(
        .usage, "radius \(radius) m: tiles need one above 0 and finite: give such as 150m")
    }
    guard originX.isFinite, originY.isFinite else {
      throw DwellError(.usage, "origin \(originX), \(originY): give finite metres")
    }
    self.originX = originX
    self.originY = originY
    self.radius = radius
    density = 1 / (radius * 0.5.squareRoot() * (1 - 0x1p-9))
  }

  /// The cell of a point.
  ///
  /// - Throws: Bad data when it is not finite, or 2⁴⁰ cells or more from the origin.
  public func cell(x: Double, y: Double) throws(DwellError) -> TileCell {
    let column = ((x - originX) * density).rounded(.down)
    let row = ((y - originY) * density).rounded(.down)
    guard abs(column) < Double(Self.reach), abs(row) < Double(Self.reach) else {
      throw DwellError(
        .badData,
        "a point is not finite or more than \(Self.reach) cells of radius \(radius) m from the "
          + "others: take a larger radius, or leave it out")
    }
    return TileCell(column: Int(column), row: Int(row))
  }
}
