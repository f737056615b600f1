import Tracks

extension Extent {
  /// Appends the geometry as a GeoJSON object (RFC 7946, §3.1).
  func appendGeoJSON(to bytes: inout [UInt8]) {
    func open(_ type: String, _ key: String = "coordinates") {
      bytes.append(contentsOf: #"{"type":"\#(type)","\#(key)":"#.utf8)
    }
    switch self {
    case .point(let position):
      open("Point")
      append(position, &bytes)
    case .line(let positions):
      open("LineString")
      append(positions, &bytes)
    case .polygon(let rings):
      open("Polygon")
      JSONText.append(rings, to: &bytes, each: append)
    case .multiPolygon(let polygons):
      open("MultiPolygon")
      JSONText.append(polygons, to: &bytes) { JSONText.append($0, to: &$1, each: append) }
    case .collection(let members):
      open("GeometryCollection", "geometries")
      JSONText.append(members, to: &bytes) { $0.appendGeoJSON(to: &$1) }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Reads a GeoJSON geometry object; nil when it is none.
  ///
  /// Heights are dropped, multi-points and multi-lines become collections.
  init?(geoJSON: JSONValue) {
    if case .text("GeometryCollection")? = geoJSON["type"] {
      guard let parts = geoJSON["geometries"]?.elements else { return nil }
      guard let members = all(parts, { Extent(geoJSON: $0) }) else { return nil }
      self = .collection(members)
      return
    }
    guard let coordinates = geoJSON["coordinates"] else { return nil }
    let extent: Extent? =
      switch geoJSON["type"]?.text {
      case "Point": position(coordinates).map { .point($0) }
      case "LineString": ring(coordinates).map { .line($0) }
      case "Polygon": rings(coordinates).map { .polygon($0) }
      case "MultiPolygon": all(coordinates.elements, rings).map { .multiPolygon($0) }
      case "MultiPoint":
        all(coordinates.elements, position).map { .collection($0.map { .point($0) }) }
      case "MultiLineString": rings(coordinates).map { .collection($0.map { .line($0) }) }
      default: nil
      }
    guard let extent else { return nil }
    self = extent
  }
}

private func append(_ position: Position, _ bytes: inout [UInt8]) {
  // The empty point of WKB has NaN for coordinates, that of GeoJSON none.
  let numbers =
    position.longitude.isNaN && position.latitude.isNaN
    ? [] : [position.longitude, position.latitude]
  JSONText.append(numbers, to: &bytes) { JSONText.append($0, to: &$1) }
}

private func append(_ positions: [Position], _ bytes: inout [UInt8]) {
  JSONText.append(positions, to: &bytes, each: append)
}

private func position(_ value: JSONValue) -> Position? {
  guard let numbers = value.elements else { return nil }
  if numbers.isEmpty { return Position(longitude: .nan, latitude: .nan) }
  guard numbers.count >= 2, let longitude = numbers[0].real, let latitude = numbers[1].real else {
    return nil
  }
  return Position(longitude: longitude, latitude: latitude)
}

private func ring(_ value: JSONValue) -> [Position]? { all(value.elements, position) }

private func rings(_ value: JSONValue) -> [[Position]]? { all(value.elements, ring) }

/// What `read` makes of each value; nil when it fails for one.
private func all<Result>(
  _ values: [JSONValue]?, _ read: (JSONValue) -> Result?
) -> [Result]? {
  guard let values else { return nil }
  var results: [Result] = []
  for value in values {
    guard let result = read(value) else { return nil }
    results.append(result)
  }
  return results
}
