import Tracks

/// Follows which fixes were made inside a segment, to say when its visits began and ended.
struct TruthClock {
  private var first = Instant.unknown
  private var last = Instant.unknown
  private var fixes = 0
  private var observed: Int64 = 0
  private var longest: Int64 = 0
  private var heightMin = Double.infinity
  private var heightMax = -Double.infinity

  /// A longer time between fixes is a gap, microseconds: what `detect` takes by default.
  private static let maxGap: Int64 = 120_000_000

  /// Notes a fix.
  mutating func note(_ time: Int64, height: Double) {
    if fixes == 0 {
      first = Instant(microseconds: time)
    } else {
      let step = time - last.microseconds
      if step <= Self.maxGap { observed += step }
      longest = max(longest, step)
    }
    last = Instant(microseconds: time)
    fixes += 1
    heightMin = min(heightMin, height)
    heightMax = max(heightMax, height)
  }

  /// The visits of a segment whose fixes were noted; none when it had fewer than two.
  func visits(of segment: Segment, plan: FlightPlan) -> [TrueVisit] {
    guard fixes >= 2 else { return [] }
    return segment.truths.map { truth in
      var visit = Visit()
      let centre = plan.frame.position(truth.centre + segment.duration / 2 * truth.drift)
      visit.vehicle = plan.vehicle
      visit.flight =
        plan.vehicle + "@" + Instant(microseconds: plan.start).basicDescription
      visit.sortie = visit.flight
      visit.visit = "\(plan.vehicle)@\(first.basicDescription)/\(truth.kind)"
      visit.kind = truth.kind
      visit.shape = truth.shape
      visit.first = first
      visit.last = last
      visit.fixes = fixes
      visit.observedSeconds = Double(observed) / 1e6
      visit.gapSeconds = Double(last.microseconds - first.microseconds - observed) / 1e6
      visit.maxGapSeconds = Double(longest) / 1e6
      visit.centreLongitude = PortableMath.rounded(centre.longitude, scale: 1e7)
      visit.centreLatitude = PortableMath.rounded(centre.latitude, scale: 1e7)
      visit.radius = PortableMath.rounded(truth.radius, scale: 10)
      visit.semiMajor = PortableMath.rounded(truth.semiMajor, scale: 10)
      visit.semiMinor = PortableMath.rounded(truth.semiMinor, scale: 10)
      let degrees = (0.25 - truth.axisTurns) * 360
      visit.orientation = PortableMath.rounded(
        degrees - (degrees / 180).rounded(.down) * 180, scale: 100)
      visit.sense = truth.sense
      visit.turns = PortableMath.rounded(
        truth.sense == "left" ? -truth.laps : truth.laps, scale: 100)
      visit.lapSeconds = PortableMath.rounded(truth.lapSeconds, scale: 100)
      visit.drift = PortableMath.rounded(truth.drift.length, scale: 100)
      visit.heightMin = PortableMath.rounded(heightMin, scale: 10)
      visit.heightMax = PortableMath.rounded(heightMax, scale: 10)
      return TrueVisit(
        visit: visit, site: truth.site.map { Region.siteId($0) } ?? "", role: truth.role)
    }
  }
}
