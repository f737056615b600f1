import Tracks

/// Finds orbits in a stretch of a track, of any size and sampling.
struct OrbitFinder {
  let x: [Double]
  let y: [Double]
  let time: [Int64]
  let minTurns: Double
  /// Standard deviation of positions, metres.
  let noise: Double
  /// Intervals longer than this are gaps, microseconds.
  let maxGap: Int64

  /// An orbit with its fit, in plane coordinates.
  struct Found {
    var rows: ClosedRange<Int>
    var shape: String
    var sense: Int
    var turns: Double
    var lapSeconds: Double
    var x: Double
    var y: Double
    var radius: Double
    var semiMajor: Double
    var semiMinor: Double
    /// Of the major axis, radians from x to y.
    var angle: Double
    var driftX: Double
    var driftY: Double
    var residual: Double
    var varianceX: Double
    var varianceY: Double
    var covariance: Double
  }

  /// Laps have at least and at most so many steps of a trail; fewer fixes are taken as they are.
  ///
  /// Below, a step cuts corners; above, the noise of its courses adds up.
  private static let stepsALap = 8.0...64.0

  /// The orbits of a stretch, not yet held against other kinds; what was rejected is counted.
  ///
  /// The path is walked in steps of 8 m, 16 m, 32 m, … each looking for laps of a length that suits it;
  /// every length suits three. What is found twice is kept where it lasts longer.
  func orbits(in stretch: ClosedRange<Int>, tally: inout Tally) -> [Found] {
    var step = max(8, 4 * noise)
    let path = DensePath(x, y, time, stretch, step: step, maxGap: maxGap)
    var trail = TurnTrail(path, path.x.indices, step: step)
    var found: [Found] = []
    while trail.count > 8, trail.travelled[trail.count - 1] > Self.stepsALap.lowerBound * step {
      let lengths = Self.stepsALap.lowerBound * step...Self.stepsALap.upperBound * step
      let finder = LapFinder(
        trail: trail, minTurns: minTurns, minRadius: max(12, 4 * noise), lapLengths: lengths)
      for sense in [1, -1] {
        for orbit in finder.orbits(sense: sense) { add(orbit, trail, &found, &tally) }
      }
      for orbit in finder.eights() { add(orbit, trail, &found, &tally) }
      step *= 2
      trail = TurnTrail(path, trail.points, step: step)
    }
    return withoutTwins(found)
  }

  /// Of orbits that share half the time of the shorter only the longer.
  private func withoutTwins(_ found: [Found]) -> [Found] {
    func duration(_ rows: ClosedRange<Int>) -> Int64 {
      time[rows.upperBound] - time[rows.lowerBound]
    }
    var kept: [Found] = []
    let order = found.indices.sorted {
      (duration(found[$1].rows), $0) < (duration(found[$0].rows), $1)
    }
    for index in order {
      let rows = found[index].rows
      let isTwin = kept.contains { other in
        rows.overlaps(other.rows)
          && 2 * duration(rows.clamped(to: other.rows)) >= duration(rows)
      }
      if !isTwin { kept.append(found[index]) }
    }
    return kept.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  private func add(
    _ orbit: LapFinder.Orbit, _ trail: TurnTrail, _ found: inout [Found], _ tally: inout Tally
  ) {
    for part in ChangePoints(trail: trail, minTurns: minTurns, noise: noise).parts(of: orbit) {
      if isSurvey(part, trail) {
        tally.count("survey legs")
        continue
      }
      if let fitted = OrbitFit(finder: self, trail: trail, orbit: part).found() {
        found.append(fitted)
      } else {
        tally.count("turns without a place")
      }
    }
  }

  /// Whether the laps are long legs whose offset grows steadily: a survey, whatever the sense.
  private func isSurvey(_ orbit: LapFinder.Orbit, _ trail: TurnTrail) -> Bool {
    let seconds = trail.t[orbit.last] - trail.t[orbit.first]
    let spread = trail.spread(orbit.first, orbit.last, vx: orbit.driftX, vy: orbit.driftY)
    guard spread.minor < 0.25 * spread.major else { return false }
    let speed = (orbit.driftX * orbit.driftX + orbit.driftY * orbit.driftY).squareRoot()
    let offset = speed * seconds
    return offset > max(6 * noise, 0.12 * spread.radius, 0.5 * (2 * spread.minor).squareRoot())
  }
}
