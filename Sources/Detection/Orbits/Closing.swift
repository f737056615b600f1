/// Finds the runs of a trend over which the path closes on itself lap after lap.
///
/// A vertex closes when the path, a turn ago, passed within half the lap's radius of it, the steady
/// drift of the lap's middle taken out. One turn alone has nothing a turn ago, so a go-round or a
/// spiral of one turn is no orbit.
struct Closing {
  let laps: Laps

  /// A run of vertices that belong to one closing path.
  struct Run: Equatable {
    var first: Int
    var last: Int
    /// How far the course has turned there since the trend began, radians.
    var firstTurn: Double
    var lastTurn: Double
    /// The first vertex that closes, a turn after the first.
    var firstClosing: Int
  }

  /// Within this much of a full turn the path is looked for, radians: course alone does not say
  /// where on a straight leg it was.
  private static let window = 0.6
  /// A part of a turn that does not close and is forgiven, radians.
  private static let forgiven = Double.pi / 2
  /// A part of a lap's way that does not close and is forgiven: a leg has no turn.
  private static let forgivenWay = 1.0 / 3

  /// The runs, in order; they may overlap at their ends.
  ///
  /// - Complexity: O(64 · *v*) a turn, *v* the vertices of a third of it.
  func runs() -> [Run] {
    let trend = laps.trend
    var runs: [Run] = []
    var current: Run?
    var lastTested = -Double.infinity
    // How many vertices ago it passed the same place last.
    var ago = 0
    for vertex in trend.first...trend.last {
      let turn = laps.turn(at: vertex)
      guard turn >= 2 * .pi, let look = laps.look(at: turn) else { continue }
      let travelled = laps.trail.travelled[vertex]
      // Some 64 tests a lap are enough, however dense the fixes.
      guard travelled - lastTested >= 0.1 * look.radius || vertex == trend.last else { continue }
      lastTested = travelled
      guard
        let partner = partner(
          of: vertex, turn, look, moved: laps.drift(endingAt: turn),
          like: current != nil ? vertex - ago : nil)
      else {
        if let run = current, turn - run.lastTurn > Self.forgiven || isLong(run.last, vertex) {
          runs.append(run)
          current = nil
        }
        continue
      }
      ago = vertex - partner
      if current == nil {
        current = Run(
          first: partner, last: vertex, firstTurn: laps.turn(at: partner), lastTurn: turn,
          firstClosing: vertex)
      } else {
        current?.last = vertex
        current?.lastTurn = turn
      }
    }
    if let run = current { runs.append(run) }
    return runs
  }

  /// Whether the way between two vertices is more of a lap than is forgiven.
  private func isLong(_ first: Int, _ last: Int) -> Bool {
    let travelled = laps.trail.travelled
    return travelled[last] - travelled[first] > Self.forgivenWay * laps.way(endingAt: last)
  }

  /// The vertex next to where the path passed a turn ago; nil when it was not near.
  ///
  /// - Parameters:
  ///   - drift: How far the laps' middle moved meanwhile, metres.
  ///   - guess: Where any vertex near enough will do, and this is likely to be one.
  func partner(
    of vertex: Int, _ turn: Double, _ look: Laps.Look, moved drift: Vector, like guess: Int?
  ) -> Int? {
    guard drift.length <= 4 * look.radius else { return nil }
    let before = laps.look(at: turn - 2 * .pi) ?? look
    let tolerance = min(
      0.5 * min(look.radius, before.radius), min(look.halfWidth, before.halfWidth))
    let point = laps.trail.points[vertex]
    let (least, most) = (turn - 2 * .pi - Self.window, turn - 2 * .pi + Self.window)
    if let guess, guess >= laps.trend.first, (least...most).contains(laps.turn(at: guess)),
      distance(point - drift, toStepFrom: guess) <= tolerance
    {
      return guess
    }
    let from = Int(laps.place(least))
    let to = Int(laps.place(min(turn, most)).rounded(.up))
    var best: (vertex: Int, distance: Double)?
    for start in max(laps.trend.first, from)..<max(from + 1, min(to, vertex)) {
      for candidate in [point, point - drift] {
        let distance = distance(candidate, toStepFrom: start)
        if distance <= tolerance, distance < best?.distance ?? .infinity {
          best = (start, distance)
        }
      }
    }
    return best?.vertex
  }

  private func distance(_ point: Vector, toStepFrom vertex: Int) -> Double {
    let a = laps.trail.points[vertex]
    guard vertex + 1 < laps.trail.count else { return (point - a).length }
    let step = laps.trail.points[vertex + 1] - a
    let part = min(1, max(0, (point - a).dot(step) / max(1e-12, step.squaredLength)))
    return (point - a - part * step).length
  }
}
