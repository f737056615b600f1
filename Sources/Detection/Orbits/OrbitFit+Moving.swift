import Tracks

extension OrbitFit {
  /// A path that misses its moving circle by this part of its radius at most tells where it leaves
  /// it.
  private static let clearEnds = 0.13

  /// The orbit of a part that moves on: the ring that fits it, or else middle and pace of its laps.
  func moving(_ rows: ClosedRange<Int>, _ radius: Double) -> Orbit? {
    let slope = pace
    let seconds = Double(clocking.span(rows)) / 1e6
    let start = Ring(centre: meanCentre, drift: slope, radius: radius)
    if let fit = RingFit(
      pathPoints(rows, most: Self.mostPoints), from: start, .drift, noise: finder.noise,
      isRobust: isRobust),
      fit.residual < 0.4 * fit.ring.radius, fit.ring.radius < 2 * radius,
      fit.ring.radius > radius / 2, isLapLong(fit.ring)
    {
      let (rows, fit) = ended(rows, fit)
      return orbit(rows, fit, .drifting)
    }
    // It follows no straight line: middle and pace are those of the laps.
    let scatter =
      part.looks.reduce(0) { $0 + (trail.origin + $1.centre - meanCentre).squaredLength }
      / Double(2 * part.looks.count)
    return Orbit(
      rows: rows, shape: .drifting, turn: turn(rows), lapSeconds: lapSeconds,
      ring: start, semiMajor: radius + slope.length * seconds / 2, semiMinor: radius,
      radius: radius, pace: slope.length, residual: scatter.squareRoot(),
      covariance: (scatter, scatter, 0))
  }

  /// A ring that drifts, fitted to as many fixes as lie on it.
  ///
  /// Laps that are shifted to and fro are on no ring that would tell where they end.
  func ended(
    _ start: ClosedRange<Int>, _ found: RingFit
  ) -> (rows: ClosedRange<Int>, fit: RingFit) {
    var (rows, fit) = (start, found)
    for _ in 0..<3 where fit.residual <= Self.clearEnds * fit.ring.radius && !isOpen(rows) {
      let belonging = extended(rows, fit)
      var ring = fit.ring
      ring.centre += Double(clocking.middle(belonging) - clocking.middle(rows)) / 1e6 * ring.drift
      guard belonging != rows,
        let next = RingFit(
          pathPoints(belonging, most: Self.mostPoints), from: ring, .drift, noise: finder.noise,
          isRobust: isRobust, start: .near)
      else { break }
      (rows, fit) = (belonging, next)
    }
    return (rows, fit)
  }
}
