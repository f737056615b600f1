public import Tracks

/// A feature of a GeoJSON file with what is said of it, as text.
public struct Feature: Sendable {
  /// Its properties by name in lower case; nulls, lists and objects are left out.
  public var properties: [String: String]
  /// Its geometry.
  public var extent: Extent?
}

/// The features of a GeoJSON file whose property `layer` is `layer`.
///
/// - Throws: When the file cannot be opened or is no GeoJSON.
public func features(inLayer layer: String, path: String) throws(DwellError) -> [Feature] {
  let source = try FileSource(path: path)
  var bytes: [UInt8] = []
  while try source.read(into: &bytes, upTo: 1 << 16) > 0 {}
  do {
    return try geoJSONPlaces(bytes).filter { $0.properties["layer"] == layer }
      .map { Feature(properties: $0.properties, extent: $0.extent) }
  } catch {
    throw DwellError(error.kind, "\(path): \(error.message)")
  }
}
