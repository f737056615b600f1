import Geometry
import Tracks

/// The user's sites, each with the box it lies in, so that most are passed over without a projection.
struct KnownSites {
  private let entries:
    [(site: Site, box: (west: Double, south: Double, east: Double, north: Double))]

  /// Files the sites, in an order of their own.
  /// - Throws: When a site has no position.
  init(_ sites: [Site]) throws(DwellError) {
    var entries: [(site: Site, box: (west: Double, south: Double, east: Double, north: Double))] =
      []
    for site in sites.sorted(by: { ($0.site, $0.name) < ($1.site, $1.name) }) {
      let place = Position(longitude: site.longitude, latitude: site.latitude)
      guard let box = (site.extent ?? .point(place)).bounds,
        [box.west, box.south, box.east, box.north].allSatisfy(\.isFinite)
      else {
        throw DwellError(
          .badData, "site '\(site.site)': has no position: give it a geometry, or lon and lat")
      }
      entries.append((site, box))
    }
    self.entries = entries
  }

  /// The sites whose boxes are within a distance of a place, and perhaps some that are not.
  func sites(near place: Position, within distance: Double) -> [Site] {
    let metres = Earth.metresPerDegree(atLatitude: min(89.9, abs(place.latitude) + 1))
    // A tenth more than needed, since a degree is not the same length everywhere in the box.
    let up = 1.1 * distance / metres.latitude
    let aside = 1.1 * distance / metres.longitude
    return entries.filter { entry in
      let box = entry.box
      guard box.south <= place.latitude + up, place.latitude - up <= box.north else { return false }
      // Near a pole every longitude is near, and a box that was cut at ±180° spans them all.
      guard abs(place.latitude) + up < 88 else { return true }
      return [-360.0, 0, 360].contains { turn in
        box.west <= place.longitude + turn + aside && place.longitude + turn - aside <= box.east
      }
    }.map(\.site)
  }
}

extension Site {
  /// Its geometry as a shape in a plane.
  func shape(
    through system: any PlaneSystem, in context: GeosContext
  ) throws(DwellError) -> GeosShape {
    let place = Position(longitude: longitude, latitude: latitude)
    do {
      return try GeosShape(extent ?? .point(place), through: system, in: context)
    } catch {
      throw DwellError(error.kind, "site '\(site)': \(error.message)")
    }
  }

  /// Its middle: what it says, or the middle of its geometry.
  func middle(
    _ shape: borrowing GeosShape, _ system: any PlaneSystem
  ) throws(DwellError) -> Position {
    if longitude.isFinite, latitude.isFinite {
      return Position(longitude: longitude, latitude: latitude)
    }
    let circle = try shape.boundingCircle()
    return try system.position(x: circle.x, y: circle.y)
  }
}
