import Tracks

extension VisitBuilder {
  /// An orbit: it may have looked anywhere inside, or beside its legs (``LookPrior``).
  ///
  /// - Parameter frames: The frame centres known during it, which say where it looked.
  func orbit(_ orbit: Orbit) throws(DwellError) -> Visit {
    var visit = started(.orbit, orbit.rows)
    let ring = orbit.ring
    let ground = try ground(orbit.rows, centre: ring.centre)
    func metres(_ length: Double) -> Double { ground.metres(Vector(length, 0)).length }
    visit.setCentre(ground, orbit.covariance)
    visit.shape = orbit.shape.rawValue
    visit.radius = metres(orbit.radius)
    visit.semiMajor = metres(orbit.semiMajor)
    visit.semiMinor = metres(orbit.semiMinor)
    visit.orientation = ground.bearing(ring.axis.angle)
    visit.lapSeconds = orbit.lapSeconds
    visit.drift = metres(orbit.pace)
    visit.fitResidual = metres(orbit.residual)
    let turns = orbit.turn / (2 * .pi)
    if orbit.isEight {
      visit.sense = "both"
      visit.turns = turns
    } else {
      visit.sense = turns > 0 ? "left" : "right"
      visit.turns = -turns
    }
    let look = LookPrior(orbit, height: visit.heightMax)
    try visit.setLook(look, ground, basis: "path")
    visit.setSamples(samples(orbit, height: visit.heightMax), ground)
    visit.extent = try ground.extent(outline(orbit))
    return visit
  }

  private func samples(_ orbit: Orbit, height: Double) -> Samples {
    let observed = clocking.observed(orbit.rows)
    let seconds = Double(clocking.span(orbit.rows)) / 1e6
    switch orbit.shape {
    case .circle, .drifting:
      return Samples(
        within: Vector(orbit.radius, orbit.radius), angle: 0, of: orbit.ring.centre,
        drifting: orbit.ring.drift * seconds, observed: observed)
    case .racetrack, .figureEight:
      return Samples(
        beside: orbit.semiMajor, from: orbit.semiMinor,
        to: orbit.semiMinor + LookPrior.reach(orbit, height: height), angle: orbit.ring.axis.angle,
        of: orbit.ring.centre, observed: observed)
    }
  }

  private func outline(_ orbit: Orbit) -> [Vector] {
    let ring = orbit.ring
    guard orbit.shape == .drifting else {
      return Outline.ring(
        ring.centre, radius: orbit.semiMinor, halfLeg: orbit.semiMajor - orbit.semiMinor,
        angle: ring.axis.angle)
    }
    // What a circle that moves on sweeps.
    let way = ring.drift * (Double(clocking.span(orbit.rows)) / 1e6)
    return Outline.ring(
      ring.centre, radius: orbit.radius, halfLeg: way.length / 2, angle: way.angle)
  }
}
