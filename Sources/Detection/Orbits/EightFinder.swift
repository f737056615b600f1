#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tracks

/// Finds figures of eight: lobes turned alternately left and right, every other one along the same
/// path.
struct EightFinder {
  let finder: OrbitFinder
  let trail: Trail
  let trends: [Trend]

  /// How far the course turns in a lobe, radians: 180° plus the angle at which the lobes cross.
  private static let lobe = 2.6...7.5

  /// 18°, radians: the legs between the lobes of a figure of eight cross, those of a survey lie
  /// side by side.
  private static let leastCrossing = 0.314

  /// The figures of eight, in order.
  func eights(_ account: inout Account) -> [Orbit] {
    var found: [Orbit] = []
    var index = 0
    while index + 2 < trends.count {
      guard isLobe(index), isLobe(index + 1), isLobe(index + 2), follows(index) else {
        index += 1
        continue
      }
      var last = index + 2
      while last + 1 < trends.count, isLobe(last + 1), follows(last - 1) { last += 1 }
      if let orbit = orbit(index...last, &account) { found.append(orbit) }
      index = last
    }
    return found
  }

  private func isLobe(_ index: Int) -> Bool {
    Self.lobe.contains(abs(trends[index].turn))
      && (index == 0 || trends[index].turn * trends[index - 1].turn < 0)
  }

  /// Metres: root mean square distance of a lobe from its middle.
  private func radius(_ trend: Trend) -> Double {
    trail.spread(from: Double(trend.first), to: Double(trend.last)).radius
  }

  /// Whether the lobe two on from `index` goes the way of the one at `index`, and not the lobe
  /// between: three legs of a survey lie side by side.
  private func follows(_ index: Int) -> Bool {
    let one = trends[index]
    let three = trends[index + 2]
    let sizes = [radius(one), radius(three), radius(trends[index + 1])].sorted()
    // Lobes of one figure are of one size.
    guard sizes[0] >= finder.leastRadius, sizes[2] <= 2 * sizes[0] else { return false }
    let (back, forth) = (
      share(of: three, near: one, within: closeness(one)),
      share(of: one, near: three, within: closeness(three))
    )
    // The first and the last are cut short: the whole of them lies on a part of the other.
    return max(back, forth) >= 0.7 && min(back, forth) >= 0.4
  }

  /// How near another must pass to go the way of a lobe, metres: half its radius, and no more than
  /// half its width, where the next leg of a survey would lie.
  private func closeness(_ trend: Trend) -> Double {
    let spread = trail.spread(from: Double(trend.first), to: Double(trend.last))
    return min(0.5 * turnRadius(trend), (2 * spread.minor).squareRoot())
  }

  /// The radius of the part of a lobe that turns: of the way between a tenth and nine tenths of its
  /// turn, the straight parts left out.
  private func turnRadius(_ trend: Trend) -> Double {
    let start = trail.turned[trend.first]
    func reached(_ part: Double) -> Int {
      (trend.first...trend.last).first {
        abs(trail.turned[$0] - start) >= part * abs(trend.turn)
      } ?? trend.last
    }
    let way = trail.travelled[reached(0.9)] - trail.travelled[reached(0.1)]
    return min(way / (0.8 * abs(trend.turn)), 1.5 * radius(trend))
  }

  /// The angles between the legs that lead from lobe to lobe, each with the next, radians up to π ÷
  /// 2.
  private func crossings(_ lobes: ClosedRange<Int>) -> [Double] {
    let middles = lobes.map { index -> Double in
      let trend = trends[index]
      let half = trail.turned[trend.first] + trend.turn / 2
      let vertex = (trend.first...trend.last).min {
        abs(trail.turned[$0] - half) < abs(trail.turned[$1] - half)
      }
      return trail.travelled[vertex ?? trend.first]
    }
    let legs = zip(middles, middles.dropFirst()).map { from, to -> Double in
      let third = (to - from) / 3
      return (trail.point(travelled: to - third) - trail.point(travelled: from + third)).angle
    }
    return zip(legs, legs.dropFirst()).map { one, next in
      let apart = abs((next - one).remainder(dividingBy: .pi))
      return min(apart, .pi - apart)
    }
  }

  /// The part of a trend's vertices that lie near another's path.
  private func share(of trend: Trend, near other: Trend, within limit: Double) -> Double {
    let count = trend.last - trend.first + 1
    let stride = max(1, count / 64)
    var near = 0
    var tested = 0
    for vertex in Swift.stride(from: trend.first, through: trend.last, by: stride) {
      tested += 1
      let apart = trail.distance(
        trail.points[vertex], toStepsFrom: other.first, to: other.last, near: limit,
        guess: alike(vertex, of: trend, in: other))
      if apart <= limit {
        near += 1
      }
    }
    return Double(near) / Double(tested)
  }

  /// The vertex of a lobe where another is at one of its own, if both are flown alike.
  private func alike(_ vertex: Int, of trend: Trend, in other: Trend) -> Int {
    let part = Double(vertex - trend.first) / Double(max(1, trend.last - trend.first))
    return other.first + Int(part * Double(other.last - other.first))
  }

  private func rows(_ lobes: ClosedRange<Int>) -> ClosedRange<Int> {
    trail.rows[trends[lobes.lowerBound].first]...trail.rows[trends[lobes.upperBound].last]
  }

  private func orbit(_ lobes: ClosedRange<Int>, _ account: inout Account) -> Orbit? {
    guard median(crossings(lobes)) >= Self.leastCrossing else {
      account.reject(
        "survey legs", finder.clocking, rows(lobes), "the legs between lobes lie side by side")
      return nil
    }
    let range = extended(lobes)
    let rows = trail.rows[range.lowerBound]...trail.rows[range.upperBound]
    let turn = range.dropFirst().reduce(0) { $0 + abs(trail.turned[$1] - trail.turned[$1 - 1]) }
    guard turn >= 2 * .pi * finder.minTurns else {
      account.reject(
        "too few turns", finder.clocking, rows, "a figure of eight of \(Account.turns(turn))")
      return nil
    }
    guard finder.clocking.observed(rows) >= finder.minDuration else {
      account.reject("orbits shorter than the least duration", finder.clocking, rows)
      return nil
    }
    // The middle of whole eights, each from a lobe to the one after the next.
    let centres = lobes.dropLast().map { index in
      trail.spread(from: Double(trends[index].first), to: Double(trends[index + 1].last))
    }
    let centre = geometricMedian(centres.map(\.centre))
    let motion = motion(centres)
    let drift = motion.pace
    let seconds = Double(finder.clocking.span(rows)) / 1e6
    let axis = axis(centres)
    let reach = extent(range, centre, axis)
    let length =
      2 * median(lobes.map { trail.travelled[trends[$0].last] - trail.travelled[trends[$0].first] })
    let lap =
      2 * median(lobes.map { trail.seconds[trends[$0].last] - trail.seconds[trends[$0].first] })
    guard length < 1.5 * (4 * reach.major + 2 * .pi * reach.minor) else {
      account.reject(
        "turns without a place", finder.clocking, rows, "its lobes go to and fro")
      return nil
    }
    let radius = length / (2 * .pi)
    let variance = variance(centres, centre, radius: radius, seconds: seconds)
    let isDrifting = drift.length * seconds > max(radius / 2, 3 * motion.deviation * seconds)
    return Orbit(
      isEight: true, rows: rows, shape: isDrifting ? .drifting : .figureEight, turn: turn,
      lapSeconds: lap,
      ring: Ring(
        centre: trail.origin + centre, drift: isDrifting ? drift : .zero, radius: reach.minor,
        halfLeg: max(0, reach.major - reach.minor), axis: Vector(angle: axis)),
      semiMajor: reach.major, semiMinor: reach.minor, radius: radius, pace: drift.length,
      residual: wobble(lobes), covariance: (variance, variance, 0))
  }

  /// The middle of an eight is uncertain by this part of its radius before eights tell: lobes are
  /// seen in chords, and cut where the turn changes.
  private static let usual = 0.006
  /// So many eights tell as much.
  private static let trust = 2.0

  /// The variance of the middle in each axis, metres²: by how eights differ, and by the wander of
  /// the receiver, which moves them all.
  private func variance(
    _ centres: [Spread], _ centre: Vector, radius: Double, seconds: Double
  ) -> Double {
    // Of the middle distance: the first and the last eight may be cut short. Every other one tells
    // something new.
    let apart = median(centres.map { ($0.centre - centre).length }) / 1.1774
    let count = max(1, Double(centres.count) / 2)
    let usual = Self.usual * radius
    let one = (Self.trust * usual * usual + count * apart * apart) / (Self.trust + count)
    return one / count + ReceiverWander.usual * ReceiverWander.usual
      * ReceiverWander.meanVariance(seconds)
  }

  /// The vertices of the inner lobes, and those before and after that lie on the lobes they repeat.
  private func extended(_ lobes: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = trends[lobes.lowerBound + 1].first
    var last = trends[lobes.upperBound - 1].last
    let lowest = lobes.lowerBound > 0 ? trends[lobes.lowerBound - 1].first : 0
    let highest = trends[min(trends.count - 1, lobes.upperBound + 1)].last
    // A lobe repeats the one two on; what lies before the first lobe, the second.
    let early = (trends[lobes.lowerBound + 1], trends[lobes.lowerBound + 2])
    let late = (trends[lobes.upperBound - 1], trends[lobes.upperBound - 2])
    let earlyBand = band(early)
    while first > lowest, isOn(first - 1, early, earlyBand) { first -= 1 }
    let lateBand = band(late)
    while last < highest, isOn(last + 1, late, lateBand) { last += 1 }
    return first...last
  }

  private func band(_ lobes: (Trend, Trend)) -> Double {
    0.35 * min(turnRadius(lobes.0), turnRadius(lobes.1))
  }

  private func isOn(_ vertex: Int, _ lobes: (Trend, Trend), _ limit: Double) -> Bool {
    func isNear(_ lobe: Trend) -> Bool {
      trail.distance(trail.points[vertex], toStepsFrom: lobe.first, to: lobe.last, near: limit)
        <= limit
    }
    return isNear(lobes.0) || isNear(lobes.1)
  }

  /// The pace of the middles of whole eights, and its standard deviation; the first and the last
  /// are left out, since a lobe at an end may have more than its share of the way in or out.
  private func motion(_ all: [Spread]) -> (pace: Vector, deviation: Double) {
    let centres = all.count > 4 ? Array(all.dropFirst().dropLast()) : all
    guard centres.count > 2 else { return (.zero, 0) }
    let count = Double(centres.count)
    let time = centres.reduce(0) { $0 + $1.seconds } / count
    let mean = centres.reduce(Vector.zero) { $0 + $1.centre } / count
    var moment = Vector.zero
    var spread = 0.0
    for centre in centres {
      moment += (centre.seconds - time) * (centre.centre - mean)
      spread += (centre.seconds - time) * (centre.seconds - time)
    }
    guard spread > 0 else { return (.zero, 0) }
    let pace = moment / spread
    let squares = centres.reduce(0) {
      $0 + ($1.centre - mean - ($1.seconds - time) * pace).squaredLength
    }
    return (pace, (squares / 2 / max(1, count / 2 - 2) / spread).squareRoot())
  }

  private func axis(_ centres: [Spread]) -> Double {
    // Of doubled angles, since an axis has no direction.
    let sum = centres.reduce(Vector.zero) { $0 + Vector(angle: 2 * $1.angle) }
    return sum.angle / 2
  }

  private func extent(
    _ range: ClosedRange<Int>, _ centre: Vector, _ axis: Double
  ) -> (major: Double, minor: Double) {
    let along = Vector(angle: axis)
    // The tenth part farthest out is the ends' wobble; half of it is left out.
    func reach(_ offset: (Vector) -> Double) -> Double {
      var values = range.map { abs(offset(trail.points[$0] - centre)) }
      return values.select(Int(0.95 * Double(values.count - 1)))
    }
    return (reach { $0.dot(along) }, reach { along.cross($0) })
  }

  /// Root mean square distance of each lobe from the one before on its side, over √2.
  private func wobble(_ lobes: ClosedRange<Int>) -> Double {
    var squares = 0.0
    var count = 0.0
    for index in lobes.dropFirst(2) {
      let (now, before) = (trends[index], trends[index - 2])
      let stride = max(1, (now.last - now.first) / 32)
      for vertex in Swift.stride(from: now.first, through: now.last, by: stride) {
        let apart = trail.distance(
          trail.points[vertex], toStepsFrom: before.first, to: before.last,
          guess: alike(vertex, of: now, in: before))
        squares += apart * apart
        count += 1
      }
    }
    return (squares / max(1, 2 * count)).squareRoot()
  }
}

extension Trail {
  /// The point reached after so many metres.
  func point(travelled metres: Double) -> Vector {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if travelled[middle] <= metres { low = middle } else { high = middle - 1 }
    }
    guard low + 1 < count, travelled[low + 1] > travelled[low] else { return points[low] }
    return point(
      at: Double(low) + min(1, (metres - travelled[low]) / (travelled[low + 1] - travelled[low])))
  }

  /// Metres from a point to the path between two vertices; where that is `near` or less, any that
  /// is.
  ///
  /// Along the path the distance changes by no more than its length, so far parts are skipped.
  /// - Parameter guess: A vertex where it may be near, for speed alone.
  func distance(
    _ point: Vector, toStepsFrom first: Int, to last: Int, near: Double = 0, guess: Int? = nil
  ) -> Double {
    let end = min(max(first + 1, last), count - 1)
    var least = Double.infinity
    if let guess, guess >= first, guess < end {
      least = distance(point, toStepFrom: guess)
      if least <= near { return least }
    }
    var start = first
    while start < end {
      least = min(least, distance(point, toStepFrom: start))
      if least <= near { return least }
      let away = (point - points[start]).length
      start = firstStep(ending: length[start] + away - max(near, least), after: start, before: end)
    }
    return least
  }

  private func distance(_ point: Vector, toStepFrom start: Int) -> Double {
    let offset = point - points[start]
    let step = points[start + 1] - points[start]
    let part = min(1, max(0, offset.dot(step) / max(1e-12, step.squaredLength)))
    return (offset - part * step).length
  }

  /// The first step after one that ends at a length of the chain or beyond.
  private func firstStep(ending reach: Double, after start: Int, before end: Int) -> Int {
    var (low, jump) = (start + 1, 1)
    while low + jump < end, length[low + jump] < reach {
      low += jump
      jump *= 2
    }
    var high = min(end, low + jump)
    while low < high {
      let middle = (low + high) / 2
      if length[middle + 1] < reach { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
