import Tracks

/// Finds orbits in a stretch of a track, of any size and sampling.
struct OrbitFinder {
  let points: [Vector]
  let clocking: Clocking
  /// The fewest turns.
  let minTurns: Double
  /// The least observed time, microseconds.
  let minDuration: Int64
  /// Standard deviation of positions, metres.
  let noise: Double
  /// The instant up to which the flight is known and after which it goes on; nil where it ends, or
  /// where what is open must be told as well as what is over.
  let openUntil: Int64?
  /// Ideas to do without.
  let without: Set<DetectionIdea>
  /// The course over ground of a row, radians from x to y; nil where unknown.
  let course: (Int) -> Double?

  /// Metres: circles smaller than this are the noise of positions.
  var leastRadius: Double { max(12, 4 * noise) }
  /// Of a lap's way so much is flown twice.
  ///
  /// There and back with a turn at either end is no lap and a half, however far the course turns. A
  /// holding pattern of equal legs and turns shows as much in its 540°.
  static let leastRetraced = 0.2
  /// Turning back by more than this begins another trend, radians.
  static let slack = 2.6

  /// The orbits of a stretch in order, each instant in one at most; what was rejected is counted.
  func orbits(in stretch: ClosedRange<Int>, account: inout Account) -> [Orbit] {
    let step = max(8, 5 * noise)
    let course = without.contains(.reportedCourses) ? { _ in nil } : course
    let whole = Trail(points, clocking, stretch, step: step, courses: course)
    return moves(whole, stretch).flatMap { move in
      let trail =
        move == stretch ? whole : Trail(points, clocking, move, step: step, courses: course)
      return orbits(trail, &account)
    }
  }

  /// The parts of a stretch between rests: a vehicle that stays where it is for a whole visit is
  /// not turning, and what it does afterwards is something else.
  private func moves(_ trail: Trail, _ stretch: ClosedRange<Int>) -> [ClosedRange<Int>] {
    var moves: [ClosedRange<Int>] = []
    var start = stretch.lowerBound
    for vertex in 1..<max(1, trail.count) {
      let (from, to) = (trail.rows[vertex - 1], trail.rows[vertex])
      guard to - from > 2, clocking.observed(from...to) >= max(1, minDuration) else { continue }
      moves.append(start...from)
      start = to
    }
    moves.append(start...stretch.upperBound)
    return moves
  }

  private func orbits(_ trail: Trail, _ account: inout Account) -> [Orbit] {
    guard trail.count > 4 else { return [] }
    let trends = trail.trends(slack: Self.slack)
    var found: [Orbit] = []
    for trend in trends where abs(trend.turn) >= 2.2 * .pi {
      found += turning(trend, trail, &account)
    }
    if !without.contains(.eights) {
      found += EightFinder(finder: self, trail: trail, trends: trends).eights(&account)
    }
    return OrbitMerge(clocking: clocking, noise: noise).merged(apart(found, trail, &account))
  }

  /// The orbits of a trend that turns one way.
  private func turning(_ trend: Trend, _ trail: Trail, _ account: inout Account) -> [Orbit] {
    let laps = Laps(trail, trend)
    let runs = Closing(laps: laps).runs()
    if runs.isEmpty, abs(trend.turn) >= 2 * .pi * minTurns {
      account.reject(
        "turns but not closed", clocking, trail.rows[trend.first]...trail.rows[trend.last],
        "\(Account.turns(trend.turn)), and a turn on it is never within half a radius of where it was"
      )
    }
    var found: [Orbit] = []
    for run in runs {
      guard run.lastTurn - run.firstTurn >= 2 * .pi * minTurns - 1e-6 else {
        account.reject(
          "too few turns", clocking, trail.rows[run.first]...trail.rows[run.last],
          "closes over \(Account.turns(run.lastTurn - run.firstTurn)) of \(minTurns)")
        continue
      }
      guard laps.retraced(run) >= Self.leastRetraced else {
        account.reject(
          "too little of a lap flown again", clocking, trail.rows[run.first]...trail.rows[run.last],
          "of its way \((laps.retraced(run) * 100).rounded()) % of a lap comes back to where it was a turn ago"
        )
        continue
      }
      let parts = parts(of: run, laps)
      account.note(
        "closes lap after lap", clocking, trail.rows[run.first]...trail.rows[run.last],
        "over \(Account.turns(run.lastTurn - run.firstTurn))"
          + (parts.count > 1 ? ", at \(parts.count) places or paces one after another" : ""))
      for part in parts {
        found += fitted(part, laps, &account)
      }
    }
    return found
  }

  /// The orbit of a part, or the two of one that changes its size.
  private func fitted(_ part: Part, _ laps: Laps, _ account: inout Account) -> [Orbit] {
    let fit = OrbitFit(finder: self, laps: laps, part: part)
    if !without.contains(.surveyRule),
      SurveyRule(laps: laps, part: part, pace: fit.pace, noise: noise).isSurvey
    {
      account.reject(
        "survey legs", clocking, laps.trail.rows[part.first]...laps.trail.rows[part.last],
        "longer than wide, and each lap lies beside the one before")
      return []
    }
    if !without.contains(.changePoints),
      let halves = SizeChange(laps: laps, part: part).halves()
    {
      account.note(
        "changes its size", clocking,
        laps.trail.rows[part.first]...laps.trail.rows[part.last],
        "two circles explain it far better than one")
      return fitted(halves.0, laps, &account) + fitted(halves.1, laps, &account)
    }
    guard let orbit = fit.orbit(&account) else { return [] }
    account.note(
      "\(orbit.shape.rawValue) fits", clocking, orbit.rows,
      "radius \(Account.metres(orbit.radius)), \(Account.turns(orbit.turn)), the path "
        + "\(Account.metres(orbit.residual)) from it")
    return [orbit]
  }

  /// A part of a run that stays, or moves on as one.
  struct Part {
    /// Vertices.
    var first: Int
    var last: Int
    /// Radians turned since the trend began.
    var firstTurn: Double
    var lastTurn: Double
    var looks: [Laps.Look]
    var isMoving: Bool
  }

  private func parts(of run: Closing.Run, _ laps: Laps) -> [Part] {
    let looks = laps.looks.filter {
      $0.turn >= run.firstTurn + .pi - 1e-9 && $0.turn <= run.lastTurn - .pi + 1e-9
    }
    guard !looks.isEmpty else {
      return [
        Part(
          first: run.first, last: run.last, firstTurn: run.firstTurn, lastTurn: run.lastTurn,
          looks: laps.look(at: (run.firstTurn + run.lastTurn) / 2).map { [$0] } ?? [],
          isMoving: false)
      ]
    }
    let cuts =
      without.contains(.changePoints)
      ? [ChangePoints.Part(first: 0, last: looks.count - 1, isMoving: false)]
      : SizeGroups(looks: looks).groups().flatMap { group in
        ChangePoints(looks: Array(looks[group]), noise: noise).parts().map {
          ChangePoints.Part(
            first: group.lowerBound + $0.first, last: group.lowerBound + $0.last,
            isMoving: $0.isMoving)
        }
      }
    return cuts.map { cut in
      // Outer ends are the run's; inner ones lie where the place changes.
      let from =
        cut.first == 0 ? run.firstTurn : (looks[cut.first - 1].turn + looks[cut.first].turn) / 2
      let to =
        cut.last == looks.count - 1
        ? run.lastTurn : (looks[cut.last].turn + looks[cut.last + 1].turn) / 2
      return Part(
        first: max(run.first, Int(laps.place(from))),
        last: min(run.last, Int(laps.place(to).rounded(.up))), firstTurn: from, lastTurn: to,
        looks: Array(looks[cut.first...cut.last]), isMoving: cut.isMoving)
    }
  }

  /// The orbits with no instant in two: the longer keeps what it shares with a shorter.
  private func apart(_ found: [Orbit], _ trail: Trail, _ account: inout Account) -> [Orbit] {
    let ordered = found.sorted {
      (clocking.observed($1.rows), $0.rows.lowerBound) < (
        clocking.observed($0.rows), $1.rows.lowerBound
      )
    }
    var kept: [Orbit] = []
    for var orbit in ordered {
      let whole = clocking.observed(orbit.rows)
      let middle = clocking.middle(orbit.rows)
      for other in kept where other.rows.overlaps(orbit.rows) {
        if other.rows.lowerBound <= orbit.rows.lowerBound {
          guard other.rows.upperBound < orbit.rows.upperBound else { continue }
          orbit.rows = other.rows.upperBound + 1...orbit.rows.upperBound
        } else {
          orbit.rows = orbit.rows.lowerBound...other.rows.lowerBound - 1
        }
      }
      if kept.contains(where: { $0.rows.overlaps(orbit.rows) }) {
        account.reject("orbit within a longer one", clocking, orbit.rows)
        continue
      }
      if clocking.observed(orbit.rows) < whole {
        // What is left must be an orbit of its own.
        let share = Double(clocking.observed(orbit.rows)) / Double(max(1, whole))
        guard share > 0.6, abs(orbit.turn) * share >= 2 * .pi * minTurns,
          clocking.observed(orbit.rows) >= minDuration
        else {
          account.reject("orbit within a longer one", clocking, orbit.rows)
          continue
        }
        orbit.turn *= share
        // Where the middle was when what is left was half over.
        orbit.ring.centre +=
          Double(clocking.middle(orbit.rows) - middle) / 1e6 * orbit.ring.drift
      }
      kept.append(orbit)
    }
    return kept.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }
}
