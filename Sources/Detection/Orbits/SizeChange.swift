/// Cuts an orbit that changes from a circle of one size to one of another, round the same place.
///
/// The middles of its laps do not tell; that two circles explain the path far better than one does.
struct SizeChange {
  let points: [Vector]
  let laps: Laps
  let part: OrbitFinder.Part

  /// The circle must miss by this part of its radius before a change is looked for.
  private static let coarse = 0.05
  /// Two circles must leave this part of the squared residuals of one.
  private static let left = 0.25
  /// Each of the two misses by this part of its own radius at most.
  private static let clean = 0.1
  /// The larger is larger by this factor.
  private static let ratio = 1.15
  /// The largest lap is larger than the smallest by this factor.
  private static let shown = 1.1
  /// Fixes that a circle is fitted to; more are thinned.
  private static let mostPoints = 400

  /// The parts before and after the change; nil when there is none.
  ///
  /// - Complexity: O(8 · turns) fits of at most 400 points.
  func halves() -> (OrbitFinder.Part, OrbitFinder.Part)? {
    guard !part.isMoving, part.lastTurn - part.firstTurn > 4 * .pi else { return nil }
    // Laps before and after differ as the circles do.
    var (least, most) = (Double.infinity, 0.0)
    for look in part.looks { (least, most) = (min(least, look.radius), max(most, look.radius)) }
    guard most > Self.shown * least else { return nil }
    guard let one = scatter(part.first, part.last), one.mean > Self.coarse * one.radius else {
      return nil
    }
    var best: (turn: Double, squares: Double)?
    var turn = part.firstTurn + 2 * .pi
    while turn <= part.lastTurn - 2 * .pi {
      let vertex = Int(laps.place(turn))
      if let before = scatter(part.first, vertex), let after = scatter(vertex, part.last),
        before.squares + after.squares < best?.squares ?? Self.left * one.squares,
        before.mean < Self.clean * before.radius, after.mean < Self.clean * after.radius,
        max(before.radius, after.radius) > Self.ratio * min(before.radius, after.radius)
      {
        best = (turn, before.squares + after.squares)
      }
      turn += .pi / 4
    }
    return best.map { halves(at: $0.turn) }
  }

  private func halves(at turn: Double) -> (OrbitFinder.Part, OrbitFinder.Part) {
    var (before, after) = (part, part)
    let vertex = Int(laps.place(turn))
    before.last = vertex
    before.lastTurn = turn
    after.first = vertex
    after.firstTurn = turn
    func looks(_ part: OrbitFinder.Part) -> [Laps.Look] {
      let own = part.looks.filter {
        $0.turn >= part.firstTurn + .pi - 1e-9 && $0.turn <= part.lastTurn - .pi + 1e-9
      }
      return own.isEmpty
        ? laps.look(at: (part.firstTurn + part.lastTurn) / 2).map { [$0] } ?? [] : own
    }
    before.looks = looks(before)
    after.looks = looks(after)
    return (before, after)
  }

  /// How far the way between two vertices is from a circle; nil on a line.
  private func scatter(
    _ first: Int, _ last: Int
  ) -> (squares: Double, mean: Double, radius: Double)? {
    let trail = laps.trail
    let stride = max(1, (part.last - part.first) / Self.mostPoints)
    var path: [RingFit.Point] = []
    for vertex in Swift.stride(from: first, through: last, by: stride) {
      let before = trail.travelled[max(first, vertex - stride)]
      let after = trail.travelled[min(last, vertex + stride)]
      path.append(
        RingFit.Point(place: trail.points[vertex], seconds: 0, weight: (after - before) / 2))
    }
    guard let circle = Ring.circle(through: path) else { return nil }
    var squares = 0.0
    var weight = 0.0
    for point in path {
      let r = circle.residual(point.place, seconds: 0)
      squares += point.weight * r * r
      weight += point.weight
    }
    guard weight > 0 else { return nil }
    return (squares, (squares / weight).squareRoot(), circle.radius)
  }
}
