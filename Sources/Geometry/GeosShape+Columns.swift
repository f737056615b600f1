internal import CGEOS
public import Tracks

extension GeosShape {
  /// One point.
  public init(x: Double, y: Double, in context: GeosContext) throws(DwellError) {
    unsafe try self.init(
      owning: GEOSGeom_createPointFromXY_r(context.handle, x, y), in: context,
      "make a point")
  }

  /// A line through two corners or more.
  public init(line: CoordinateColumns, in context: GeosContext) throws(DwellError) {
    let sequence = unsafe try Self.sequence(of: line, in: context)
    unsafe try self.init(
      owning: GEOSGeom_createLineString_r(context.handle, sequence), in: context,
      "make a line (corners: \(line.count))")
  }

  /// A point for each row.
  public init(points: CoordinateColumns, in context: GeosContext) throws(DwellError) {
    var members: [GeosMember] = []
    members.reserveCapacity(points.count)
    for row in 0..<points.count {
      members.append(
        GeosMember(try GeosShape(x: points.x[row], y: points.y[row], in: context)))
    }
    try self.init(
      collecting: members, asType: GEOS_MULTIPOINT, in: context, "collect points")
  }

  /// A polygon: its outer ring and its holes, each closed (first corner = last) with four or more.
  public init(rings: [CoordinateColumns], in context: GeosContext) throws(DwellError) {
    guard let outer = rings.first else {
      throw DwellError(.badData, "geometry: a polygon has no ring: give it one or leave it out")
    }
    let shell = try Self.ring(outer, in: context)
    var holes: [GeosMember] = []
    for hole in rings.dropFirst() { holes.append(GeosMember(try Self.ring(hole, in: context))) }
    var given = unsafe holes.map { unsafe $0.release() }
    // SAFETY: GEOS owns the shell and the holes from here on, whether or not it succeeds.
    unsafe try self.init(
      owning: GEOSGeom_createPolygon_r(
        context.handle, shell.release(), &given, UInt32(given.count)),
      in: context, "make a polygon")
  }

  /// Several shapes as one collection; they may overlap.
  init(collecting members: [GeosMember], in context: GeosContext) throws(DwellError) {
    try self.init(
      collecting: members, asType: GEOS_GEOMETRYCOLLECTION, in: context, "collect shapes")
  }

  /// Several shapes as one collection of a type.
  init(
    collecting members: [GeosMember], asType type: GEOSGeomTypes, in context: GeosContext,
    _ verb: String
  ) throws(DwellError) {
    var given = unsafe members.map { unsafe $0.release() }
    // SAFETY: GEOS owns the members from here on, whether or not it succeeds.
    unsafe try self.init(
      owning: GEOSGeom_createCollection_r(
        context.handle, Int32(type.rawValue), &given, UInt32(given.count)),
      in: context, verb)
  }

  private static func ring(
    _ corners: CoordinateColumns, in context: GeosContext
  ) throws(DwellError) -> GeosShape {
    let sequence = unsafe try sequence(of: corners, in: context)
    return unsafe try GeosShape(
      owning: GEOSGeom_createLinearRing_r(context.handle, sequence), in: context,
      "make a ring (corners: \(corners.count))")
  }

  /// Whole columns at once; coordinate by coordinate is a C call each.
  private static func sequence(
    of corners: CoordinateColumns, in context: GeosContext
  ) throws(DwellError) -> OpaquePointer {
    guard corners.x.allSatisfy(\.isFinite), corners.y.allSatisfy(\.isFinite) else {
      throw DwellError(
        .badData, "geometry: a coordinate is not a finite number: leave the geometry out")
    }
    return unsafe try context.check(
      GEOSCoordSeq_copyFromArrays_r(
        context.handle, corners.x, corners.y, nil, nil, UInt32(corners.count)),
      "copy corners (\(corners.count))")
  }
}

/// A shape on its way into a collection: arrays cannot hold what cannot be copied.
@safe final class GeosMember {
  private var shape: GeosShape?

  init(_ shape: consuming GeosShape) { self.shape = consume shape }

  /// Gives the pointer away, once; nil afterwards.
  func release() -> OpaquePointer? {
    guard let shape = shape.take() else { return nil }
    return unsafe shape.release()
  }
}
