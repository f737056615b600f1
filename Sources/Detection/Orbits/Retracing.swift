import Tracks

/// How much of its way an orbit flew a second time, as it was found to lie and to move.
///
/// Laps are looked for with whatever drift brings them together. Of what was found the same must
/// hold: a path said to stay comes back to where it was, one said to drift to where that has moved.
/// There and back with a turn at either end, or one lap and the way on from it, turn far enough and
/// hardly come back.
struct Retracing {
  /// Metres of way of which a turn ago is known.
  private(set) var compared = 0.0
  /// Metres of it that came back to where they were.
  private(set) var closed = 0.0

  /// Whether enough came back: half a lap, which one circle and a half show, or else most of what is
  /// compared and as much as ``OrbitFinder/leastRetraced``.
  ///
  /// - Parameter lap: Metres.
  func isClosed(lap: Double) -> Bool {
    closed >= lap / 2 || (closed >= OrbitFinder.leastRetraced * lap && closed >= compared / 2)
  }

  /// Follows an orbit of a trend.
  ///
  /// - Complexity: O(64) a turn where laps are alike.
  init(_ orbit: Orbit, _ laps: Laps) {
    let trail = laps.trail
    let first = max(laps.trend.first, trail.vertex(atRow: orbit.rows.lowerBound))
    let last = min(laps.trend.last, trail.vertex(atRow: orbit.rows.upperBound))
    guard first < last else { return }
    let start = max(first, Int(laps.place(laps.turn(at: first) + 2 * .pi)))
    let closing = Closing(laps: laps)
    var before = start
    var ago: Int?
    for vertex in start...max(start, last) where vertex > start {
      let turn = laps.turn(at: vertex)
      guard let look = laps.look(at: turn) else { return }
      let way = trail.travelled[vertex] - trail.travelled[before]
      guard way >= 0.1 * look.radius || vertex == last else { continue }
      before = vertex
      compared += way
      let partner = closing.partner(
        of: vertex, turn, look, moved: laps.drift(of: orbit, endingAt: vertex),
        like: ago.map { vertex - $0 })
      ago = partner.map { vertex - $0 }
      if partner != nil { closed += way }
    }
  }
}

extension Laps {
  /// How far an orbit's middle moves within the turn that ends at a vertex, metres.
  fileprivate func drift(of orbit: Orbit, endingAt vertex: Int) -> Vector {
    guard orbit.shape == .drifting else { return .zero }
    let before = place(turn(at: vertex) - 2 * .pi)
    return (trail.seconds[vertex] - trail.seconds(at: before)) * orbit.ring.drift
  }
}
