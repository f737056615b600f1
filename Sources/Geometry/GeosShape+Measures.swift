internal import CGEOS
public import Tracks

extension GeosShape {
  /// Whether it has no point.
  public func isEmpty() throws(DwellError) -> Bool {
    try context.check(
      unsafe GEOSisEmpty_r(context.handle, borrowed), "tell whether a shape is empty")
  }

  /// Whether no ring crosses itself or another (OGC 06-103r4, §6.1.11).
  public func isValid() throws(DwellError) -> Bool {
    try context.check(unsafe GEOSisValid_r(context.handle, borrowed), "check a shape")
  }

  /// Square metres (of shapes in metres); 0 for points and lines.
  public func area() throws(DwellError) -> Double {
    unsafe try measured("measure an area") { unsafe GEOSArea_r($0, $1, &$2) }
  }

  /// Metres to the nearest point of another shape; 0 where they meet.
  public func distance(to other: borrowing GeosShape) throws(DwellError) -> Double {
    let second = unsafe other.borrowed
    return unsafe try measured("measure a distance") { unsafe GEOSDistance_r($0, $1, second, &$2) }
  }

  /// The point of this shape that is nearest to a place: the place itself when it lies inside.
  public func nearestPoint(toX x: Double, y: Double) throws(DwellError) -> (x: Double, y: Double) {
    let place = try GeosShape(x: x, y: y, in: context)
    let sequence = unsafe try context.check(
      GEOSNearestPoints_r(context.handle, borrowed, place.borrowed), "find the nearest point")
    defer { unsafe GEOSCoordSeq_destroy_r(context.handle, sequence) }
    let pair = unsafe try Self.corners(ofSequence: sequence, context)
    return (pair.x[0], pair.y[0])
  }

  /// The smallest circle around it.
  public func boundingCircle() throws(DwellError) -> (x: Double, y: Double, radius: Double) {
    var radius = 0.0
    var rawCentre: OpaquePointer?
    let circle = unsafe GEOSMinimumBoundingCircle_r(context.handle, borrowed, &radius, &rawCentre)
    _ = unsafe try GeosShape(owning: circle, in: context, "find the smallest circle around a shape")
    let centre = unsafe try GeosShape(
      owning: rawCentre, in: context, "find the centre of the smallest circle")
    let corners = unsafe try Self.corners(of: centre.borrowed, context)
    guard corners.count == 1 else { throw context.failure("find a circle around an empty shape") }
    return (corners.x[0], corners.y[0], radius)
  }
}
