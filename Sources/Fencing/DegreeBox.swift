import Tracks

/// A box of longitudes and latitudes; longitudes may run beyond ±180°.
struct DegreeBox: Equatable {
  var west: Double
  var south: Double
  var east: Double
  var north: Double

  /// The box of two corners.
  init(_ a: TrailPoint, _ b: TrailPoint) {
    west = min(a.longitude, b.longitude)
    east = max(a.longitude, b.longitude)
    south = min(a.latitude, b.latitude)
    north = max(a.latitude, b.latitude)
  }

  /// The smallest box around positions; nil when there are none.
  init?(_ positions: [Position]) {
    guard let first = positions.first else { return nil }
    west = first.longitude
    east = first.longitude
    south = first.latitude
    north = first.latitude
    for position in positions {
      west = min(west, position.longitude)
      east = max(east, position.longitude)
      south = min(south, position.latitude)
      north = max(north, position.latitude)
    }
  }

  /// Whether they have a place on the globe in common.
  func meets(_ other: DegreeBox) -> Bool {
    guard south <= other.north, other.south <= north else { return false }
    return [-360.0, 0, 360].contains { west + $0 <= other.east && other.west <= east + $0 }
  }
}

extension TrailPoint {
  /// The box of the point alone.
  var box: DegreeBox { DegreeBox(self, self) }
}

extension Segment {
  /// The box of both ends.
  var box: DegreeBox { DegreeBox(start, end) }
}
