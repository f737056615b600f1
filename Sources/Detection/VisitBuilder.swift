import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns what was found in the plane into visits on the ground.
struct VisitBuilder {
  let leg: Leg
  let clocking: Clocking
  let system: any PlaneSystem
  /// Standard deviation of positions, metres.
  let noise: Double

  private var track: FlightTrack { leg.track }

  /// A stop: a path that stays; where it looked is somewhere around, as far as it was high.
  ///
  /// Its centre is where most of its fixes are, not the middle of the circle, which the way in and the
  /// way out pull.
  func stop(_ stay: StayFinder.Stay, rows: ClosedRange<Int>) throws(DwellError) -> Visit {
    let (x, y) = GeometricMedian.of(stay.rows, track.x, track.y)
    var visit = try started(.stop, rows, x: x, y: y)
    visit.fixes = stay.rows.count
    visit.radius = stay.circle.radius
    visit.semiMajor = visit.radius
    visit.semiMinor = visit.radius
    let squares = stay.rows.map { row in
      let dx = track.x[row] - x
      let dy = track.y[row] - y
      return dx * dx + dy * dy
    }
    // Neighbouring fixes err alike: more than 30 are not taken for independent.
    let count = Double(max(1, min(stay.rows.count, 30)))
    setCentre(&visit, variance: (noise * noise + median(squares)) / count)
    visit.fitResidual = (squares.reduce(0, +) / Double(max(1, squares.count))).squareRoot()
    try setLook(&visit, x: x, y: y, sigma: max(100, visit.radius))
    let axes = try axes(of: visit)
    Samples.along(stay.rows, track.x, track.y, centre: (x, y), axes: axes, clocking)
      .store(in: &visit)
    visit.extent = try ring(stay.circle.x, stay.circle.y, visit.radius, visit.radius, 0)
    return visit
  }

  /// An orbit: where it looked is anywhere inside, or beside as far as it is long.
  func orbit(_ orbit: OrbitFinder.Found, rows: ClosedRange<Int>) throws(DwellError) -> Visit {
    var visit = try started(.orbit, rows, x: orbit.x, y: orbit.y)
    visit.shape = orbit.shape
    visit.radius = orbit.radius
    visit.semiMajor = orbit.semiMajor
    visit.semiMinor = orbit.semiMinor
    visit.sense = orbit.sense > 0 ? "left" : orbit.sense < 0 ? "right" : "both"
    visit.turns = orbit.sense > 0 ? -orbit.turns : orbit.turns
    visit.lapSeconds = orbit.lapSeconds
    visit.drift = (orbit.driftX * orbit.driftX + orbit.driftY * orbit.driftY).squareRoot()
    visit.fitResidual = orbit.residual
    let axes = try axes(of: visit)
    visit.orientation = bearing(orbit.angle, axes)
    setCentre(
      &visit, xx: orbit.varianceX, yy: orbit.varianceY, xy: orbit.covariance, axes)
    let sigma = 0.5 * max(orbit.radius, orbit.semiMajor)
    try setLook(&visit, x: orbit.x, y: orbit.y, sigma: sigma)
    if orbit.shape == "drifting" {
      Samples.along(
        Array(rows), track.x, track.y, centre: (orbit.x, orbit.y), axes: axes, clocking
      ).store(in: &visit)
    } else {
      Samples.inside(
        radius: max(orbit.radius, orbit.semiMajor), milliseconds: clocking.observed(rows) / 1000
      ).store(in: &visit)
    }
    visit.extent = try ring(orbit.x, orbit.y, orbit.semiMajor, orbit.semiMinor, orbit.angle)
    return visit
  }

  /// A stare: measured by the camera itself.
  func stare(
    _ stare: StareFinder.Stare, frameX: [Double], frameY: [Double]
  ) throws(DwellError) -> Visit {
    let rows = (stare.rows.first ?? 0)...(stare.rows.last ?? 0)
    var visit = try started(.stare, rows, x: stare.x, y: stare.y)
    visit.shape = stare.isDrifting ? "drifting" : ""
    visit.fixes = stare.rows.count
    visit.radius = stare.circle.radius
    let spread = median(
      stare.rows.map {
        let dx = frameX[$0] - stare.x
        let dy = frameY[$0] - stare.y
        return (dx * dx + dy * dy).squareRoot()
      })
    visit.fitResidual = spread
    // Pointing errors last as long as a flight: more frames do not average them out below 20 m.
    let sigma = max(20, spread)
    setCentre(&visit, variance: sigma * sigma)
    try setLook(&visit, x: stare.x, y: stare.y, sigma: sigma)
    visit.lookBasis = "sensor"
    let axes = try axes(of: visit)
    Samples.along(
      stare.rows, frameX, frameY, centre: (stare.x, stare.y), axes: axes, clocking
    ).store(in: &visit)
    visit.extent = try ring(
      stare.circle.x, stare.circle.y, max(1, visit.radius), max(1, visit.radius), 0)
    return visit
  }

  private func started(
    _ kind: VisitKind, _ rows: ClosedRange<Int>, x: Double, y: Double
  ) throws(DwellError) -> Visit {
    var visit = Visit()
    visit.kind = kind.rawValue
    visit.vehicle = track.vehicle
    visit.flight = track.flight
    visit.sortie = track.sortie
    visit.first = Instant(microseconds: track.time[rows.lowerBound])
    visit.last = Instant(microseconds: track.time[rows.upperBound])
    visit.visit = "\(track.vehicle)-\(visit.first.basicDescription)-\(kind.rawValue)"
    visit.fixes = rows.count
    let observed = clocking.observed(rows)
    let whole = track.time[rows.upperBound] - track.time[rows.lowerBound]
    visit.observedSeconds = Double(observed) / 1e6
    visit.gapSeconds = Double(whole - observed) / 1e6
    visit.maxGapSeconds = Double(clocking.longestInterval(rows)) / 1e6
    visit.censored = censoring(rows)
    let heights = rows.map { track.height[$0] }.filter(\.isFinite)
    visit.heightMin = heights.min() ?? .nan
    visit.heightMax = heights.max() ?? .nan
    let centre = try system.position(x: x, y: y)
    visit.centreLongitude = centre.longitude
    visit.centreLatitude = centre.latitude
    return visit
  }

  /// Where the flight's data begins or ends inside the visit, gaps included.
  private func censoring(_ rows: ClosedRange<Int>) -> String {
    let starts = rows.lowerBound == 0 || clocking.isGap(before: rows.lowerBound)
    let ends =
      rows.upperBound == track.count - 1 || clocking.isGap(before: rows.upperBound + 1)
    return starts ? (ends ? "both" : "start") : (ends ? "end" : "none")
  }

  private func axes(of visit: Visit) throws(DwellError) -> PlaneAxes {
    try system.axes(
      at: Position(longitude: visit.centreLongitude, latitude: visit.centreLatitude))
  }

  private func setCentre(_ visit: inout Visit, variance: Double) {
    visit.varianceEast = variance
    visit.varianceNorth = variance
    visit.covarianceEastNorth = 0
    visit.sigma = variance.squareRoot()
  }

  private func setCentre(
    _ visit: inout Visit, xx: Double, yy: Double, xy: Double, _ axes: PlaneAxes
  ) {
    // Of the rotation by the convergence: Σ' = R Σ Rᵀ.
    let e = axes.groundOffset(x: 1, y: 0)
    let n = axes.groundOffset(x: 0, y: 1)
    visit.varianceEast = e.east * e.east * xx + 2 * e.east * n.east * xy + n.east * n.east * yy
    visit.varianceNorth =
      e.north * e.north * xx + 2 * e.north * n.north * xy + n.north * n.north * yy
    visit.covarianceEastNorth =
      e.east * e.north * xx + (e.east * n.north + n.east * e.north) * xy + n.east * n.north * yy
    let half = (visit.varianceEast + visit.varianceNorth) / 2
    let difference = (visit.varianceEast - visit.varianceNorth) / 2
    visit.sigma =
      (half
      + (difference * difference + visit.covarianceEastNorth * visit.covarianceEastNorth)
      .squareRoot()).squareRoot()
  }

  private func setLook(
    _ visit: inout Visit, x: Double, y: Double, sigma: Double
  ) throws(DwellError) {
    let look = try system.position(x: x, y: y)
    visit.lookBasis = "path"
    visit.lookLongitude = look.longitude
    visit.lookLatitude = look.latitude
    visit.lookSigma = sigma
    visit.lookVarianceEast = sigma * sigma
    visit.lookVarianceNorth = sigma * sigma
    visit.lookCovarianceEastNorth = 0
  }

  /// The bearing of a direction of the plane, degrees clockwise from true north, 0…180.
  private func bearing(_ angle: Double, _ axes: PlaneAxes) -> Double {
    let ground = axes.groundOffset(x: cos(angle), y: sin(angle))
    let degrees = atan2(ground.east, ground.north) * 180 / .pi
    return degrees < 0 ? degrees + 180 : degrees >= 180 ? degrees - 180 : degrees
  }

  /// A closed ring of 64 points, anticlockwise.
  private func ring(
    _ cx: Double, _ cy: Double, _ a: Double, _ b: Double, _ angle: Double
  ) throws(DwellError) -> Extent {
    var xs: [Double] = []
    var ys: [Double] = []
    for step in 0..<64 {
      let phase = 2 * Double.pi * Double(step) / 64
      let u = max(0.5, a) * cos(phase)
      let v = max(0.5, b) * sin(phase)
      xs.append(cx + u * cos(angle) - v * sin(angle))
      ys.append(cy + u * sin(angle) + v * cos(angle))
    }
    try system.toDegrees(&xs, &ys)
    var ring = zip(xs, ys).map { Position(longitude: $0, latitude: $1) }
    ring.append(ring[0])
    return .polygon([ring])
  }
}
