/// Puts together what is one orbit seen in pieces: laps that were flown unseen break the chain of
/// laps, not the orbit.
struct OrbitMerge {
  let clocking: Clocking
  /// Standard deviation of positions, metres.
  let noise: Double

  /// The orbits, those that follow each other round one place as one.
  func merged(_ orbits: [Orbit]) -> [Orbit] {
    var result: [Orbit] = []
    for orbit in orbits {
      if let last = result.last, isOne(last, orbit) {
        result[result.count - 1] = joined(last, orbit)
      } else {
        result.append(orbit)
      }
    }
    return result
  }

  /// Whether an orbit goes on as the one before: same place, size and sense, within a lap's time.
  private func isOne(_ one: Orbit, _ next: Orbit) -> Bool {
    guard one.isEight == next.isEight, one.isEight || one.turn * next.turn > 0,
      max(one.radius, next.radius) <= 1.15 * min(one.radius, next.radius)
    else { return false }
    let between = clocking.span(one.rows.upperBound...next.rows.lowerBound)
    let lap = Int64(min(one.lapSeconds, next.lapSeconds) * 1e6)
    guard between <= max(clocking.maxGap, lap) else { return false }
    let seconds = Double(middle(next) - middle(one)) / 1e6
    let drift =
      (one.shape == .drifting) == (next.shape == .drifting)
      ? (one.ring.drift + next.ring.drift) / 2 : .zero
    let apart = next.ring.centre - one.ring.centre - seconds * drift
    return apart.length <= max(0.2 * min(one.radius, next.radius), 3 * noise)
  }

  private func middle(_ orbit: Orbit) -> Int64 { clocking.middle(orbit.rows) }

  /// Both as one, what was fitted weighted with the time observed.
  private func joined(_ one: Orbit, _ next: Orbit) -> Orbit {
    let (a, b) = (Double(clocking.observed(one.rows)), Double(clocking.observed(next.rows)))
    let longer = a >= b ? one : next
    let (u, v) = (a / (a + b), b / (a + b))
    var whole = longer
    whole.rows = one.rows.lowerBound...next.rows.upperBound
    whole.turn = one.turn + next.turn
    whole.radius = u * one.radius + v * next.radius
    whole.residual = (u * one.residual * one.residual + v * next.residual * next.residual)
      .squareRoot()
    whole.covariance = (
      u * u * one.covariance.xx + v * v * next.covariance.xx,
      u * u * one.covariance.yy + v * v * next.covariance.yy,
      u * u * one.covariance.xy + v * v * next.covariance.xy
    )
    if longer.shape == .drifting {
      // Where the middle was when the whole was half over.
      let seconds = Double(middle(whole) - middle(longer)) / 1e6
      whole.ring.centre = longer.ring.centre + seconds * longer.ring.drift
    } else {
      whole.ring.centre = u * one.ring.centre + v * next.ring.centre
    }
    return whole
  }
}
