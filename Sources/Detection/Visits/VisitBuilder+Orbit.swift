import Tracks

extension VisitBuilder {
  /// An orbit: it may have looked anywhere inside, or beside its legs (``LookPriors``).
  func orbit(_ orbit: Orbit) throws(DwellError) -> Visit {
    var visit = started(.orbit, orbit.rows)
    let ring = orbit.ring
    let ground = try ground(orbit.rows, centre: ring.centre)
    func metres(_ length: Double) -> Double { ground.metres(Vector(length, 0)).length }
    visit.setCentre(ground, orbit.covariance, reach: metres(orbit.semiMajor))
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
    let region = priors.region(of: visit)
    region.store(in: &visit)
    if orbit.shape == .drifting {
      visit.setSamples(swept(orbit), ground)
    } else {
      visit.setSamples(region, microseconds: clocking.observed(orbit.rows))
    }
    visit.extent = try ground.extent(outline(orbit))
    return visit
  }

  /// What lies inside a ring that moves on.
  private func swept(_ orbit: Orbit) -> Samples {
    Samples(
      within: Vector(orbit.radius, orbit.radius), angle: 0, of: orbit.ring.centre,
      drifting: orbit.ring.drift * (Double(clocking.span(orbit.rows)) / 1e6),
      observed: clocking.observed(orbit.rows))
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
