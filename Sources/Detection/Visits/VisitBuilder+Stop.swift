import Tracks

extension VisitBuilder {
  /// A stop: its centre is the dwell-weighted geometric median, so that the way in and out does not
  /// pull it; its extent the smallest circle around all its fixes.
  ///
  /// It may have looked around itself as far as it was wide or high (``LookPriors``).
  func stop(_ rows: ClosedRange<Int>) throws(DwellError) -> Visit {
    var visit = started(.stop, rows)
    let path = rows.map { track.points[$0] }
    let hull = HullTree.hull(of: Array(path.indices), path)
    let circle = EnclosingCircle(around: path, rows: hull)
    let samples = Samples(along: path, observed: rows.map { clocking.observed[$0] })
    let weights = samples.milliseconds.map(Double.init)
    let centre = geometricMedian(samples.points, weights: weights)
    let ground = try ground(rows, centre: centre)
    let seconds = Double(clocking.observed(rows)) / 1e6
    visit.setCentre(ground, meanCovariance(samples, centre, seconds))
    visit.radius = ground.metres(Vector(circle.radius, 0)).length
    let spread = Spread(path, centre)
    visit.semiMajor = ground.metres(Vector((2 * spread.major).squareRoot(), 0)).length
    visit.semiMinor = ground.metres(Vector((2 * spread.minor).squareRoot(), 0)).length
    visit.orientation = ground.bearing(spread.angle)
    visit.fitResidual = ground.metres(Vector(spread.radius, 0)).length
    priors.region(of: visit).store(in: &visit)
    visit.setSamples(samples, ground)
    visit.extent = try ground.extent(
      Outline.ring(circle.centre, radius: max(0.5, circle.radius)))
    return visit
  }

  /// The covariance of a median of samples: their spread over as many as tell something of their
  /// own; not less than a receiver's error wanders by, which moves a short stop as a whole.
  private func meanCovariance(
    _ samples: Samples, _ centre: Vector, _ seconds: Double
  ) -> (xx: Double, yy: Double, xy: Double) {
    let offsets = samples.points.map { $0 - centre }
    let count = Double(offsets.count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for offset in offsets {
      xx += offset.x * offset.x
      yy += offset.y * offset.y
      xy += offset.x * offset.y
    }
    let alike = max(
      Autocorrelation.time(offsets.map { $0.x }), Autocorrelation.time(offsets.map { $0.y }))
    // A median of normal values is π ÷ 2 times less sharp than their mean.
    let factor = .pi / 2 * alike / (count * max(1, count - 1))
    let apart = median(offsets.map(\.length)) / 1.1774
    let left = ReceiverWander.meanVariance(seconds)
    let size = ReceiverWander.variance(
      apart * apart / max(0.05, 1 - left), over: (1 - left) * seconds)
    let wander = size * left
    if 2 * wander > (xx + yy) * factor { return (wander, wander, 0) }
    return (xx * factor, yy * factor, xy * factor)
  }
}

extension Spread {
  /// The spread of points about a centre, all alike.
  init(_ points: [Vector], _ centre: Vector) {
    var moments = Moments()
    for point in points {
      moments.add(weight: 1, at: point - centre, step: .zero, seconds: 0)
    }
    self.init(moments, at: .zero)
    self.centre += centre
  }
}
