import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The place, size and shape of an orbit, from the fixes that belong to it.
struct OrbitFit {
  let finder: OrbitFinder
  let trail: TurnTrail
  let orbit: LapFinder.Orbit

  /// The fit; nil when no closed curve explains the path.
  func found() -> OrbitFinder.Found? {
    let seconds = trail.t[orbit.last] - trail.t[orbit.first]
    let speed = (orbit.driftX * orbit.driftX + orbit.driftY * orbit.driftY).squareRoot()
    let whole = wholeLaps
    let still = trail.spread(whole.first, whole.last)
    let isDrifting = speed * seconds > max(still.radius / 2, 6 * finder.noise)
    let vx = isDrifting ? orbit.driftX : 0
    let vy = isDrifting ? orbit.driftY : 0
    let spread = trail.spread(whole.first, whole.last, vx: vx, vy: vy)
    let isRound = spread.minor >= 0.55 * spread.major && orbit.sense != 0
    var rows = trail.rows[orbit.first]...trail.rows[orbit.last]
    var found = ellipse(spread, rows, vx, vy)
    found.shape =
      isDrifting ? "drifting" : orbit.sense == 0 ? "figure-eight" : isRound ? "circle" : "racetrack"
    // Laps that lie a radius from each other close on nothing.
    guard found.residual <= max(found.radius, found.semiMajor) else { return nil }
    guard isRound else { return found }
    guard var fit = fit(rows, vx, vy), fit.radius < 4 * spread.radius else { return nil }
    if !isDrifting {
      // Ends that leave the circle are the way in and out; what lies on it beyond them belongs to it.
      for _ in 0..<3 {
        let belonging = extended(rows, fit, by: found.lapSeconds / 2)
        if belonging == rows { break }
        rows = belonging
        guard let again = self.fit(rows, vx, vy) else { break }
        fit = again
      }
    }
    found.rows = rows
    return circle(fit, found)
  }

  /// A whole number of laps from the midst of the orbit: what is over is left at both ends, where the way
  /// in and the way out are.
  private var wholeLaps: (first: Int, last: Int) {
    let from = chainEnd(from: orbit.first)
    guard from > orbit.first else { return (orbit.first, orbit.last) }
    let start = orbit.first + (orbit.last - from) / 2
    let end = chainEnd(from: start)
    return end > start ? (start, end) : (orbit.first, from)
  }

  /// The vertex that ends the last whole lap from a vertex; itself when there is none.
  private func chainEnd(from first: Int) -> Int {
    var end = first
    while end - orbit.first < orbit.lapEnds.count {
      let next = orbit.lapEnds[end - orbit.first]
      guard next > end, next <= orbit.last else { break }
      end = next
    }
    return end
  }

  private func ellipse(
    _ spread: TurnTrail.Spread, _ rows: ClosedRange<Int>, _ vx: Double, _ vy: Double
  ) -> OrbitFinder.Found {
    let a = (2 * spread.major).squareRoot()
    let b = (2 * spread.minor).squareRoot()
    // Each lap is about one independent look at where the middle is.
    let laps = max(1, orbit.turns)
    let wobble = lapWobble
    let variance = (wobble * wobble + finder.noise * finder.noise) / laps
    return OrbitFinder.Found(
      rows: rows, shape: "", sense: orbit.sense, turns: orbit.turns,
      lapSeconds: median(orbit.lapSeconds), x: finder.x[trail.rows[0]] + spread.centreX,
      y: finder.y[trail.rows[0]] + spread.centreY, radius: (a * b).squareRoot(), semiMajor: a,
      semiMinor: b, angle: spread.angle, driftX: vx, driftY: vy, residual: wobble,
      varianceX: variance, varianceY: variance, covariance: 0)
  }

  /// How far apart the path is from itself a lap later, metres, root mean square over √2.
  private var lapWobble: Double {
    var squares = 0.0
    for (place, end) in orbit.lapEnds.enumerated() {
      let from = orbit.first + place
      let t = trail.t[end] - trail.t[from]
      let dx = trail.x[end] - trail.x[from] - orbit.driftX * t
      let dy = trail.y[end] - trail.y[from] - orbit.driftY * t
      squares += dx * dx + dy * dy
    }
    return (squares / Double(max(1, 2 * orbit.lapEnds.count))).squareRoot()
  }

  private func fit(_ rows: ClosedRange<Int>, _ vx: Double, _ vy: Double) -> CircleFit? {
    var xs: [Double] = []
    var ys: [Double] = []
    var weights: [Double] = []
    let middle = finder.time[rows.lowerBound] / 2 + finder.time[rows.upperBound] / 2
    var before: (x: Double, y: Double)?
    for row in rows where finder.x[row].isFinite {
      let t = Double(finder.time[row] - middle) / 1e6
      let x = finder.x[row] - vx * t
      let y = finder.y[row] - vy * t
      if let before {
        // Weighted by the way, so that a slow or densely logged side does not pull the centre.
        weights.append(
          ((x - before.x) * (x - before.x) + (y - before.y) * (y - before.y)).squareRoot())
      } else {
        weights.append(0)
      }
      before = (x, y)
      xs.append(x)
      ys.append(y)
    }
    guard weights.reduce(0, +) > 0 else { return nil }
    return CircleFit(xs, ys, weights: weights)
  }

  /// The rows without ends that leave the circle, and with those beyond that lie on it, for at most some
  /// seconds: a hover that begins on the circle is not the orbit's.
  private func extended(
    _ rows: ClosedRange<Int>, _ fit: CircleFit, by seconds: Double
  ) -> ClosedRange<Int> {
    let most = Int64(clampedRounding: seconds * 1e6)
    let ends = (trail.rows[orbit.first], trail.rows[orbit.last])
    let band = max(3 * fit.residual, 0.03 * fit.radius, 3 * finder.noise)
    func isOn(_ row: Int) -> Bool {
      let dx = finder.x[row] - fit.x
      let dy = finder.y[row] - fit.y
      return abs((dx * dx + dy * dy).squareRoot() - fit.radius) <= min(band, 0.25 * fit.radius)
    }
    var first = rows.lowerBound
    var last = rows.upperBound
    let lowest = trail.rows[0]
    let highest = trail.rows[trail.count - 1]
    while first > lowest, isOn(first - 1), finder.time[ends.0] - finder.time[first - 1] <= most {
      first -= 1
    }
    while last < highest, isOn(last + 1), finder.time[last + 1] - finder.time[ends.1] <= most {
      last += 1
    }
    while first < last, !isOn(first) || isResting(first, 1, fit, most / 6) { first += 1 }
    while last > first, !isOn(last) || isResting(last, -1, fit, most / 6) { last -= 1 }
    return last - first > 8 ? first...last : rows
  }

  /// Whether a twelfth of a lap (`span` microseconds) onward, or back, the vehicle is hardly on its way:
  /// then it hovers on the circle before or after it flies it.
  private func isResting(_ row: Int, _ direction: Int, _ fit: CircleFit, _ span: Int64) -> Bool {
    var other = row
    while trail.rows[0] < other, other < trail.rows[trail.count - 1],
      abs(finder.time[other] - finder.time[row]) < span
    {
      other += direction
    }
    let dx = finder.x[other] - finder.x[row]
    let dy = finder.y[other] - finder.y[row]
    // The chord of a twelfth is 0.52 radii.
    return other != row && dx * dx + dy * dy < 0.0625 * fit.radius * fit.radius
  }

  /// Turns round the centre of a circle, from fix to fix.
  private func turns(_ found: OrbitFinder.Found) -> Double {
    let rows = found.rows
    let middle = finder.time[rows.lowerBound] / 2 + finder.time[rows.upperBound] / 2
    var sum = 0.0
    var before = Double.nan
    for row in rows where finder.x[row].isFinite {
      let t = Double(finder.time[row] - middle) / 1e6
      let angle = atan2(
        finder.y[row] - found.driftY * t - found.y, finder.x[row] - found.driftX * t - found.x)
      if before.isFinite { sum += (angle - before).remainder(dividingBy: 2 * .pi) }
      before = angle
    }
    return abs(sum) / (2 * .pi)
  }

  private func circle(_ fit: CircleFit, _ found: OrbitFinder.Found) -> OrbitFinder.Found {
    var result = found
    result.x = fit.x
    result.y = fit.y
    result.radius = fit.radius
    let ratio = found.semiMinor / max(1e-9, found.semiMajor)
    let scale = fit.radius / (ratio.squareRoot() * max(1e-9, found.semiMajor))
    result.semiMajor = found.semiMajor * scale
    result.semiMinor = found.semiMinor * scale
    result.residual = fit.residual
    result.turns = turns(result)
    // Residuals of one lap are of one hand: about eight a turn are independent.
    let count = Double(max(1, found.rows.count))
    let independent = max(3, min(count, 8 * found.turns))
    let spread = fit.residual * fit.residual + finder.noise * finder.noise
    let factor = spread * count / independent
    result.varianceX = fit.unitXX * factor
    result.varianceY = fit.unitYY * factor
    result.covariance = fit.unitXY * factor
    return result
  }
}
