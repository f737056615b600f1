import Tracks

/// The rows held of a flight with what was found among them.
struct Examination {
  let track: FlightTrack
  let clocking: Clocking
  let noise: Double
  let claims: [FlightDetection.Claim]
  /// Whether the flight's data ends with the last row.
  let endsData: Bool
  let minDuration: Int64
  /// Of the circle of a stop, metres.
  let radius: Double
  /// Where places lie that are watched from a path.
  let priors: LookPriors

  /// Whether nothing to come can be part of a claim: it was left for as long as another would
  /// take to begin.
  func isOver(_ claim: FlightDetection.Claim) -> Bool {
    let last = track.count - 1
    guard claim.rows.upperBound < last else { return false }
    let since = track.time[last] - track.time[claim.rows.upperBound]
    guard let orbit = claim.orbit else { return since >= max(minDuration, 1) }
    return since > max(clocking.maxGap, Int64(clampedRounding: orbit.lapSeconds * 1e6))
  }

  /// How long after a visit its next part may begin, microseconds.
  func reach(_ claim: FlightDetection.Claim) -> Int64 {
    let lap = claim.orbit.map { Int64(clampedRounding: $0.lapSeconds * 1e6) } ?? 0
    return max(lap, clocking.maxGap)
  }

  /// Whether the first claim goes on with what was begun.
  func goesOn(_ begun: BegunVisit?, _ claims: [FlightDetection.Claim]) -> Bool {
    guard let begun, let first = claims.first, let next = try? self.begun(first) else {
      return false
    }
    return begun.goesOn(as: next, reach(first))
  }

  /// A claim as a visit that may go on.
  func begun(_ claim: FlightDetection.Claim) throws(DwellError) -> BegunVisit {
    let builder = VisitBuilder(
      track: track, clocking: clocking, noise: noise, priors: priors, endsData: endsData)
    guard let orbit = claim.orbit else {
      let path = claim.rows.map { track.points[$0] }
      let hull = HullTree.hull(of: Array(path.indices), path).map { path[$0] }
      let middle = claim.rows.lowerBound + claim.rows.count / 2
      return BegunVisit(
        visit: try builder.stop(claim.rows), hull: hull, orbit: nil, radius: radius,
        noise: noise, priors: priors, frame: track.frame(ofRow: middle))
    }
    return BegunVisit(
      visit: try builder.orbit(orbit), hull: [], orbit: orbit, radius: radius, noise: noise,
      priors: priors, frame: nil)
  }
}
