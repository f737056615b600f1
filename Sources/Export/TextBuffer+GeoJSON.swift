package import Tracks

extension TextBuffer {
  /// Appends a GeoJSON geometry (RFC 7946 §3.1): outer rings anticlockwise, holes clockwise,
  /// seven decimals.
  mutating func append(geoJSON extent: Extent) {
    append("{\"type\":\"")
    switch extent {
    case .point(let position):
      append("Point\",\"coordinates\":")
      append(geoJSON: position)
    case .line(let positions):
      append("LineString\",\"coordinates\":")
      append(geoJSON: positions)
    case .polygon(let rings):
      append("Polygon\",\"coordinates\":")
      append(geoJSON: rings)
    case .multiPolygon(let polygons):
      append("MultiPolygon\",\"coordinates\":[")
      append(list: polygons) { $0.append(geoJSON: $1) }
      append("]")
    case .collection(let members):
      append(geoJSONMembers: members)
    }
    append("}")
  }

  /// RFC 7946 §3.1.8 asks for no collection of one kind where a multi-geometry can say it.
  private mutating func append(geoJSONMembers members: [Extent]) {
    switch Extent.uniform(members) {
    case .points(let positions):
      append("MultiPoint\",\"coordinates\":")
      append(geoJSON: positions)
    case .lines(let lines):
      append("MultiLineString\",\"coordinates\":[")
      append(list: lines) { $0.append(geoJSON: $1) }
      append("]")
    case .mixed:
      append("GeometryCollection\",\"geometries\":[")
      append(list: members) { $0.append(geoJSON: $1) }
      append("]")
    }
  }

  private mutating func append(geoJSON position: Position) {
    append("[")
    append(position, separator: ",")
    append("]")
  }

  private mutating func append(geoJSON positions: [Position]) {
    append("[")
    append(list: positions) { $0.append(geoJSON: $1) }
    append("]")
  }

  private mutating func append(geoJSON rings: [[Position]]) {
    append("[")
    for (place, ring) in rings.enumerated() {
      if place > 0 { append(",") }
      append(geoJSON: wound(ring, isAnticlockwise: place == 0))
    }
    append("]")
  }
}

extension Extent {
  /// What the members of a collection have in common.
  enum Uniform {
    case points([Position])
    case lines([[Position]])
    case mixed
  }

  /// Whether members are all points or all lines; none at all are ``Uniform/mixed``.
  static func uniform(_ members: [Extent]) -> Uniform {
    var points: [Position] = []
    var lines: [[Position]] = []
    for member in members {
      if case .point(let position) = member { points.append(position) }
      if case .line(let positions) = member { lines.append(positions) }
    }
    if members.isEmpty { return .mixed }
    if points.count == members.count { return .points(points) }
    return lines.count == members.count ? .lines(lines) : .mixed
  }
}

/// A closed ring turned the way that is asked for; one without area stays as it is.
package func wound(_ ring: [Position], isAnticlockwise: Bool) -> [Position] {
  guard let origin = ring.first else { return ring }
  // Twice the signed area; relative to the first corner, so that no digits cancel.
  var area = 0.0
  for (one, other) in zip(ring, ring.dropFirst()) {
    area +=
      (one.longitude - origin.longitude) * (other.latitude - origin.latitude)
      - (other.longitude - origin.longitude) * (one.latitude - origin.latitude)
  }
  return area != 0 && (area > 0) != isAnticlockwise ? ring.reversed() : ring
}
