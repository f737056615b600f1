internal import CGEOS
public import Tracks

/// A shape with indexes that answer the same question about many points and segments fast.
///
/// Not thread-safe even for reading: GEOS builds the indexes on first use.
@safe public final class PreparedShape {
  /// The shape itself.
  public let shape: GeosShape
  private let prepared: OpaquePointer

  /// Takes over a shape.
  public init(_ shape: consuming GeosShape) throws(DwellError) {
    let context = shape.context
    let made = unsafe try context.check(
      GEOSPrepare_r(context.handle, shape.borrowed), "prepare a shape")
    // The geometry stays where it is when its owner moves, so the pointer inside stays good.
    self.shape = shape
    unsafe prepared = made
  }

  deinit { unsafe GEOSPreparedGeom_destroy_r(shape.context.handle, prepared) }

  /// Whether a point is inside it or on its boundary.
  public func covers(x: Double, y: Double) throws(DwellError) -> Bool {
    try covers(try GeosShape(x: x, y: y, in: shape.context))
  }

  /// Whether no point of `other` is outside it; its boundary belongs to it.
  public func covers(_ other: borrowing GeosShape) throws(DwellError) -> Bool {
    try shape.context.check(
      unsafe GEOSPreparedCovers_r(shape.context.handle, prepared, other.borrowed),
      "tell whether a shape covers another")
  }

  /// Whether all of `other` is inside it, not all of it on the boundary.
  public func contains(_ other: borrowing GeosShape) throws(DwellError) -> Bool {
    try shape.context.check(
      unsafe GEOSPreparedContains_r(shape.context.handle, prepared, other.borrowed),
      "tell whether a shape contains another")
  }

  /// Whether they have a point in common.
  public func intersects(_ other: borrowing GeosShape) throws(DwellError) -> Bool {
    try shape.context.check(
      unsafe GEOSPreparedIntersects_r(shape.context.handle, prepared, other.borrowed),
      "tell whether two shapes meet")
  }
}
