internal import Geometry
public import Tracks

/// Compares areas with sites, and infers candidate sites where no known one explains an area.
///
/// A finding says how long, how often and how near; never why. Nothing depends on the order of the
/// areas, visits or sites.
public struct Matcher {
  private let settings: MatchSettings
  private let systems: any PlaneSystems

  /// Makes a matcher for the calling thread.
  public init(settings: MatchSettings, systems: any PlaneSystems) {
    self.settings = settings
    self.systems = systems
  }

  /// The findings, best first, and the sites inferred.
  ///
  /// The looks of an area's visits whose place stands still are sorted into the places they tell of
  /// (`PlaceModes`), most often one, and combined into a middle with a covariance
  /// (`CommonPlace`). Every known site within `within` of it, or inside the area, is a
  /// finding, with score = *pᵢLᵢ* ÷ (Σ *pₖLₖ* + *n* ÷ π·within²): *n* the findings, *p* the site's prior, *L* the normal
  /// density, under both covariances, of the vector from the place to the site's nearest point (0
  /// inside a polygon), on either side of the paths where it is not known on which the place is; the last
  /// term is "none of these": a list of many sites is no likelier to hold the place than one of few. Where "none" has half or more, enough
  /// sorties agree and inference is on, a candidate is inferred; its score is that half or more times
  /// *r* ÷ (1 + *r*), *r* how much likelier the sorties are if they looked at one place than if each
  /// looked at its own, where those around look (`Surroundings`). Where looks that none of these explains agree on a region and on no point
  /// (`CommonRegion`), the region is a candidate; its score is the part of its looks at ground that several
  /// sorties looked at. An area with none of these is a finding of kind `none`.
  ///
  /// Rank: known sites with a score of 0.5 or more, then candidates, then known sites with less, then
  /// none; within each by score × sorties, dwell, area and site. Fragments of a sortie count once
  /// throughout.
  ///
  /// - Throws: When a setting or a site is of no use, or an area names a visit that is not there.
  public func match(
    areas: [Area], visits: [Visit], sites: [Site]
  ) throws(DwellError) -> (findings: [Finding], candidates: [Site]) {
    try settings.check()
    let context = try GeosContext()
    var byId: [String: Visit] = [:]
    for visit in visits { byId[visit.visit] = visit }
    let explained = Self.explained(visits, byId)
    let known = try KnownSites(sites)
    let surrounding = SurroundingVisits(visits.filter { !explained.contains($0.visit) })
    var matched: [MatchedArea] = []
    for area in areas {
      var members: [Visit] = []
      for id in area.visitIds {
        guard let visit = byId[id] else {
          throw DwellError(
            .badData,
            "area \(area.area): its visit '\(id)' is not among the visits: "
              + "pass on all that 'outline' gives")
        }
        members.append(visit)
      }
      members.sort(by: Visit.precedes)
      guard
        let matching = try AreaMatching(
          area: area, visits: members, surrounding: surrounding, explained: explained,
          settings: settings, systems: systems)
      else {
        matched.append(MatchedArea(finding: .none(area, members)))
        continue
      }
      matched += try matching.matched(known, in: context)
    }
    return Ranking.ranked(matched)
  }

  /// The stops and orbits during most of which a camera held, or followed, something: the stare is the
  /// place then, wherever it lies, and the path says no more.
  private static func explained(_ visits: [Visit], _ byId: [String: Visit]) -> Set<String> {
    var explained: Set<String> = []
    for path in visits where path.kind != VisitKind.stare.rawValue && !path.linked.isEmpty {
      let shared = path.linked.compactMap { byId[$0] }.reduce(Int64(0)) { sum, stare in
        let first = max(stare.first, path.first).microseconds
        let last = min(stare.last, path.last).microseconds
        return sum + (stare.kind == VisitKind.stare.rawValue ? max(0, last - first) : 0)
      }
      let whole = path.last.microseconds - path.first.microseconds
      if 2 * shared >= whole { explained.insert(path.visit) }
    }
    return explained
  }
}
