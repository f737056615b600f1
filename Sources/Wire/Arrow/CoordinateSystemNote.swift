/// The coordinate system that GeoArrow's metadata gives a geometry column.
struct CoordinateSystemNote {
  /// How to call it: `EPSG:32633`, or the name in a PROJJSON object.
  let name: String
  /// Whether it is WGS 84 in longitude and latitude, as GeoArrow's axis order has it.
  let isLongitudeLatitude: Bool

  /// Reads the metadata; nil when it names no system.
  init?(_ metadata: String) {
    guard let crs = try? JSONParser.value(of: metadata)["crs"] else { return nil }
    switch crs {
    case .text(let text):
      name = text
      isLongitudeLatitude =
        ["OGC:CRS84", "EPSG:4326", "OGC:CRS84h", "EPSG:4979"].contains(text)
        || text.contains(#"ID["EPSG",4326]"#) || text.contains(#"ID["OGC","CRS84"]"#)
    case .object:
      let code: String? =
        switch crs["id"]?["code"] {
        case .text(let text)?: text
        case .number(let digits)?: digits
        default: nil
        }
      name = crs["name"]?.text ?? code ?? "another system"
      isLongitudeLatitude =
        code.map { ["CRS84", "CRS84h", "4326", "4979"].contains($0) }
        ?? (crs["name"]?.text?.hasPrefix("WGS 84 (CRS84)") ?? false)
    default: return nil
    }
  }
}
