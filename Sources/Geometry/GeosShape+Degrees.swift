public import Tracks

extension GeosShape {
  /// The longest edge, in metres, that is drawn straight in degrees.
  ///
  /// An edge of length *L* at latitude *φ* leaves the straight line of the map by
  /// *L*² tan *φ* ÷ 8*R*: 0.08 m at 45° and 0.4 m at 80° for 2 km.
  private static var longestEdge: Double { 2000 }

  /// The polygons of a shape in metres, on the map; nil when it has none.
  ///
  /// Outer rings run anticlockwise, holes clockwise, every ring is closed; what crosses the
  /// antimeridian is cut there into several polygons (RFC 7946 §3.1.6 and §3.1.9), and what holds a
  /// pole reaches along it from −180° to 180°.
  /// - Throws: When `system` cannot place a corner.
  public func extent(through system: any PlaneSystem) throws(DwellError) -> Extent? {
    let dense = try densified(to: Self.longestEdge)
    var polygons: [[CoordinateColumns]] = []
    for rings in try dense.polygons() {
      var placed: [CoordinateColumns] = []
      for var ring in rings {
        try system.toDegrees(&ring.x, &ring.y)
        guard ring.x.allSatisfy(\.isFinite), ring.y.allSatisfy(\.isFinite) else {
          throw DwellError(
            .badData, "geometry: \(system.name) cannot place an outline on the map: take 'auto'")
        }
        placed.append(ring)
      }
      polygons += try Antimeridian.cut(placed, in: context)
    }
    let closed = polygons.map { rings in rings.enumerated().map { closedRing($1, isOuter: $0 == 0) }
    }
    switch closed.count {
    case 0: return nil
    case 1: return .polygon(closed[0])
    default: return .multiPolygon(closed)
    }
  }
}

/// The positions of a ring in the sense that RFC 7946 asks for, the last exactly the first.
private func closedRing(_ ring: CoordinateColumns, isOuter: Bool) -> [Position] {
  let turned = (ring.doubledSignedArea > 0) == isOuter ? ring : ring.reversed()
  var positions = zip(turned.x, turned.y).map { Position(longitude: $0, latitude: $1) }
  if let first = positions.first { positions[positions.count - 1] = first }
  return positions
}
