import Foundation
import Tracks

/// The features of GeoJSON (RFC 7946): a collection, one feature, or a bare geometry.
func geoJSONPlaces(_ bytes: [UInt8]) throws(DwellError) -> [RawPlace] {
  let json: Any
  do {
    json = try JSONSerialization.jsonObject(with: Data(bytes))
  } catch {
    throw DwellError(
      .badData, "is no JSON: \(jsonComplaint(error)): check that the file is whole")
  }
  guard let object = json as? [String: Any], let type = object["type"] as? String else {
    throw DwellError(.badData, "is JSON but no GeoJSON: it has no \"type\"")
  }
  try checkSystem(object)
  switch type {
  case "FeatureCollection":
    guard let features = object["features"] as? [Any] else {
      throw DwellError(.badData, "a FeatureCollection has no \"features\"")
    }
    var places: [RawPlace] = []
    for (index, feature) in features.enumerated() {
      places.append(try place(feature, label: "feature \(index + 1)"))
    }
    return places
  case "Feature": return [try place(object, label: "feature 1")]
  default:
    do throws(DwellError) {
      return [RawPlace(label: "feature 1", properties: [:], extent: try extent(object, depth: 0))]
    } catch {
      throw DwellError(error.kind, "feature 1: \(error.message)")
    }
  }
}

/// GeoJSON before RFC 7946 could name a system; any but WGS 84 would be read wrongly.
private func checkSystem(_ object: [String: Any]) throws(DwellError) {
  guard let system = object["crs"] as? [String: Any] else { return }
  let name = (system["properties"] as? [String: Any])?["name"] as? String ?? "unnamed"
  guard name.hasSuffix("CRS84") || name.hasSuffix(":4326") || name.hasSuffix(":4979") else {
    throw DwellError(
      .badData,
      "is in the system \(name): GeoJSON is read in WGS 84; convert it with "
        + "'ogr2ogr -t_srs EPSG:4326'")
  }
}

private func place(_ json: Any, label: String) throws(DwellError) -> RawPlace {
  do throws(DwellError) {
    guard let object = json as? [String: Any], object["type"] as? String == "Feature" else {
      throw DwellError(.badData, "is no GeoJSON feature")
    }
    var properties: [String: String] = [:]
    for (name, value) in object["properties"] as? [String: Any] ?? [:] {
      if let text = text(value) { properties[name.lowercased()] = text }
    }
    // A property of that name is the user's own word; the feature's id may be a row number.
    if properties["id"] == nil, let id = object["id"].flatMap(text) { properties["id"] = id }
    let geometry = object["geometry"] as? [String: Any]
    return RawPlace(
      label: label, properties: properties,
      extent: try geometry.map { object throws(DwellError) in try extent(object, depth: 0) })
  } catch {
    throw DwellError(error.kind, "\(label): \(error.message)")
  }
}

/// A scalar as text; nil for null, lists, objects and empty text.
private func text(_ value: Any) -> String? {
  if let text = value as? String { return text.isEmpty ? nil : text }
  guard let number = value as? NSNumber else { return nil }
  // Whole numbers without a point: an id 7 is `7`.
  let real = number.doubleValue
  return real == real.rounded() && abs(real) < 1e15 ? String(Int64(real)) : "\(real)"
}

private func extent(_ object: [String: Any], depth: Int) throws(DwellError) -> Extent {
  guard depth < 16 else { throw DwellError(.badData, "its geometry is nested more than 16 deep") }
  let type = object["type"] as? String ?? "without a type"
  let coordinates = object["coordinates"] ?? 0
  switch type {
  case "Point": return .point(try position(coordinates))
  case "MultiPoint": return .collection(try positions(coordinates).map { .point($0) })
  case "LineString": return .line(try positions(coordinates))
  case "MultiLineString":
    return .collection(try rings(coordinates).map { .line($0) })
  case "Polygon": return .polygon(try rings(coordinates))
  case "MultiPolygon":
    guard let polygons = coordinates as? [Any] else { throw badCoordinates }
    return .multiPolygon(try polygons.map(rings))
  case "GeometryCollection":
    guard let members = object["geometries"] as? [[String: Any]] else {
      throw DwellError(.badData, "a GeometryCollection has no \"geometries\"")
    }
    return .collection(
      try members.map { member throws(DwellError) in try extent(member, depth: depth + 1) })
  default: throw DwellError(.badData, "its geometry is \(type), which GeoJSON does not know")
  }
}

private let badCoordinates = DwellError(.badData, "its \"coordinates\" do not fit its type")

private func position(_ json: Any) throws(DwellError) -> Position {
  guard let numbers = json as? [Any], numbers.count >= 2,
    let longitude = numbers[0] as? NSNumber, let latitude = numbers[1] as? NSNumber
  else { throw badCoordinates }
  return Position(longitude: longitude.doubleValue, latitude: latitude.doubleValue)
}

private func positions(_ json: Any) throws(DwellError) -> [Position] {
  guard let list = json as? [Any] else { throw badCoordinates }
  return try list.map(position)
}

private func rings(_ json: Any) throws(DwellError) -> [[Position]] {
  guard let list = json as? [Any] else { throw badCoordinates }
  return try list.map(positions)
}

/// What Foundation says is wrong with JSON, and where.
private func jsonComplaint(_ error: any Error) -> String {
  let error = error as NSError
  let words = error.userInfo["NSDebugDescription"] as? String ?? error.localizedDescription
  return words.hasSuffix(".") ? String(words.dropLast()) : words
}
