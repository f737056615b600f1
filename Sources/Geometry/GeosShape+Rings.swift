internal import CGEOS
public import Tracks

extension GeosShape {
  /// The rings of every polygon in it, outer ring first; lines and points are passed over.
  ///
  /// Each polygon has its outer ring anticlockwise and its holes clockwise.
  public func polygons() throws(DwellError) -> [[CoordinateColumns]] {
    var found: [[CoordinateColumns]] = []
    unsafe try forEachPart { (part, context) throws(DwellError) in
      guard unsafe GEOSGeomTypeId_r(context.handle, part) == Int32(GEOS_POLYGON.rawValue) else {
        return
      }
      var rings = [
        unsafe try Self.corners(of: GEOSGetExteriorRing_r(context.handle, part), context)
      ]
      let holes = unsafe GEOSGetNumInteriorRings_r(context.handle, part)
      for hole in 0..<max(0, holes) {
        rings.append(
          unsafe try Self.corners(of: GEOSGetInteriorRingN_r(context.handle, part, hole), context))
      }
      guard rings[0].count >= 4 else { return }
      found.append(
        rings.enumerated().map { place, ring in
          (ring.doubledSignedArea > 0) == (place == 0) ? ring : ring.reversed()
        })
    }
    return found
  }

  /// The corners of every line in it; polygons and points are passed over.
  public func lines() throws(DwellError) -> [CoordinateColumns] {
    var found: [CoordinateColumns] = []
    unsafe try forEachPart { (part, context) throws(DwellError) in
      let type = unsafe GEOSGeomTypeId_r(context.handle, part)
      let isLine =
        type == Int32(GEOS_LINESTRING.rawValue) || type == Int32(GEOS_LINEARRING.rawValue)
      guard isLine else { return }
      let corners = unsafe try Self.corners(of: part, context)
      if corners.count > 1 { found.append(corners) }
    }
    return found
  }

  /// Calls `visit` with every part that is no collection itself.
  private func forEachPart(
    _ visit: (OpaquePointer?, GeosContext) throws(DwellError) -> Void
  ) throws(DwellError) {
    // The parts belong to the shape, which the borrow keeps alive.
    var waiting = unsafe [borrowed]
    while let part = unsafe waiting.popLast() {
      let type = unsafe GEOSGeomTypeId_r(context.handle, part)
      guard type >= Int32(GEOS_MULTIPOINT.rawValue) else {
        unsafe try visit(part, context)
        continue
      }
      let count = unsafe GEOSGetNumGeometries_r(context.handle, part)
      for place in stride(from: count - 1, through: 0, by: -1) {
        unsafe waiting.append(GEOSGetGeometryN_r(context.handle, part, place))
      }
    }
  }

  /// Whole columns out of a line, ring or point that someone else owns.
  static func corners(
    of line: OpaquePointer?, _ context: GeosContext
  ) throws(DwellError) -> CoordinateColumns {
    unsafe try corners(ofSequence: GEOSGeom_getCoordSeq_r(context.handle, line), context)
  }

  /// Whole columns out of a sequence that someone else owns.
  static func corners(
    ofSequence sequence: OpaquePointer?, _ context: GeosContext
  ) throws(DwellError) -> CoordinateColumns {
    var count: UInt32 = 0
    guard let sequence = unsafe sequence,
      unsafe GEOSCoordSeq_getSize_r(context.handle, sequence, &count) != 0
    else { throw context.failure("read a shape's points") }
    var columns = CoordinateColumns(
      x: [Double](repeating: 0, count: Int(count)), y: [Double](repeating: 0, count: Int(count)))
    guard
      unsafe GEOSCoordSeq_copyToArrays_r(
        context.handle, sequence, &columns.x, &columns.y, nil, nil) != 0
    else { throw context.failure("read a shape's points") }
    return columns
  }
}
