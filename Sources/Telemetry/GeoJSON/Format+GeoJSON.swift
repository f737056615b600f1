import Tracks

extension Format {
  /// Tracks as GeoJSON, alone, a collection of them or one a line.
  static let geojson = Format(
    name: "geojson",
    summary: "GeoJSON and MF-JSON: lines with a list of times, points with a time; one a line, too",
    // Files called .geojson beside flights are sites and results: from a folder they are not taken.
    extensions: ["mfjson"],
    mark: "JSON objects of type Feature, LineString and the like",
    contents: .columns,
    recognises: { $0.isGeoJSON },
    open: { (inflow, log) throws(DwellError) in try GeoJSONReader(inflow, log) })
}

extension Opening {
  /// Whether an object says that it is a feature or a geometry.
  fileprivate var isGeoJSON: Bool {
    guard [0x7B, 0x5B, 0x1E].contains(firstMark) else { return false }
    for type in ["FeatureCollection", "Feature", "MovingFeature"] where says(type) { return true }
    guard hasKey("coordinates") else { return false }
    return ["LineString", "MultiLineString", "Point", "MultiPoint", "MovingPoint"].contains {
      says($0)
    }
  }

  /// Whether `"type": "…"` stands in it.
  private func says(_ type: String) -> Bool {
    let key = Array("\"type\"".utf8)
    return has("\"\(type)\"") { start, _ in
      let before = bytes[..<start].reversed().drop(while: isBlank)
      return before.first == 0x3A
        && before.dropFirst().drop(while: isBlank).prefix(key.count).elementsEqual(key.reversed())
    }
  }
}
