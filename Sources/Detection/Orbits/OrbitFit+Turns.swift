import Tracks

extension OrbitFit {
  /// Whether laps have three fixes and more, and not much of their turn is made between two fixes:
  /// else the course does not say which way round it went.
  var isResolved: Bool {
    let turn = part.lastTurn - part.firstTurn
    return Double(part.last - part.first) >= 3 * turn / (2 * .pi)
      && trail.vague[part.last] - trail.vague[part.first] <= 0.3 * turn
  }

  /// Whether an orbit has the fewest turns.
  ///
  /// The turns onto and off a ring belong to the manoeuvre: an arc of 500° is flown with 540°.
  func hasTurns(_ orbit: Orbit) -> Bool {
    manoeuvre(orbit) >= 2 * .pi * finder.minTurns - 1e-6
      && abs(orbit.turn) >= 2 * .pi * min(finder.minTurns, max(1, 0.85 * finder.minTurns))
  }

  /// Radians turned from a quarter of a lap before to a quarter after, of which a quarter turn
  /// counts at either end.
  func manoeuvre(_ orbit: Orbit) -> Double {
    let trend = laps.trend
    let quarter = .pi / 2 * orbit.radius
    let first = trail.vertex(atRow: orbit.rows.lowerBound)
    let last = trail.vertex(atRow: orbit.rows.upperBound)
    var before = first
    while before > trend.first, trail.travelled[first] - trail.travelled[before] < quarter {
      before -= 1
    }
    var after = last
    while after < trend.last, trail.travelled[after] - trail.travelled[last] < quarter {
      after += 1
    }
    func turn(_ from: Int, _ to: Int) -> Double { sense * (trail.turned[to] - trail.turned[from]) }
    return abs(orbit.turn) + min(.pi / 2, max(0, turn(before, first)))
      + min(.pi / 2, max(0, turn(last, after)))
  }

  /// The rows of the part but for half a lap at either end; nil where they are no orbit themselves.
  var core: ClosedRange<Int>? {
    guard part.lastTurn - part.firstTurn >= 2 * .pi * (finder.minTurns + 1) else { return nil }
    let first = laps.place(part.firstTurn + .pi).rounded(.up)
    let last = laps.place(part.lastTurn - .pi)
    return trail.rows[Int(first)]...trail.rows[max(Int(first), Int(last))]
  }
}
