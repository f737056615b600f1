/// The laps of a trend: where their middle is and how large they are, as the course turns on.
///
/// A lap is a full turn of the course, whatever the scale, the sampling and the speed. The middle
/// is that of the way from half a turn before to half a turn after; of a circle, a racetrack and,
/// in a steady wind, a trochoid it moves only with the place itself.
struct Laps {
  let trail: Trail
  let trend: Trend

  /// One look at the lap around a place.
  struct Look {
    /// How far the course has turned since the trend began, radians, at the lap's middle.
    var turn: Double
    var centre: Vector
    var seconds: Double
    /// Root mean square distance of the lap from its centre, metres.
    var radius: Double
    /// Half the width of the lap: of an ellipse its shorter semi-axis, metres.
    var halfWidth: Double
  }

  /// Looks, eight a turn, from half a turn after the start to half a turn before the end.
  private(set) var looks: [Look] = []
  /// The farthest the course had turned up to each vertex of the trend, radians from its start.
  private let reached: [Double]

  static let looksPerTurn = 8

  init(_ trail: Trail, _ trend: Trend) {
    self.trail = trail
    self.trend = trend
    let sense = trend.turn < 0 ? -1.0 : 1.0
    var farthest = 0.0
    reached = (trend.first...trend.last).map { vertex in
      farthest = max(farthest, sense * (trail.turned[vertex] - trail.turned[trend.first]))
      return farthest
    }
    let step = 2 * Double.pi / Double(Self.looksPerTurn)
    var turn = Double.pi
    while turn <= whole - .pi + 1e-9 {
      let spread = trail.spread(from: place(turn - .pi), to: place(min(whole, turn + .pi)))
      looks.append(
        Look(
          turn: turn, centre: spread.centre, seconds: spread.seconds, radius: spread.radius,
          halfWidth: (2 * spread.minor).squareRoot()))
      turn += step
    }
  }

  /// How far the course turns in all, radians.
  var whole: Double { reached[reached.count - 1] }

  /// How far it has turned at a vertex of the trend.
  func turn(at vertex: Int) -> Double { reached[vertex - trend.first] }

  /// The place where the course has first turned so far.
  ///
  /// - Complexity: O(log *n*).
  func place(_ turn: Double) -> Double {
    var low = 0
    var high = reached.count - 1
    while low < high {
      let middle = (low + high) / 2
      if reached[middle] >= turn { high = middle } else { low = middle + 1 }
    }
    guard low > 0, reached[low] > reached[low - 1] else { return Double(trend.first + low) }
    let part = (turn - reached[low - 1]) / (reached[low] - reached[low - 1])
    return Double(trend.first + low - 1) + min(1, max(0, part))
  }

  /// Metres travelled in the turn that ends at a vertex.
  func way(endingAt vertex: Int) -> Double {
    trail.travelled[vertex] - trail.travelled(at: place(turn(at: vertex) - 2 * .pi))
  }

  /// The way of a run that it had flown a turn ago, ÷ that of a lap.
  func retraced(_ run: Closing.Run) -> Double {
    (trail.travelled[run.last] - trail.travelled[run.firstClosing])
      / max(1e-9, way(endingAt: run.last))
  }

  /// The look nearest to a turn; nil when the trend has less than a turn.
  func look(at turn: Double) -> Look? {
    guard let first = looks.first else { return nil }
    let index = ((turn - first.turn) / (2 * .pi) * Double(Self.looksPerTurn)).rounded()
    return looks[min(looks.count - 1, max(0, Int(index)))]
  }

  /// How far the place moves within the turn that ends at `turn`, metres.
  ///
  /// Looks lie half a turn inside; nearer the ends their last known pace is carried on.
  func drift(endingAt turn: Double) -> Vector {
    guard let first = looks.first, let last = looks.last else { return .zero }
    let until = min(turn, last.turn)
    let from = max(first.turn, until - 2 * .pi)
    guard until - from >= .pi / 2, let a = look(at: from), let b = look(at: until),
      b.turn > a.turn
    else { return .zero }
    return (b.centre - a.centre) * (2 * .pi / (b.turn - a.turn))
  }

  /// How much of something that grows along the way a lap between two turns takes, of the laps that
  /// begin every quarter turn the median; NaN under one lap.
  func median(
    from first: Double, to last: Double, of measure: (_ place: Double) -> Double
  ) -> Double {
    var values: [Double] = []
    var turn = first
    while turn + 2 * .pi <= last + 1e-9 {
      values.append(measure(place(min(whole, turn + 2 * .pi))) - measure(place(turn)))
      turn += .pi / 2
    }
    return Detection.median(values)
  }
}
