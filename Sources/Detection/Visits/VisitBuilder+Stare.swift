import Tracks

extension VisitBuilder {
  /// A stare, measured by the camera itself.
  ///
  /// - Parameters:
  ///   - rows: The rows of the stare, in order; slews are none of it.
  ///   - frames: The frame centres at them.
  ///   - own: The clocking of these rows alone.
  ///   - isDrifting: Whether it follows something that moves.
  func stare(
    _ rows: [Int], frames: [Vector], own: Clocking, isDrifting: Bool
  ) throws(DwellError) -> Visit {
    guard let first = rows.first, let last = rows.last else {
      throw DwellError(.bug, "a stare has no frame")
    }
    var visit = started(.stare, first...last, own: own)
    let samples = Samples(along: frames, observed: own.observed)
    let centre =
      isDrifting
      ? halfTime(frames, own.time)
      : geometricMedian(samples.points, weights: samples.milliseconds.map(Double.init))
    let ground = try ground(first...last, centre: centre)
    let hull = HullTree.hull(of: Array(frames.indices), frames)
    let circle = EnclosingCircle(around: frames, rows: hull)
    let spread = median(frames.map { ($0 - centre).length })
    let metres = ground.metres(Vector(spread, 0)).length
    visit.shape = isDrifting ? "drifting" : ""
    visit.radius = ground.metres(Vector(circle.radius, 0)).length
    visit.fitResidual = metres
    let extent = Spread(frames, centre)
    visit.semiMajor = ground.metres(Vector((2 * extent.major).squareRoot(), 0)).length
    visit.semiMinor = ground.metres(Vector((2 * extent.minor).squareRoot(), 0)).length
    visit.orientation = ground.bearing(extent.angle)
    if isDrifting {
      visit.drift = ground.metres(pace(frames, own.time)).length
      visit.setCentre(ground, (extent.major, extent.major, 0))
    } else {
      // Half the frames lie within the median distance: 1.1774 σ. A gimbal's error lasts as long as
      // a flight, so that more frames do not average it out.
      let variance = metres * metres / (1.1774 * 1.1774)
      visit.setCentre(ground, (variance, variance, 0))
    }
    try visit.setLook(LookPrior(point: centre), ground, basis: "sensor")
    visit.setSamples(samples, ground)
    visit.extent = try ground.extent(
      Outline.ring(circle.centre, radius: max(0.5, circle.radius)))
    return visit
  }

  /// Where what moves was at half time: the median of the frames within ten seconds of it.
  private func halfTime(_ frames: [Vector], _ time: [Int64]) -> Vector {
    let middle = time[0] + (time[time.count - 1] - time[0]) / 2
    let near = frames.indices.filter { abs(time[$0] - middle) <= 10_000_000 }
    if !near.isEmpty { return geometricMedian(near.map { frames[$0] }) }
    let nearest = frames.indices.min { abs(time[$0] - middle) < abs(time[$1] - middle) } ?? 0
    return frames[nearest]
  }

  /// Metres per second from the first to the last tenth.
  private func pace(_ frames: [Vector], _ time: [Int64]) -> Vector {
    let tenth = max(1, frames.count / 10)
    let from = geometricMedian(Array(frames.prefix(tenth)))
    let to = geometricMedian(Array(frames.suffix(tenth)))
    let seconds = Double(time[time.count - 1 - tenth / 2] - time[tenth / 2]) / 1e6
    return seconds > 0 ? (to - from) / seconds : .zero
  }
}
