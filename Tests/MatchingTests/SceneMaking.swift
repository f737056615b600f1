import Matching
import TestSupport
import Tracks

/// Visits of one area, made of looks in metres true east and north of a place.
struct Scene {
  var place = Position(longitude: -117, latitude: 34)
  var visits: [Visit] = []

  /// A position so many metres east and north of the place, on the sphere.
  func position(_ east: Double, _ north: Double) -> Position {
    let metres = StereographicPlane.radius * .pi / 180
    return Position(
      longitude: place.longitude + east / (metres * place.latitude.cosine),
      latitude: place.latitude + north / metres)
  }

  /// Adds a visit that looked at a place, with a standard deviation.
  mutating func look(
    _ east: Double, _ north: Double, sigma: Double = 300, sortie: Int, seconds: Double = 600,
    kind: String = "orbit", shape: String = "circle", basis: String = "path",
    censored: String = "none"
  ) {
    var visit = Visit()
    visit.visit = "v\(visits.count)"
    visit.vehicle = "V\(sortie % 3)"
    visit.sortie = "s\(sortie)"
    visit.flight = "f\(visits.count)"
    visit.kind = kind
    visit.shape = shape
    visit.lookBasis = basis
    visit.censored = censored
    let first = 1_600_000_000 + Int64(sortie) * 40_000 + Int64(visits.count)
    visit.first = Instant(microseconds: first * 1_000_000)
    visit.last = Instant(microseconds: (first + Int64(seconds)) * 1_000_000)
    visit.observedSeconds = seconds
    let position = position(east, north)
    visit.lookLongitude = position.longitude
    visit.lookLatitude = position.latitude
    visit.lookSigma = sigma
    visit.lookVarianceEast = sigma * sigma
    visit.lookVarianceNorth = sigma * sigma
    visit.lookCovarianceEastNorth = 0
    visit.centreLongitude = position.longitude
    visit.centreLatitude = position.latitude
    visit.radius = 1000
    visits.append(visit)
  }

  /// An area around the place with all the visits as members.
  func area(_ number: Int = 1, radius: Double = 2000) -> Area {
    var area = Area()
    area.area = number
    area.visitIds = visits.map(\.visit)
    area.visits = visits.count
    area.sorties = Set(visits.map(\.sortie)).count
    area.dwellSeconds = visits.reduce(0) { $0 + $1.observedSeconds }
    area.centreLongitude = place.longitude
    area.centreLatitude = place.latitude
    area.radius = radius
    area.firstSeen = visits.first?.first ?? .unknown
    area.lastSeen = visits.last?.last ?? .unknown
    let corners = [(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)]
    area.extent = .polygon([(corners + corners.prefix(1)).map { position($0.0, $0.1) }])
    return area
  }

  /// A known point site.
  func site(_ name: String, _ east: Double, _ north: Double, uncertainty: Double = 0) -> Site {
    var site = Site()
    site.site = name
    site.uncertainty = uncertainty
    let position = position(east, north)
    site.longitude = position.longitude
    site.latitude = position.latitude
    site.extent = .point(position)
    return site
  }

  /// The findings of the one area.
  func match(
    _ sites: [Site] = [], _ change: (inout MatchSettings) -> Void = { _ in }
  ) throws -> (findings: [Finding], candidates: [Site]) {
    var settings = MatchSettings()
    change(&settings)
    return try Matcher(settings: settings, systems: StereographicPlanes())
      .match(areas: [area()], visits: visits, sites: sites)
  }

  /// Metres from the place to a site, east and north.
  func offset(_ site: Site) -> SIMD2<Double> {
    let metres = StereographicPlane.radius * .pi / 180
    return SIMD2(
      (site.longitude - place.longitude) * metres * place.latitude.cosine,
      (site.latitude - place.latitude) * metres)
  }
}
