import Tracks

/// Finds the stops and orbits of a part of a flight whose fixes are all there.
struct FlightDetection {
  let settings: DetectionSettings
  let track: FlightTrack
  let clocking: Clocking
  /// Standard deviation of positions, metres.
  let noise: Double
  /// No stop begins before this instant: one that is over lies too close.
  var earliestStop = Int64.min

  /// The instant up to which the flight is known and goes on after (``OrbitFinder/openUntil``).
  var openUntil: Int64?

  private var minDuration: Int64 { settings.minDuration.microseconds }

  /// A stop, or an orbit, and its rows.
  struct Claim {
    var rows: ClosedRange<Int>
    var orbit: Orbit?
  }

  /// Stops and orbits in order, each instant in one at most; what was rejected is counted.
  ///
  /// An orbit inside a stop that lasts a quarter longer than all orbits inside (a slow turn on the
  /// spot, a taxi round the stand) is part of the stop: every small circle lies inside a stop that
  /// also has its way in and out. Else orbits have their time, and stops are looked for beside
  /// them.
  func claims(_ account: inout Account) throws(DwellError) -> [Claim] {
    var finder = StayFinder(
      points: track.points, clocking: clocking, radius: settings.radius.value,
      minDuration: minDuration)
    var found: [Claim] = []
    for stretch in clocking.stretches {
      var orbits: [Orbit] = []
      if settings.kinds.contains(.orbit) {
        orbits = orbitFinder(north: try north(stretch.lowerBound))
          .orbits(in: stretch, account: &account)
        markSoaring(&orbits, &account)
      }
      guard settings.kinds.contains(.stop) else {
        found += orbits.map { Claim(rows: $0.rows, orbit: $0) }
        continue
      }
      let whole = stays(&finder, in: stretch, &account)
      let all = orbits.map(\.rows)
      orbits.removeAll { orbit in
        guard whole.contains(where: { explains($0, orbit.rows, among: all) }) else { return false }
        account.reject("orbit within a longer stop", clocking, orbit.rows)
        return true
      }
      let beside =
        orbits.isEmpty
        ? whole : stops(&finder, in: stretch, beside: orbits.map(\.rows), &account)
      for stop in beside {
        account.note(
          "stays within the radius", clocking, stop, "of \(Account.metres(settings.radius.value))")
      }
      found += orbits.map { Claim(rows: $0.rows, orbit: $0) } + beside.map { Claim(rows: $0) }
    }
    return found.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  private func markSoaring(_ orbits: inout [Orbit], _ account: inout Account) {
    guard !settings.without.contains(.driftTest) else { return }
    let rule = SoaringRule(track: track, clocking: clocking)
    for index in orbits.indices where rule.soars(orbits[index]) {
      orbits[index].shape = .drifting
      account.note(
        "circles in rising air", clocking, orbits[index].rows,
        "it climbs, and its circles are shifted to and fro: no place holds them")
    }
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

  private func stays(
    _ finder: inout StayFinder, in rows: ClosedRange<Int>, _ account: inout Account
  ) -> [ClosedRange<Int>] {
    var first = rows.lowerBound
    while first < rows.upperBound, clocking.time[first] < earliestStop { first += 1 }
    return finder.stays(in: first...rows.upperBound).filter { stay in
      guard isStale(stay) else { return true }
      account.reject("a position repeated on the move", clocking, stay)
      return false
    }
  }

  /// Metres per second: what was so fast over a whole stay and the step after it did not stay.
  private static let moving = 15.0

  /// Whether the receiver only repeated its last position while the vehicle went on: all fixes are
  /// one point, and the next is as far away as it had flown meanwhile.
  private func isStale(_ stay: ClosedRange<Int>) -> Bool {
    let next = stay.upperBound + 1
    guard next < track.count else { return false }
    let point = track.points[stay.upperBound]
    let seconds = Double(clocking.time[next] - clocking.time[stay.lowerBound]) / 1e6
    return (track.points[next] - point).length > Self.moving * seconds
      && stay.dropFirst().allSatisfy { (track.points[$0] - point).length < 0.1 }
  }

  private func stops(
    _ finder: inout StayFinder, in stretch: ClosedRange<Int>, beside orbits: [ClosedRange<Int>],
    _ account: inout Account
  ) -> [ClosedRange<Int>] {
    var stops: [ClosedRange<Int>] = []
    var start = stretch.lowerBound
    for orbit in orbits {
      if orbit.lowerBound > start {
        stops += stays(&finder, in: start...orbit.lowerBound - 1, &account)
      }
      start = orbit.upperBound + 1
    }
    if start <= stretch.upperBound {
      stops += stays(&finder, in: start...stretch.upperBound, &account)
    }
    return stops
  }

  /// - Parameter north: Where true north lies in the flight's plane, radians from x.
  private func orbitFinder(north: Double) -> OrbitFinder {
    OrbitFinder(
      points: track.points, clocking: clocking, minTurns: settings.minTurns,
      minDuration: minDuration, noise: noise, openUntil: openUntil, without: settings.without,
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
}
