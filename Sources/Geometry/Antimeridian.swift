internal import Tracks

/// Polygons in degrees that cross ±180° or hold a pole, cut so that each part lies within ±180°.
enum Antimeridian {
  /// The parts of one polygon: itself when it does not cross.
  ///
  /// A ring is followed the short way round from corner to corner. One that comes back a whole turn
  /// away from where it began goes round a pole, the one on its side of the equator, and is closed
  /// along it.
  static func cut(
    _ rings: [CoordinateColumns], in context: GeosContext
  ) throws(DwellError) -> [[CoordinateColumns]] {
    guard rings.contains(where: crosses) else { return [rings] }
    var ground = try parts(of: unwrapped(rings[0]), in: context)
    for hole in rings.dropFirst() {
      ground = try ground.difference(try parts(of: unwrapped(hole), in: context))
    }
    return try ground.polygons().map { polygon in polygon.map(snapped) }
      .sorted {
        ($0[0].x.min() ?? 0, $0[0].y.min() ?? 0) < ($1[0].x.min() ?? 0, $1[0].y.min() ?? 0)
      }
  }

  /// Whether some edge is shorter across the antimeridian than on the map.
  static func crosses(_ ring: CoordinateColumns) -> Bool {
    zip(ring.x, ring.x.dropFirst()).contains { abs($1 - $0) > 180 }
  }

  /// The ring with longitudes that run on beyond ±180°, closed along the pole when it goes round it.
  static func unwrapped(_ ring: CoordinateColumns) -> CoordinateColumns {
    var result = ring
    for place in 1..<ring.count {
      result.x[place] =
        result.x[place - 1]
        + Earth.longitudeDifference(from: ring.x[place - 1], to: ring.x[place])
    }
    guard abs(result.x[result.count - 1] - result.x[0]) > 180 else {
      // Adding up differences leaves a rounding error that GEOS would take for an open ring.
      result.x[result.count - 1] = result.x[0]
      return result
    }
    let pole = ring.y.reduce(0, +) >= 0 ? 90.0 : -90.0
    result.x += [result.x[result.count - 1], result.x[0], result.x[0]]
    result.y += [pole, pole, result.y[0]]
    return result
  }

  /// What a ring of running longitudes encloses, brought into ±180°.
  private static func parts(
    of ring: CoordinateColumns, in context: GeosContext
  ) throws(DwellError) -> GeosShape {
    let whole = try GeosShape(rings: [ring], in: context).valid()
    let west = ring.x.min() ?? 0
    let east = ring.x.max() ?? 0
    var found: [GeosMember] = []
    for turn in Int(((west + 180) / 360).rounded(.down))...Int(((east + 180) / 360).rounded(.down))
    {
      let shift = Double(turn) * 360
      let band = CoordinateColumns(
        x: [shift - 180, shift + 180, shift + 180, shift - 180, shift - 180],
        y: [-90, -90, 90, 90, -90])
      let part = try whole.intersection(try GeosShape(rings: [band], in: context))
      for polygon in try part.polygons() {
        let moved = polygon.map { CoordinateColumns(x: $0.x.map { $0 - shift }, y: $0.y) }
        found.append(GeosMember(try GeosShape(rings: moved.map(snapped), in: context)))
      }
    }
    return try GeosShape(collecting: found, in: context).dissolved()
  }

  /// Corners that a cut left a rounding error beside ±180° put on it.
  private static func snapped(_ ring: CoordinateColumns) -> CoordinateColumns {
    CoordinateColumns(
      x: ring.x.map { abs(abs($0) - 180) < 1e-9 ? ($0 < 0 ? -180 : 180) : $0 }, y: ring.y)
  }
}
