import Tracks

/// Holds claimed sites against those that were watched.
struct SiteMatching {
  let truth: Truth
  /// Metres.
  let within: Double

  /// The row of the claims of `findings`, each site counted once.
  func row(_ findings: [Finding], _ sites: [Site]) -> Accuracy.SiteRow {
    let watches = truth.visits.filter { $0.role == "watch" }
    let watchedIds = Set(watches.map(\.site))
    let watched = truth.sites.filter { watchedIds.contains($0.site) }
    // What only a borderline visit watched need not be claimed, and may be.
    let sureIds = Set(watches.filter { !$0.isBorderline }.map(\.site))
    let sitesById = Dictionary(sites.map { ($0.site, $0) }) { first, _ in first }
    var row = Accuracy.SiteRow()
    row.truths = watched.count { sureIds.contains($0.site) }
    var claims: Set<String> = []
    var found: Set<String> = []
    var distances: [Double] = []
    for finding in findings where finding.kind == "known" || finding.kind == "candidate" {
      guard claims.insert(finding.site).inserted else { continue }
      row.claimed += 1
      guard let site = sitesById[finding.site] ?? Self.site(of: finding),
        let nearest = nearest(to: site, in: watched)
      else {
        row.wrong += 1
        continue
      }
      let isCandidate = finding.kind == "candidate"
      let ellipse = site.ellipseSemiMajor.isNaN ? 0 : site.ellipseSemiMajor
      // A known site is the true one or another; only candidates have an error.
      let allowed = isCandidate ? max(within, ellipse) : 1
      guard nearest.distance <= allowed, found.insert(nearest.site).inserted else {
        row.wrong += 1
        continue
      }
      guard sureIds.contains(nearest.site) else {
        row.claimed -= 1
        continue
      }
      if isCandidate { distances.append(nearest.distance) }
    }
    row.found = found.count { sureIds.contains($0) }
    row.medianDistance = median(distances)
    row.worstDistance = distances.max() ?? .nan
    return row
  }

  private func nearest(to site: Site, in watched: [Site]) -> (site: String, distance: Double)? {
    watched.map {
      ($0.site, Earth.distance($0.longitude, $0.latitude, site.longitude, site.latitude))
    }.min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// The place of a finding whose site has no record.
  private static func site(of finding: Finding) -> Site? {
    guard let bounds = finding.extent?.bounds else { return nil }
    var site = Site()
    site.longitude = (bounds.west + bounds.east) / 2
    site.latitude = (bounds.south + bounds.north) / 2
    return site
  }
}
