/// Cuts an orbit that changes from a circle of one size to one of another, round the same place.
///
/// The middles of its laps do not tell; that two circles explain the path far better than one does.
struct SizeChange {
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
  /// - Complexity: O(*p*) of *p* ≤ 800 points, and again for each of the 8 · turns places of a change where two
  ///   circles of other sizes fit.
  func halves() -> (OrbitFinder.Part, OrbitFinder.Part)? {
    guard !part.isMoving, part.lastTurn - part.firstTurn > 4 * .pi else { return nil }
    // Laps before and after differ as the circles do.
    var (least, most) = (Double.infinity, 0.0)
    for look in part.looks { (least, most) = (min(least, look.radius), max(most, look.radius)) }
    guard most > Self.shown * least else { return nil }
    let path = Path(laps.trail, part, most: Self.mostPoints)
    guard let one = path.circle(0, path.count), one.radius > 0 else { return nil }
    let whole = path.squares(one, 0, path.count)
    guard whole.mean > Self.coarse * one.radius else { return nil }
    var best: (turn: Double, squares: Double)?
    var turn = part.firstTurn + 2 * .pi
    while turn <= part.lastTurn - 2 * .pi {
      let place = path.place(atVertex: Int(laps.place(turn)))
      if let before = path.circle(0, place), let after = path.circle(place, path.count),
        max(before.radius, after.radius) > Self.ratio * min(before.radius, after.radius)
      {
        let early = path.squares(before, 0, place)
        let late = path.squares(after, place, path.count)
        if early.sum + late.sum < best?.squares ?? Self.left * whole.sum,
          early.mean < Self.clean * before.radius, late.mean < Self.clean * after.radius
        {
          best = (turn, early.sum + late.sum)
        }
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
}

/// The path of a part, thinned, with the sums that give the circle of any run of it at once.
private struct Path {
  private var points: [RingFit.Point] = []
  private var sums = [CircleSums()]
  private let first: Int
  private let stride: Int

  init(_ trail: Trail, _ part: OrbitFinder.Part, most: Int) {
    first = part.first
    stride = max(1, (part.last - part.first) / most)
    let origin = part.looks.first?.centre ?? .zero
    for vertex in Swift.stride(from: part.first, through: part.last, by: stride) {
      let before = trail.travelled[max(part.first, vertex - stride)]
      let after = trail.travelled[min(part.last, vertex + stride)]
      let point = RingFit.Point(
        place: trail.points[vertex] - origin, seconds: 0, weight: (after - before) / 2)
      points.append(point)
      var next = sums[sums.count - 1]
      next.add(point.place, weight: point.weight)
      sums.append(next)
    }
  }

  var count: Int { points.count }

  /// The first point that is not before a vertex.
  func place(atVertex vertex: Int) -> Int {
    min(count, max(0, (vertex - first + stride - 1) / stride))
  }

  /// The circle of a run of points; nil on a line.
  func circle(_ from: Int, _ to: Int) -> Ring? {
    to - from > 2 ? sums[to].since(sums[from]).circle : nil
  }

  /// How far a run of points is from a circle: sum of squares, metres² times metres of way, and root mean square,
  /// metres.
  func squares(_ circle: Ring, _ from: Int, _ to: Int) -> (sum: Double, mean: Double) {
    var (sum, weight) = (0.0, 0.0)
    for point in points[from..<to] {
      let r = circle.residual(point.place, seconds: 0)
      sum += point.weight * r * r
      weight += point.weight
    }
    return (sum, (sum / max(1e-300, weight)).squareRoot())
  }
}
