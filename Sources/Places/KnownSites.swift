public import Tracks

/// The user's sites: GeoJSON, CSV or GeoPackage, told by content.
///
/// - GeoJSON: a FeatureCollection, a Feature or a bare geometry; points, lines, polygons and their
///   multiples.
/// - CSV: with `,`, `;` or tab; columns `lon` and `lat` (or `longitude`, `lng` …), or WKT in
///   `geometry`, `wkt` or `geom`.
/// - GeoPackage: every feature layer, in WGS 84.
///
/// Of each feature the properties `id` (or `site`, `site_id`), `name`, `prior` (a weight above 0)
/// and `uncertainty_m` are taken; a missing id becomes `site-1`, `site-2` …, counted with the
/// features. Of a file that `dwell` wrote, its sites are taken and nothing else.
///
/// - Returns: The sites in the file's order, every one `Site.kind` `known`, with the middle of
///   its geometry in `Site.longitude` and `Site.latitude`.
/// - Throws: One line that names the file and the feature, and never a coordinate: `noInput`,
///   `badData`. Telemetry is refused: points that all have a time and neither an id nor a name.
public func knownSites(path: String) throws(DwellError) -> [Site] {
  var places = try places(path: path)
  if places.contains(where: { $0.properties["layer"] == "site" }) {
    places.removeAll { $0.properties["layer"] != "site" }
  }
  if let time = timeOfTelemetry(places) {
    throw DwellError(
      .badData,
      "\(path): its points have '\(time)' and neither id nor name, as telemetry has: 'dwell read' takes "
        + "that; sites need an id or a name each")
  }
  let ids = try identifiers(
    of: places, properties: ["id", "site", "site_id"], prefix: "site", path: path)
  var sites: [Site] = []
  for (place, id) in zip(places, ids) {
    var site = Site()
    site.site = id
    site.name = place.property(["name", "title", "label"]) ?? ""
    site.extent = place.extent
    if let middle = place.extent.middle {
      site.longitude = middle.longitude
      site.latitude = middle.latitude
    }
    do throws(DwellError) {
      site.prior = try number(place, "prior") ?? 1
      guard site.prior > 0 else {
        throw DwellError(.badData, "prior \(site.prior) is not above 0")
      }
      site.uncertainty = try number(place, "uncertainty_m") ?? 0
      guard site.uncertainty >= 0 else {
        throw DwellError(.badData, "uncertainty_m \(site.uncertainty) is below 0")
      }
    } catch {
      throw DwellError(error.kind, "\(path): \(place.label): \(error.message)")
    }
    sites.append(site)
  }
  return sites
}

/// The property that has the time of every place, where all are points that nothing names; nil where
/// they may be sites.
private func timeOfTelemetry(_ places: [Place]) -> String? {
  let times = ["time", "timestamp", "datetime", "basedatetime", "base_date_time", "time_utc"]
  guard let time = times.first(where: { places.first?.properties[$0] != nil }) else { return nil }
  let names = ["id", "site", "site_id", "name", "title", "label"]
  let isTelemetry = places.allSatisfy { place in
    guard case .point = place.extent else { return false }
    return place.properties[time] != nil && place.property(names) == nil
  }
  return isTelemetry ? time : nil
}

/// A finite number among a place's properties; nil when it has none of the name.
private func number(_ place: Place, _ name: String) throws(DwellError) -> Double? {
  guard let text = place.properties[name] else { return nil }
  guard let value = Double(text), value.isFinite else {
    throw DwellError(.badData, "\(name) '\(text)' is not a number")
  }
  return value
}
