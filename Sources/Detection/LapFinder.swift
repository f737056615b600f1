#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds stretches of a trail that close on themselves lap after lap.
///
/// A lap ends where the course has turned by a full circle (or, in a figure of eight, has come back
/// after two lobes). A vertex *closes* when a lap later the path is within half a radius of where it
/// was, a steady drift taken out. Runs of vertices that close are orbits: one 360° does not make one,
/// since hardly any of its vertices has a lap behind it.
struct LapFinder {
  let trail: TurnTrail
  let minTurns: Double
  /// Metres; circles smaller than this are the noise of positions.
  let minRadius: Double
  /// Metres travelled in a lap.
  let lapLengths: ClosedRange<Double>

  /// One orbit: vertices from the first to the last, and how it turns.
  struct Orbit {
    var first: Int
    var last: Int
    /// +1 left, −1 right, 0 a figure of eight.
    var sense: Int
    var turns: Double
    /// Metres per second, of the centre.
    var driftX: Double
    var driftY: Double
    /// Seconds of each lap, by its first vertex.
    var lapSeconds: [Double]
    /// The vertex a lap later, for each vertex from `first` that has one.
    var lapEnds: [Int]
  }

  /// A lap from a vertex.
  private struct Lap {
    var end: Int
    var offsetX: Double
    var offsetY: Double
    var radius: Double
  }

  /// The orbits of one sense, in order.
  func orbits(sense: Int) -> [Orbit] {
    let turned = trail.turned.map { $0 * Double(sense) }
    let reach = FirstReach(turned)
    let laps = (0..<trail.count).map { vertex -> Lap? in
      guard let end = reach.first(after: vertex, reaching: turned[vertex] + 2 * .pi) else {
        return nil
      }
      return nearestLap(vertex, reach, turned) ?? lap(vertex, end)
    }
    return runs(laps).compactMap { range in
      let turns = (turned[laps[range.upperBound]?.end ?? 0] - turned[range.lowerBound]) / (2 * .pi)
      return orbit(range, laps, sense: sense, turns: turns)
    }
  }

  /// The figures of eight, in order: the net turn is none, the turn without sign is that of two lobes.
  func eights() -> [Orbit] {
    let reach = FirstReach(trail.turnedEither)
    let laps = (0..<trail.count).map { vertex -> Lap? in
      var best: Lap?
      var least = Double.infinity
      var end = reach.first(
        after: vertex, reaching: trail.turnedEither[vertex] + 2.2 * .pi)
      while let candidate = end, candidate < trail.count,
        trail.turnedEither[candidate] - trail.turnedEither[vertex] <= 4.6 * .pi,
        trail.travelled[candidate] - trail.travelled[vertex] <= lapLengths.upperBound
      {
        let net = abs(trail.turned[candidate] - trail.turned[vertex])
        let dx = trail.x[candidate] - trail.x[vertex]
        let dy = trail.y[candidate] - trail.y[vertex]
        let apart = (dx * dx + dy * dy).squareRoot()
        if net < 0.6, apart < least {
          least = apart
          best = lap(vertex, candidate)
        }
        end = candidate + 1
      }
      return best
    }
    return runs(laps).compactMap { range in
      let end = laps[range.upperBound]?.end ?? range.upperBound
      let either = trail.turnedEither[end] - trail.turnedEither[range.lowerBound]
      return orbit(range, laps, sense: 0, turns: either / (2 * .pi))
    }
  }

  /// A lap that ends where the path, within 35° of a full circle, comes nearest to where it began; nil
  /// when that is not near.
  ///
  /// On the straight legs of a racetrack the course says nothing of the place.
  private func nearestLap(_ first: Int, _ reach: FirstReach, _ turned: [Double]) -> Lap? {
    let early = reach.first(after: first, reaching: turned[first] + 2 * .pi - 0.6)
    guard let early,
      trail.travelled[early] - trail.travelled[first] <= lapLengths.upperBound
    else { return nil }
    let late = reach.first(after: early, reaching: turned[first] + 2 * .pi + 0.6)
    var best = (end: early, squared: Double.infinity)
    for end in early..<min(late ?? trail.count, trail.count) {
      let dx = trail.x[end] - trail.x[first]
      let dy = trail.y[end] - trail.y[first]
      let squared = dx * dx + dy * dy
      if squared < best.squared { best = (end, squared) }
    }
    guard let lap = lap(first, best.end) else { return nil }
    return best.squared <= 0.25 * lap.radius * lap.radius ? lap : nil
  }

  /// A lap, nil when no closed curve that is round enough has its length.
  private func lap(_ first: Int, _ last: Int) -> Lap? {
    let seconds = trail.t[last] - trail.t[first]
    guard seconds > 0, lapLengths.contains(trail.travelled[last] - trail.travelled[first]) else {
      return nil
    }
    let dx = trail.x[last] - trail.x[first]
    let dy = trail.y[last] - trail.y[first]
    let spread = trail.spread(first, last, vx: dx / seconds, vy: dy / seconds)
    guard spread.radius >= minRadius else { return nil }
    return Lap(end: last, offsetX: dx, offsetY: dy, radius: spread.radius)
  }

  /// Runs of vertices whose laps close, given the drift of the laps around them.
  ///
  /// Vertices that do not, for less than half a lap, do not end a run: the laps around them hold them.
  private func runs(_ laps: [Lap?]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for vertex in laps.indices where closes(vertex, laps) {
      if let run = runs.last, let lap = laps[run.upperBound],
        2 * (vertex - run.upperBound) <= max(2, lap.end - run.upperBound)
      {
        runs[runs.count - 1] = run.lowerBound...vertex
      } else {
        runs.append(vertex...vertex)
      }
    }
    return runs.filter { $0.count > 1 }
  }

  private func closes(_ vertex: Int, _ laps: [Lap?]) -> Bool {
    guard let lap = laps[vertex] else { return false }
    let offset = (lap.offsetX * lap.offsetX + lap.offsetY * lap.offsetY).squareRoot()
    if offset <= 0.5 * lap.radius { return true }
    // A steady drift: a lap on, the offset is about the same.
    guard let next = laps[lap.end] ?? laps[(vertex + lap.end) / 2] else { return false }
    let dx = next.offsetX - lap.offsetX
    let dy = next.offsetY - lap.offsetY
    return (dx * dx + dy * dy).squareRoot() <= 0.5 * min(lap.radius, next.radius)
      && offset <= 6 * lap.radius
      && max(lap.radius, next.radius) <= 2 * min(lap.radius, next.radius)
  }

  private func orbit(
    _ range: ClosedRange<Int>, _ laps: [Lap?], sense: Int, turns: Double
  ) -> Orbit? {
    guard let end = laps[range.upperBound]?.end, turns >= minTurns else { return nil }
    let seconds = range.compactMap { vertex in
      laps[vertex].map { trail.t[$0.end] - trail.t[vertex] }
    }
    let ends = range.map { laps[$0]?.end ?? end }
    let drift = trail.drift(ofLapsFrom: range.lowerBound, ends)
    return Orbit(
      first: range.lowerBound, last: end, sense: sense, turns: turns, driftX: drift.x,
      driftY: drift.y, lapSeconds: seconds, lapEnds: ends)
  }
}

extension TurnTrail {
  /// How fast the middle of the laps moves, metres per second: from the mean of the first third of
  /// them to that of the last, so that one lap's wobble is no drift.
  ///
  /// - Parameter ends: The vertex a lap later, for each vertex from `first`.
  func drift(ofLapsFrom first: Int, _ ends: [Int]) -> (x: Double, y: Double) {
    let third = max(1, ends.count / 3)
    func mean(_ range: Range<Int>) -> (x: Double, y: Double, t: Double) {
      var sum = (x: 0.0, y: 0.0, t: 0.0)
      for place in range {
        let spread = spread(first + place, max(ends[place], first + place + 1))
        sum.x += spread.centreX
        sum.y += spread.centreY
        sum.t += (t[first + place] + t[ends[place]]) / 2
      }
      let n = Double(max(1, range.count))
      return (sum.x / n, sum.y / n, sum.t / n)
    }
    guard ends.count > 1 else { return (0, 0) }
    let a = mean(0..<third)
    let b = mean(ends.count - third..<ends.count)
    guard b.t - a.t > 1e-6 else { return (0, 0) }
    return ((b.x - a.x) / (b.t - a.t), (b.y - a.y) / (b.t - a.t))
  }
}

/// The middle value; NaN of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
