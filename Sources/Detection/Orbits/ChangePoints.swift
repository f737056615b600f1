/// Cuts a closing path where its place changes: into parts that each stay, or each move steadily.
///
/// The middles of the laps are explained by as few parts as possible, each at rest or in steady
/// motion: the least of squared residuals over the square of how much laps differ anyway, with a
/// price for each part (optimal partitioning, Jackson et al. 2005). A 20-hour orbit over three
/// sites is three parts at rest; a slide from one to the next is a short part in motion, and no
/// orbit of its own.
struct ChangePoints {
  /// The looks at the laps, in order.
  let looks: [Laps.Look]
  /// Standard deviation of positions, metres.
  let noise: Double

  /// A run of looks.
  struct Part: Equatable {
    var first: Int
    var last: Int
    var isMoving: Bool
  }

  /// In units of the residual: about what 12 independent looks cost by chance.
  private static let price = 12.0
  private static let movingPrice = 20.0

  /// The parts, in order.
  ///
  /// - Complexity: O(*m*²) of *m* ≤ 400 looks; more are thinned.
  func parts() -> [Part] {
    guard looks.count > 2 else {
      return [Part(first: 0, last: looks.count - 1, isMoving: false)]
    }
    let radius = median(looks.map(\.radius))
    if isAtRest(0..<looks.count, radius) {
      return [Part(first: 0, last: looks.count - 1, isMoving: false)]
    }
    return joined(cut(radius), radius)
  }

  /// Whether lap centres, two laps taken together, lie within half a radius of each other.
  private func isAtRest(_ range: Range<Int>, _ radius: Double) -> Bool {
    let points = smoothed(range)
    let circle = EnclosingCircle(around: points, rows: Array(points.indices))
    return 2 * circle.radius <= max(radius / 2, 3 * noise)
  }

  private func smoothed(_ range: Range<Int>) -> [Vector] {
    let half = min(Laps.looksPerTurn, range.count / 4)
    return range.map { index in
      let around = max(range.lowerBound, index - half)..<min(range.upperBound, index + half + 1)
      return around.reduce(Vector.zero) { $0 + looks[$1].centre } / Double(around.count)
    }
  }

  /// How much laps differ anyway: the middle size of what changes from lap to lap beside the drift.
  private func wander(_ radius: Double) -> Double {
    let lap = min(Laps.looksPerTurn, looks.count - 1)
    let changes = looks.indices.dropFirst(lap).map { looks[$0].centre - looks[$0 - lap].centre }
    let drift = geometricMedian(changes)
    let typical = median(changes.map { ($0 - drift).length }) / 1.665
    return max(typical, 0.06 * radius, noise)
  }

  private func cut(_ radius: Double) -> [Part] {
    let stride = max(1, looks.count / 400)
    let picked = Array(Swift.stride(from: 0, to: looks.count, by: stride))
    var sums = [LineSums()]
    for index in picked { sums.append(sums[sums.count - 1].adding(looks[index])) }
    let scale = wander(radius)
    // Eight looks a turn overlap: they tell as much as one.
    let unit = Double(stride) / Double(Laps.looksPerTurn) / (scale * scale)
    let shortest = max(1, Laps.looksPerTurn / 2 / stride)
    var cost = [Double](repeating: .infinity, count: picked.count + 1)
    var from = [(Int, Bool)](repeating: (0, false), count: picked.count + 1)
    cost[0] = 0
    for end in 1...picked.count {
      for start in 0..<end where cost[start].isFinite {
        guard end - start >= shortest || (start == 0 && end == picked.count) else { continue }
        let part = sums[end].since(sums[start])
        let still = cost[start] + unit * part.scatterAtRest + Self.price
        if still < cost[end] { (cost[end], from[end]) = (still, (start, false)) }
        let moving = cost[start] + unit * part.scatterInMotion + Self.movingPrice
        if moving < cost[end] { (cost[end], from[end]) = (moving, (start, true)) }
      }
    }
    var parts: [Part] = []
    var end = picked.count
    while end > 0 {
      let (start, isMoving) = from[end]
      parts.append(
        Part(
          first: picked[start], last: end == picked.count ? looks.count - 1 : picked[end] - 1,
          isMoving: isMoving))
      end = start
    }
    return parts.reversed()
  }

  /// Puts together what is one place, or one journey.
  private func joined(_ parts: [Part], _ radius: Double) -> [Part] {
    var result: [Part] = []
    for part in parts {
      var part = part
      part.isMoving = moves(part)
      if let last = result.last, last.isMoving == part.isMoving {
        let whole = Part(first: last.first, last: part.last, isMoving: part.isMoving)
        if part.isMoving || (isOnePlace(last, part) && !moves(whole)) {
          result[result.count - 1] = whole
          continue
        }
      }
      result.append(part)
    }
    return result
  }

  /// Whether the middle moves on by more than half a radius, or strays that far.
  ///
  /// That it wanders about and comes back is no motion.
  private func moves(_ part: Part) -> Bool {
    let sums = part.looks(of: looks)
    let limit = max(localRadius(part) / 2, 3 * noise)
    let strays = (sums.scatterAtRest / sums.n).squareRoot()
    return sums.way > max(limit, 3 * sums.wayDeviation) || strays > limit
  }

  private func isOnePlace(_ one: Part, _ other: Part) -> Bool {
    let apart = one.looks(of: looks).mean - other.looks(of: looks).mean
    return apart.length <= max(min(localRadius(one), localRadius(other)) / 2, 3 * noise)
  }

  private func localRadius(_ part: Part) -> Double {
    median(looks[part.first...part.last].map(\.radius))
  }
}

extension ChangePoints.Part {
  fileprivate func looks(of all: [Laps.Look]) -> LineSums {
    all[first...last].reduce(LineSums()) { $0.adding($1) }
  }
}

/// Sums over looks that give the scatter about their mean and about a line in time.
private struct LineSums {
  var n = 0.0
  var t = 0.0
  var tt = 0.0
  var p = Vector.zero
  var pp = 0.0
  var tp = Vector.zero

  func adding(_ look: Laps.Look) -> LineSums {
    var sums = self
    sums.n += 1
    sums.t += look.seconds
    sums.tt += look.seconds * look.seconds
    sums.p += look.centre
    sums.pp += look.centre.squaredLength
    sums.tp += look.seconds * look.centre
    return sums
  }

  func since(_ before: LineSums) -> LineSums {
    LineSums(
      n: n - before.n, t: t - before.t, tt: tt - before.tt, p: p - before.p, pp: pp - before.pp,
      tp: tp - before.tp)
  }

  var mean: Vector { p / n }

  /// Metres from the start to the end of the line.
  var way: Double { slope.length * (12 * timeSpread / n).squareRoot() }

  /// Standard deviation of ``way``: eight looks a turn tell as much as one.
  var wayDeviation: Double {
    let free = max(1, n / Double(Laps.looksPerTurn) - 1)
    return (12 * scatterInMotion / n / free / 2).squareRoot()
  }

  private var timeSpread: Double { tt - t * t / n }

  private var slope: Vector { timeSpread > 0 ? (tp - t / n * p) / timeSpread : .zero }

  var scatterAtRest: Double { max(0, pp - p.squaredLength / n) }

  var scatterInMotion: Double {
    max(0, scatterAtRest - slope.squaredLength * max(0, timeSpread))
  }
}
