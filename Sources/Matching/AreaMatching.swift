import Geometry
import Tracks

/// A finding before it is ranked, with the candidate site it tells of.
struct MatchedArea {
  var finding: Finding
  var candidate: Site?
}

/// One area on its way to findings.
struct AreaMatching {
  let area: Area
  let visits: [Visit]
  let settings: MatchSettings
  let frame: LocalFrame
  /// Where its visits looked; none when all of them drift.
  let places: [PlaceModes.Place]
  /// The looks of all of them.
  private let allLooks: [Look]
  /// All visits around, of other areas and of none.
  private let surrounding: SurroundingVisits
  /// The area over which "none of these sites" is spread evenly, m².
  private let disc: Double

  /// Sorts the looks of an area's visits into places; nil when the area has no place on the map.
  ///
  /// An area of raw fixes has no looks: it stands for the disc of its radius around its centre. Stops and
  /// orbits in `explained` tell of no place: a stare of the same time does.
  init?(
    area: Area, visits: [Visit], surrounding: SurroundingVisits, explained: Set<String>,
    settings: MatchSettings, systems: any PlaneSystems
  ) throws(DwellError) {
    guard area.centreLongitude.isFinite, area.centreLatitude.isFinite else { return nil }
    self.area = area
    self.visits = visits
    self.settings = settings
    disc = Double.pi * settings.within.value * settings.within.value
    frame = try LocalFrame(
      around: Position(longitude: area.centreLongitude, latitude: area.centreLatitude), systems)
    var found = try looks(
      of: visits.filter { !explained.contains($0.visit) }, in: frame, noise: settings.noise.value)
    if visits.isEmpty {
      let radius = max(settings.noise.value, area.radius.isFinite ? area.radius : 0)
      found = [
        Look(
          place: .zero, covariance: .round(radius * radius), sortie: 0, share: 1, visit: Visit())
      ]
    }
    allLooks = found
    self.surrounding = surrounding
    let modes = PlaceModes(disc: disc, minSorties: settings.minSorties)
    places = found.isEmpty ? [] : modes.places(found)
  }

  /// The findings of the area: those of each place in it, and of the regions that the other looks agree on.
  ///
  /// Of a site that is near several of its places only the likeliest is a finding.
  func matched(_ known: KnownSites, in context: GeosContext) throws(DwellError) -> [MatchedArea] {
    var matched: [MatchedArea] = []
    var explained: Set<String> = []
    var surroundings: Surroundings?
    for place in places {
      let entries = try self.matched(place, known, &surroundings, in: context)
      if entries.contains(where: { $0.finding.score >= 0.5 || $0.candidate != nil }) {
        explained.formUnion(place.looks.map(\.visit.visit))
      }
      for entry in entries {
        let site = entry.finding.site
        let twin = matched.firstIndex {
          $0.finding.kind == "known" && $0.finding.site == site && entry.finding.kind == "known"
        }
        if let twin {
          if matched[twin].finding.score < entry.finding.score { matched[twin] = entry }
        } else {
          matched.append(entry)
        }
      }
    }
    if settings.infers {
      let rest = allLooks.filter { !explained.contains($0.visit.visit) }
      for region in CommonRegion.regions(of: rest, minSorties: settings.minSorties) {
        matched.append(try inferred(region))
      }
    }
    return matched.isEmpty ? [MatchedArea(finding: .none(area, visits))] : matched
  }

  /// A candidate that is a region.
  private func inferred(_ region: CommonRegion) throws(DwellError) -> MatchedArea {
    let site = try Site.candidate(region, frame, noise: settings.noise.value)
    var finding = Finding.of(area, region.looks.map(\.visit))
    finding.kind = "candidate"
    finding.basis = site.basis
    finding.distance = 0
    finding.noneScore = 1
    finding.score = region.shared
    finding.extent = .point(Position(longitude: site.longitude, latitude: site.latitude))
    return MatchedArea(finding: finding, candidate: site)
  }

  private func matched(
    _ place: PlaceModes.Place, _ known: KnownSites, _ surroundings: inout Surroundings?,
    in context: GeosContext
  ) throws(DwellError) -> [MatchedArea] {
    let common = CommonPlace(place.looks)
    var near = try nearSites(known, common, place.share, in: context)
    for mirror in place.mirrors where mirror.share >= Self.leastMirror {
      for other in try nearSites(known, CommonPlace(mirror.looks), mirror.share, in: context) {
        if let row = near.firstIndex(where: { $0.site.site == other.site.site }) {
          near[row] = near[row].joined(other)
        } else {
          near.append(other)
        }
      }
    }
    // A list is no likelier to hold the place for being long: the sites near share one chance.
    let none = Double(max(1, near.count)) / disc
    let total = near.reduce(none) { $0 + $1.weight }
    var matched: [MatchedArea] = []
    for candidate in near {
      var finding = Finding.of(area, visits.isEmpty ? [] : common.supporting.map(\.visit))
      finding.kind = "known"
      finding.site = candidate.site.site
      finding.distance = candidate.distance
      finding.overlap = candidate.overlap
      finding.score = candidate.weight / total
      finding.noneScore = none / total
      finding.extent = .point(candidate.middle)
      matched.append(MatchedArea(finding: finding))
    }
    if none / total >= 0.5, settings.infers,
      let inferred = try inferred(place, none / total, &surroundings)
    {
      matched.append(inferred)
    }
    return matched
  }

  /// What was looked at around, by the visits of this area and by all others.
  private func lookedAtAround() throws(DwellError) -> Surroundings {
    let others = surrounding.near(
      Position(longitude: area.centreLongitude, latitude: area.centreLatitude),
      within: settings.within.value + (area.radius.isFinite ? area.radius : 0),
      but: Set(visits.map(\.visit)))
    return Surroundings(
      of: allLooks.filter(\.visit.isOfSite)
        + (try singleLooks(of: others, in: frame, noise: settings.noise.value)),
      within: settings.within.value)
  }

  private func nearSites(
    _ known: KnownSites, _ common: CommonPlace, _ share: Double, in context: GeosContext
  ) throws(DwellError) -> [NearSite] {
    let place = common.covariance.atLeast(settings.noise.value * settings.noise.value)
    let middle = try frame.position(common.place)
    let point = frame.plane(common.place)
    var near: [NearSite] = []
    let outline = try area.extent.map { extent throws(DwellError) in
      try PreparedShape(try GeosShape(extent, through: frame.system, in: context).ground())
    }
    // As far as a site within the outline can be from the place looked at.
    let radius = area.radius.isFinite ? area.radius : 0
    let reach = (common.place * common.place).sum().squareRoot() + 2 * radius
    for site in known.sites(near: middle, within: max(settings.within.value, reach)) {
      let shape = try site.shape(through: frame.system, in: context)
      let nearest = try shape.nearestPoint(toX: point.x, y: point.y)
      let away = frame.place(x: nearest.x, y: nearest.y) - common.place
      let distance = (away * away).sum().squareRoot()
      let isInside = try outline?.intersects(shape) ?? false
      guard isInside || distance <= settings.within.value else { continue }
      let both = place + .round(site.uncertainty * site.uncertainty)
      near.append(
        NearSite(
          site: site, middle: try site.middle(shape, frame.system), distance: distance,
          overlap: try overlap(of: shape, outline),
          weight: share * site.prior * both.density(at: away)))
    }
    return near
  }

  /// The part of a site's ground that the area's outline covers; NaN when the site has no ground.
  private func overlap(
    of site: borrowing GeosShape, _ outline: PreparedShape?
  ) throws(DwellError) -> Double {
    guard let outline else { return .nan }
    let ground = try site.ground()
    let whole = try ground.area()
    guard whole > 0 else { return .nan }
    return min(1, try ground.intersection(outline.shape).area() / whole)
  }

  /// A candidate from the looks that may tell of a site, when enough sorties agree, and on which side of
  /// their paths.
  private func inferred(
    _ place: PlaceModes.Place, _ none: Double, _ surroundings: inout Surroundings?
  ) throws(DwellError) -> MatchedArea? {
    guard place.share >= Self.leastShare else { return nil }
    let found = place.looks.filter(\.visit.isOfSite).reshared
    guard !found.isEmpty else { return nil }
    let common = CommonPlace(found)
    let sorties = Set(common.supporting.map(\.sortie)).count
    guard sorties >= settings.minSorties, common.isPlace else { return nil }
    // Asked for seldom, and in a town there are as many around as the areas have visits together.
    let around: Surroundings
    if let surroundings { around = surroundings } else { around = try lookedAtAround() }
    surroundings = around
    let (density, others) = around.density(at: common)
    let agreement = common.agreement(against: density, among: sorties + others)
    // 1, less rounding, is what one sortie alone has.
    guard agreement >= (sorties > 1 ? Self.leastAgreement : 0.999) else { return nil }
    let site = try Site.candidate(common, frame, noise: settings.noise.value)
    var finding = Finding.of(area, visits.isEmpty ? [] : common.supporting.map(\.visit))
    finding.kind = "candidate"
    finding.basis = site.basis
    finding.distance = 0
    finding.noneScore = none
    finding.score = none * place.share * agreement / (1 + agreement)
    finding.extent = .point(Position(longitude: site.longitude, latitude: site.latitude))
    return MatchedArea(finding: finding, candidate: site)
  }

  /// Racetracks flown on one line, as aircraft hold over a fix, tell of a place on either side alike, however
  /// many they are: nothing is inferred where the mirror image is likelier than this leaves.
  private static let leastShare = 0.9
  /// Sorties agree when one place is so many times likelier: *positive* evidence (Kass & Raftery, JASA 90, 1995).
  private static let leastAgreement = 3.0
  /// A mirror image less likely than this tells of no site.
  private static let leastMirror = 0.001
}

/// A known site near an area.
struct NearSite {
  let site: Site
  let middle: Position
  let distance: Double
  let overlap: Double
  /// Its prior times the likelihood of the place looked at.
  let weight: Double

  /// The same site near a mirror image as well: at the distance from where it is likelier.
  func joined(_ other: NearSite) -> NearSite {
    NearSite(
      site: site, middle: middle, distance: weight < other.weight ? other.distance : distance,
      overlap: overlap, weight: weight + other.weight)
  }
}
