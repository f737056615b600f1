import Tracks

/// One feature of a user's file: where it is and what is said of it.
struct Place {
  /// Which one, for messages: `feature 3`, `line 4`.
  var label: String
  /// What is said of it, by name in lower case; empty texts and nulls are left out.
  var properties: [String: String]
  /// Where it is.
  var extent: Extent
}

extension Place {
  /// The first of these properties that it has.
  func property(_ names: [String]) -> String? {
    names.lazy.compactMap { properties[$0] }.first
  }
}

/// A place before its geometry is checked: what the readers of the formats make.
struct RawPlace {
  /// Which one, for messages.
  var label: String
  /// See ``Place/properties``.
  var properties: [String: String]
  /// The geometry as it stands in the file; nil when it has none.
  var extent: Extent?
}

/// The places of a file of any format, told by its content.
///
/// - Throws: `noInput` when it cannot be opened, `badData` when it is empty, of no format that is
///   known, or a geometry is wrong. No message holds a coordinate.
func places(path: String) throws(DwellError) -> [Place] {
  let source = try FileSource(path: path)
  var bytes: [UInt8] = []
  _ = try source.read(into: &bytes, upTo: 1 << 13)
  guard !bytes.isEmpty else {
    throw DwellError(.badData, "\(path): is empty: give GeoJSON, CSV or GeoPackage")
  }
  let raw: [RawPlace]
  do throws(DwellError) {
    if bytes.starts(with: "SQLite format 3\0".utf8) {
      raw = try geoPackagePlaces(path: path)
    } else {
      while try source.read(into: &bytes, upTo: 1 << 15) > 0 {}
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      raw = try textPlaces(bytes)
    }
  } catch {
    throw DwellError(error.kind, "\(path): \(error.message)")
  }
  guard !raw.isEmpty else { throw DwellError(.badData, "\(path): has no features") }
  var places: [Place] = []
  for place in raw {
    do throws(DwellError) {
      guard let extent = place.extent else {
        throw DwellError(.badData, "has no geometry: give it one or take it out")
      }
      places.append(
        Place(
          label: place.label, properties: place.properties, extent: try checked(extent)))
    } catch {
      throw DwellError(error.kind, "\(path): \(place.label): \(error.message)")
    }
  }
  return places
}

/// The places of text: GeoJSON when it begins as JSON does, else delimited.
private func textPlaces(_ bytes: [UInt8]) throws(DwellError) -> [RawPlace] {
  guard let first = bytes.first(where: { $0 > 0x20 }) else {
    throw DwellError(.badData, "holds nothing but blanks: give GeoJSON, CSV or GeoPackage")
  }
  if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: "PK".utf8) {
    throw DwellError(.badData, "is compressed: unpack it first")
  }
  if bytes.contains(0) {
    throw DwellError(.badData, "is no text: give GeoJSON, CSV or GeoPackage")
  }
  if first == UInt8(ascii: "<") {
    throw DwellError(
      .badData,
      "is XML, as GPX and KML are: make GeoJSON of it, as with 'ogr2ogr places.geojson FILE'")
  }
  let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  return isJSON ? try geoJSONPlaces(bytes) : try delimitedPlaces(bytes)
}
