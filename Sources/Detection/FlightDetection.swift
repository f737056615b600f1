import Tracks

/// Finds the visits of one flight whose fixes are all there.
struct FlightDetection {
  let settings: DetectionSettings
  let track: FlightTrack
  let clocking: Clocking
  let noise: Double

  /// - Parameter maxGap: Microseconds; raised already where the flight is sampled sparsely.
  init(_ track: FlightTrack, settings: DetectionSettings, maxGap: Int64) {
    self.settings = settings
    self.track = track
    clocking = Clocking(time: track.time, maxGap: maxGap, policy: settings.gapPolicy)
    noise = PositionNoise.estimate(track.points, track.time)
  }

  private var minDuration: Int64 { settings.minDuration.microseconds }

  /// The visits in order of time, linked with the flight's stares; what was rejected is counted.
  func visits(_ stares: [Visit], _ tally: inout Tally) throws(DwellError) -> [Visit] {
    let builder = VisitBuilder(
      track: track, clocking: clocking, noise: noise, priors: settings.lookPriors)
    var visits: [Visit] = []
    for (rows, orbit) in try stopsAndOrbits(&tally) {
      if let orbit {
        visits.append(try builder.orbit(orbit))
      } else {
        visits.append(try builder.stop(rows))
      }
    }
    visits += stares
    visits.sort(by: Visit.precedes)
    link(&visits)
    return visits
  }

  // Stops and orbits.

  /// Stops and orbits in order, each instant in one at most.
  ///
  /// An orbit inside a stop that lasts a quarter longer than all orbits inside (a slow turn on the
  /// spot, a taxi round the stand) is part of the stop: every small circle lies inside a stop that
  /// also has its way in and out. Else orbits have their time, and stops are looked for beside
  /// them.
  private func stopsAndOrbits(_ tally: inout Tally) throws(DwellError) -> [(
    ClosedRange<Int>, Orbit?
  )] {
    var finder = StayFinder(
      points: track.points, clocking: clocking, radius: settings.radius.value,
      minDuration: minDuration)
    var found: [(ClosedRange<Int>, Orbit?)] = []
    for stretch in clocking.stretches {
      var orbits: [Orbit] = []
      if settings.kinds.contains(.orbit) {
        orbits = orbitFinder(north: try north(stretch.lowerBound))
          .orbits(in: stretch, tally: &tally)
      }
      guard settings.kinds.contains(.stop) else {
        found += orbits.map { ($0.rows, $0) }
        continue
      }
      let whole = finder.stays(in: stretch)
      let before = orbits.count
      let all = orbits.map(\.rows)
      orbits.removeAll { orbit in whole.contains { explains($0, orbit.rows, among: all) } }
      if orbits.count < before { tally.count("orbit within a longer stop", before - orbits.count) }
      let beside = orbits.isEmpty ? whole : stops(&finder, in: stretch, beside: orbits.map(\.rows))
      found += orbits.map { ($0.rows, $0) } + beside.map { ($0, nil) }
    }
    return found
  }

  private func explains(
    _ stop: ClosedRange<Int>, _ orbit: ClosedRange<Int>, among orbits: [ClosedRange<Int>]
  ) -> Bool {
    guard stop.overlaps(orbit) else { return false }
    func shared(_ rows: ClosedRange<Int>) -> Int64 {
      stop.overlaps(rows) ? clocking.observed(stop.clamped(to: rows)) : 0
    }
    let inside = orbits.reduce(0) { $0 + shared($1) }
    return shared(orbit) >= clocking.observed(orbit) / 2
      && clocking.observed(stop) > inside + inside / 4
  }

  private func stops(
    _ finder: inout StayFinder, in stretch: ClosedRange<Int>, beside orbits: [ClosedRange<Int>]
  ) -> [ClosedRange<Int>] {
    var stops: [ClosedRange<Int>] = []
    var start = stretch.lowerBound
    for orbit in orbits {
      if orbit.lowerBound > start { stops += finder.stays(in: start...orbit.lowerBound - 1) }
      start = orbit.upperBound + 1
    }
    if start <= stretch.upperBound { stops += finder.stays(in: start...stretch.upperBound) }
    return stops
  }

  /// - Parameter north: Where true north lies in the flight's plane, radians from x.
  private func orbitFinder(north: Double) -> OrbitFinder {
    OrbitFinder(
      points: track.points, clocking: clocking, minTurns: settings.minTurns,
      minDuration: minDuration, noise: noise,
      course: { row in
        let degrees = track.course[row]
        return degrees.isFinite ? north - Double(degrees) * .pi / 180 : nil
      })
  }

  /// Where true north lies at the start of a stretch; within it a local system turns by a few
  /// degrees at most, and a course is only asked which way round a turn of more than 60° went.
  private func north(_ row: Int) throws(DwellError) -> Double {
    try track.frame(ofRow: row)?.north(at: track.points[row]) ?? .pi / 2
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
