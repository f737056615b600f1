/// A geometry on the map, in WGS 84 degrees: where a visit, an area or a site lies.
public indirect enum Extent: Equatable, Sendable {
  /// One position.
  case point(Position)
  /// A line of at least two positions.
  case line([Position])
  /// An outer ring and its holes; every ring is closed (first = last), outer anticlockwise.
  case polygon([[Position]])
  /// Several polygons.
  case multiPolygon([[[Position]]])
  /// Several of any kind.
  case collection([Extent])
}

extension Extent {
  /// The smallest box of longitudes and latitudes around it; nil when it has no position.
  public var bounds: (west: Double, south: Double, east: Double, north: Double)? {
    var box: (west: Double, south: Double, east: Double, north: Double)?
    forEachPosition { position in
      guard let old = box else {
        box = (position.longitude, position.latitude, position.longitude, position.latitude)
        return
      }
      box = (
        min(old.west, position.longitude), min(old.south, position.latitude),
        max(old.east, position.longitude), max(old.north, position.latitude)
      )
    }
    return box
  }

  /// Visits every position.
  public func forEachPosition(_ visit: (Position) -> Void) {
    switch self {
    case .point(let position): visit(position)
    case .line(let positions): positions.forEach(visit)
    case .polygon(let rings): rings.forEach { $0.forEach(visit) }
    case .multiPolygon(let polygons): polygons.forEach { $0.forEach { $0.forEach(visit) } }
    case .collection(let members): members.forEach { $0.forEachPosition(visit) }
    }
  }
}
