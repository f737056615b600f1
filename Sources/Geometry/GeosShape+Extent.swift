public import Tracks

extension GeosShape {
  /// A geometry of the map as a shape, in the metres of `system`, or in degrees when it is nil.
  ///
  /// Rings that are not closed are closed here. A ring of fewer than three corners is kept as the
  /// line or point it is, so that distances to it hold.
  /// - Throws: When a position is no finite number, or not one that `system` holds.
  public init(
    _ extent: Extent, through system: (any PlaneSystem)?, in context: GeosContext
  ) throws(DwellError) {
    switch extent {
    case .point(let position):
      let place = try columns([position], through: system)
      try self.init(x: place.x[0], y: place.y[0], in: context)
    case .line(let positions):
      try self.init(path: try columns(positions, through: system), in: context)
    case .polygon(let rings):
      var corners: [CoordinateColumns] = []
      for ring in rings { corners.append(closed(try columns(ring, through: system))) }
      guard let outer = corners.first, outer.count >= 4 else {
        try self.init(path: corners.first ?? CoordinateColumns(x: [], y: []), in: context)
        return
      }
      try self.init(rings: corners.filter { $0.count >= 4 }, in: context)
    case .multiPolygon(let polygons):
      var members: [GeosMember] = []
      for rings in polygons {
        members.append(GeosMember(try GeosShape(.polygon(rings), through: system, in: context)))
      }
      try self.init(collecting: members, in: context)
    case .collection(let extents):
      var members: [GeosMember] = []
      for extent in extents {
        members.append(GeosMember(try GeosShape(extent, through: system, in: context)))
      }
      try self.init(collecting: members, in: context)
    }
  }

  /// The ground it covers: its polygons made valid, overlaps and seams dissolved, its lines and
  /// points left out.
  public func ground() throws(DwellError) -> GeosShape {
    var members: [GeosMember] = []
    for rings in try valid().polygons() {
      members.append(GeosMember(try GeosShape(rings: rings, in: context)))
    }
    return try GeosShape(collecting: members, in: context).dissolved()
  }

  /// A line, or a point when it has only one corner.
  private init(path: CoordinateColumns, in context: GeosContext) throws(DwellError) {
    if path.count == 1 {
      try self.init(x: path.x[0], y: path.y[0], in: context)
    } else {
      try self.init(line: path, in: context)
    }
  }
}

private func columns(
  _ positions: [Position], through system: (any PlaneSystem)?
) throws(DwellError) -> CoordinateColumns {
  var x = positions.map(\.longitude)
  var y = positions.map(\.latitude)
  try system?.toPlane(&x, &y)
  return CoordinateColumns(x: x, y: y)
}

/// The ring with its first corner repeated at the end, as often as it takes to be a ring to GEOS.
private func closed(_ ring: CoordinateColumns) -> CoordinateColumns {
  guard let x = ring.x.first, let y = ring.y.first else { return ring }
  var result = ring
  if ring.x.last != x || ring.y.last != y {
    result.x.append(x)
    result.y.append(y)
  }
  return result
}
