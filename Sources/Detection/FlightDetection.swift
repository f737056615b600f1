import Tracks

/// Finds the visits of one flight (or leg) whose fixes are all there.
struct FlightDetection {
  let settings: DetectionSettings
  let leg: Leg
  let clocking: Clocking
  let system: any PlaneSystem

  private var track: FlightTrack { leg.track }

  /// The visits in order of time.
  func visits(_ tally: inout Tally) throws(DwellError) -> [Visit] {
    let noise = PositionNoise.estimate(track)
    var claims: [Claim] = []
    if settings.kinds.contains(.stop) { claims += stops() }
    if settings.kinds.contains(.orbit) { claims += orbits(noise, &tally) }
    let builder = VisitBuilder(
      leg: leg, clocking: clocking, system: system, noise: noise)
    var visits: [Visit] = []
    for claim in Claim.resolved(claims, clocking, settings.minDuration.microseconds, &tally) {
      switch claim.found {
      case .stop(let stay): visits.append(try builder.stop(stay, rows: claim.rows))
      case .orbit(let orbit): visits.append(try builder.orbit(orbit, rows: claim.rows))
      }
    }
    if settings.kinds.contains(.stare) { visits += try stares(noise) }
    visits = visits.filter { visit in
      let middle = visit.first.microseconds / 2 + visit.last.microseconds / 2
      return leg.own.contains(middle)
    }
    visits.sort(by: Visit.precedes)
    link(&visits)
    return visits
  }

  private func stops() -> [Claim] {
    let finder = StayFinder(
      x: track.x, y: track.y, clocking: clocking, radius: settings.radius.value,
      minDuration: settings.minDuration.microseconds)
    return clocking.stretches.flatMap { finder.stays(in: $0) }.compactMap { stay in
      guard let first = stay.rows.first, let last = stay.rows.last, last > first else { return nil }
      return Claim(rows: first...last, found: .stop(stay))
    }
  }

  private func orbits(_ noise: Double, _ tally: inout Tally) -> [Claim] {
    let finder = OrbitFinder(
      x: track.x, y: track.y, time: track.time, minTurns: settings.minTurns, noise: noise,
      maxGap: clocking.maxGap)
    var claims: [Claim] = []
    for stretch in clocking.stretches {
      for orbit in finder.orbits(in: stretch, tally: &tally) {
        if clocking.observed(orbit.rows) < settings.minDuration.microseconds {
          tally.count("orbits shorter than the least duration")
        } else {
          claims.append(Claim(rows: orbit.rows, found: .orbit(orbit)))
        }
      }
    }
    return claims
  }

  /// The stares, found among the fixes with a frame centre alone: time without one is a gap of theirs.
  private func stares(_ noise: Double) throws(DwellError) -> [Visit] {
    let rows = (0..<track.count).filter {
      track.frameLongitude[$0].isFinite && track.frameLatitude[$0].isFinite
    }
    guard !rows.isEmpty else { return [] }
    var looking = leg
    looking.track = track.gathered(rows)
    var x = looking.track.frameLongitude
    var y = looking.track.frameLatitude
    try system.toPlane(&x, &y)
    let clocking = Clocking(
      time: looking.track.time, maxGap: clocking.maxGap, policy: clocking.policy)
    let finder = StareFinder(
      x: x, y: y, vehicleX: looking.track.x, vehicleY: looking.track.y, clocking: clocking,
      radius: settings.stareRadius.value, minDuration: settings.minDuration.microseconds)
    let builder = VisitBuilder(
      leg: looking, clocking: clocking, system: system, noise: noise)
    var visits: [Visit] = []
    for stretch in clocking.stretches {
      for stare in finder.stares(in: stretch) {
        visits.append(try builder.stare(stare, frameX: x, frameY: y))
      }
    }
    return visits
  }

  /// Links stares with the stops and orbits of the same time.
  private func link(_ visits: inout [Visit]) {
    for stare in visits.indices where visits[stare].kind == VisitKind.stare.rawValue {
      for other in visits.indices where visits[other].kind != VisitKind.stare.rawValue {
        guard visits[other].first < visits[stare].last, visits[stare].first < visits[other].last
        else { continue }
        visits[stare].linked.append(visits[other].visit)
        visits[other].linked.append(visits[stare].visit)
      }
    }
  }
}
