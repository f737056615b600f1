import Tracks

/// The rows of delimited text as places: `lon` and `lat` in degrees, or WKT; a header is needed.
func delimitedPlaces(_ bytes: [UInt8]) throws(DwellError) -> [RawPlace] {
  var reader = DelimitedReader(bytes: bytes)
  guard let header = try reader.record()?.fields else { return [] }
  let names = header.map { field in
    String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
  }
  let columns = try PlaceColumns(names)
  var places: [RawPlace] = []
  while let record = try reader.record() {
    let label = "line \(record.line)"
    do throws(DwellError) {
      guard record.fields.count == names.count else {
        throw DwellError(
          .badData, "has \(record.fields.count) fields and the header \(names.count)")
      }
      var properties: [String: String] = [:]
      for (place, field) in record.fields.enumerated()
      where !field.isEmpty && !columns.hold(place) { properties[names[place]] = field }
      places.append(
        RawPlace(
          label: label, properties: properties,
          extent: try columns.extent(record.fields, hasDecimalComma: reader.hasDecimalComma)))
    } catch {
      throw DwellError(error.kind, "\(label): \(error.message)")
    }
  }
  return places
}

/// Where the geometry stands in a row.
private enum PlaceColumns {
  case text(Int)
  case degrees(longitude: Int, latitude: Int)

  init(_ names: [String]) throws(DwellError) {
    func first(_ synonyms: [String]) -> Int? {
      synonyms.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    if let column = first(["geometry", "wkt", "geom", "the_geom", "wkt_geom"]) {
      self = .text(column)
    } else if let longitude = first(["lon", "long", "longitude", "lng", "x_lon", "x"]),
      let latitude = first(["lat", "latitude", "y_lat", "y"])
    {
      self = .degrees(longitude: longitude, latitude: latitude)
    } else {
      throw DwellError(
        .badData,
        "the header has no columns lon and lat, nor geometry (WKT): name them so in line 1")
    }
  }

  func hold(_ column: Int) -> Bool {
    switch self {
    case .text(let place): place == column
    case .degrees(let longitude, let latitude): longitude == column || latitude == column
    }
  }

  func extent(_ fields: [String], hasDecimalComma: Bool) throws(DwellError) -> Extent? {
    func number(_ field: String) -> Double? {
      let trimmed = field.filter { $0 != " " }
      if let value = Double(trimmed) { return value }
      // Where `;` parts the fields, a comma is the decimal point of the writer's country.
      return hasDecimalComma ? Double(String(trimmed.map { $0 == "," ? "." : $0 })) : nil
    }
    switch self {
    case .text(let place):
      return fields[place].isEmpty ? nil : try Places.extent(wellKnownText: fields[place])
    case .degrees(let longitude, let latitude):
      if fields[longitude].isEmpty, fields[latitude].isEmpty { return nil }
      guard let x = number(fields[longitude]), let y = number(fields[latitude]) else {
        throw DwellError(.badData, "lon or lat is not a number: write decimal degrees, like 8.5")
      }
      return .point(Position(longitude: x, latitude: y))
    }
  }
}
