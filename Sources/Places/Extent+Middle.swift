import Tracks

extension Extent {
  /// A position that stands for the whole: a point itself, the centroid of polygons (by area, in
  /// degrees), else the middle of the box around it; nil when it has no position.
  ///
  /// What was cut at the antimeridian is put together first.
  var middle: Position? {
    guard let bounds else { return nil }
    // Wider than half the Earth: the short way round is over the antimeridian.
    let isCut = bounds.east - bounds.west > 180
    func unrolled(_ position: Position) -> Position {
      guard isCut, position.longitude < 0 else { return position }
      return Position(longitude: position.longitude + 360, latitude: position.latitude)
    }
    let rings = outerRings.map { $0.map(unrolled) }
    var middle = rings.isEmpty ? nil : centroid(of: rings)
    if middle == nil {
      var west = Double.infinity
      var east = -Double.infinity
      forEachPosition { position in
        west = min(west, unrolled(position).longitude)
        east = max(east, unrolled(position).longitude)
      }
      middle = Position(
        longitude: (west + east) / 2, latitude: (bounds.south + bounds.north) / 2)
    }
    guard let middle else { return nil }
    return Position(
      longitude: Earth.normalised(longitude: middle.longitude), latitude: middle.latitude)
  }

  /// The outer rings when it is made of polygons alone; else none.
  private var outerRings: [[Position]] {
    switch self {
    case .point, .line: return []
    case .polygon(let rings): return Array(rings.prefix(1))
    case .multiPolygon(let polygons): return polygons.compactMap(\.first)
    case .collection(let members):
      let rings = members.map(\.outerRings)
      return rings.contains(where: \.isEmpty) ? [] : rings.flatMap { $0 }
    }
  }
}

/// The centroid of closed rings by area; nil when they have none.
private func centroid(of rings: [[Position]]) -> Position? {
  var area = 0.0
  var x = 0.0
  var y = 0.0
  for ring in rings {
    guard let origin = ring.first else { continue }
    for (one, other) in zip(ring, ring.dropFirst()) {
      let ax = one.longitude - origin.longitude
      let ay = one.latitude - origin.latitude
      let bx = other.longitude - origin.longitude
      let by = other.latitude - origin.latitude
      let cross = ax * by - bx * ay
      area += cross
      // A triangle from the origin: its centroid is a third of the sum of its corners.
      x += cross * (origin.longitude + (ax + bx) / 3)
      y += cross * (origin.latitude + (ay + by) / 3)
    }
  }
  return area > 0 ? Position(longitude: x / area, latitude: y / area) : nil
}
