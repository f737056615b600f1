/// The formats records can be written in.
///
/// The raw value is the name on the command line and in pipeline files.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// OGC GeoPackage 1.3: one SQLite file, one layer a kind.
  case geoPackage = "gpkg"
  /// GeoJSON (RFC 7946): one FeatureCollection of every kind.
  case geoJSON = "geojson"
  /// GeoJSON text sequence (RFC 8142): features, each between RS and LF.
  case geoJSONSequence = "geojsons"
  /// Newline-delimited GeoJSON: one feature a line.
  case geoJSONLines = "geojsonl"
  /// KML 2.2: a folder a kind.
  case kml
  /// Comma-separated values, geometry as WKT; one kind a file.
  case csv
  /// One flat JSON object a row.
  case ndjson

  /// The file extensions that mean this format, without the dot, the usual one first.
  public var extensions: [String] {
    switch self {
    case .geoPackage: ["gpkg"]
    case .geoJSON: ["geojson", "json"]
    case .geoJSONSequence: ["geojsons", "geojsonseq"]
    case .geoJSONLines: ["geojsonl"]
    case .kml: ["kml"]
    case .csv: ["csv"]
    case .ndjson: ["ndjson", "jsonl"]
    }
  }

  /// What it is and what it is good for, in a few words.
  public var summary: String {
    switch self {
    case .geoPackage: "GeoPackage, a layer a kind with spatial index: for QGIS, ArcGIS, GDAL"
    case .geoJSON: "GeoJSON, one collection with a property 'layer': for web maps"
    case .geoJSONSequence: "GeoJSON text sequence (RFC 8142): for streams"
    case .geoJSONLines: "GeoJSON, one feature a line: for streams"
    case .kml: "KML, a folder a kind, with time spans: for Google Earth"
    case .csv: "comma-separated values, geometry as WKT, one kind a file: for spreadsheets"
    case .ndjson: "one flat JSON object a line, geometry as WKT: for jq, DuckDB, pandas"
    }
  }

  /// Whether it can be written byte after byte, and so to standard output or a pipe.
  public var isStream: Bool { self != .geoPackage }

  /// The format that a file's extension means; nil when none does.
  public static func of(path: String) -> OutputFormat? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return allCases.first { $0.extensions.contains(ending) }
  }
}
