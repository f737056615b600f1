import Export
import Places
import Simulation
import Tracks

/// The truth of a simulation as GeoJSON: true sites and visits, with the site each visit watched.
enum TruthFile {
  private static let siteColumn = "watched_site"
  private static let roleColumn = "role"
  private static let borderlineColumn = "borderline"

  /// Writes the truth.
  static func write(_ truth: Truth, to path: String) throws(DwellError) {
    let sink = try recordSink(path: path, format: .geoJSON)
    let places = Dictionary(truth.visits.map { ($0.visit.visit, $0) }) { first, _ in first }
    let ordered = truth.visits.map { $0.visit.placed }.sorted(by: Visit.precedes)
    var visits = Visit.table(ordered)
    visits.columns += [
      Column(siteColumn, .text(PackedBytes(ordered.map { places[$0.visit]?.site }))),
      Column(roleColumn, .text(PackedBytes(ordered.map { places[$0.visit]?.role }))),
      Column(
        borderlineColumn,
        .text(PackedBytes(ordered.map { places[$0.visit]?.isBorderline == true ? "yes" : "no" }))),
    ]
    try sink.write(visits)
    try sink.write(Site.table(truth.sites))
    try sink.commit()
  }

  /// Reads a truth that ``write(_:to:)`` wrote.
  static func read(_ path: String) throws(DwellError) -> Truth {
    var truth = Truth()
    truth.sites = try knownSites(path: path)
    for feature in try features(inLayer: "visit", path: path) {
      var visit = Visit()
      visit.extent = feature.extent
      for field in Visit.fields {
        guard let text = feature.properties[field.name] else { continue }
        field.place.store(text, into: &visit)
      }
      truth.visits.append(
        TrueVisit(
          visit: visit, site: feature.properties[siteColumn] ?? "",
          role: feature.properties[roleColumn] ?? "",
          isBorderline: feature.properties[borderlineColumn] == "yes"))
    }
    return truth
  }
}

extension Visit {
  /// The visit with its centre as its geometry, where it has none.
  fileprivate var placed: Visit {
    var visit = self
    visit.extent =
      extent ?? .point(Position(longitude: centreLongitude, latitude: centreLatitude))
    return visit
  }
}

extension Field.Place {
  /// Stores a scalar that is written as text; what does not read stays empty.
  fileprivate func store(_ text: String, into row: inout Row) {
    switch self {
    case .text(let path), .coded(let path): row[keyPath: path] = text
    case .real(let path): row[keyPath: path] = Double(text) ?? .nan
    case .integer(let path): row[keyPath: path] = Int(text) ?? 0
    case .instant(let path): row[keyPath: path] = Instant(text: text) ?? .unknown
    case .reals, .integers, .texts, .extent: break
    }
  }
}
