import Tracks

/// A visit that may go on: what is known of it when its rows are let go of.
struct BegunVisit {
  private(set) var visit: Visit
  /// Of a stop: the rows on its convex hull, in the flight's plane.
  private(set) var hull: [Vector]
  /// Of an orbit: its last part.
  private(set) var orbit: Orbit?
  /// Of the circle of a stop, metres.
  let radius: Double
  /// Standard deviation of positions, metres.
  let noise: Double
  /// Where places lie that are watched from a path.
  let priors: LookPriors
  let frame: PlaneFrame?

  init(
    visit: Visit, hull: [Vector], orbit: Orbit?, radius: Double, noise: Double, priors: LookPriors,
    frame: PlaneFrame?
  ) {
    self.visit = visit
    self.hull = hull
    self.orbit = orbit
    self.radius = radius
    self.noise = noise
    self.priors = priors
    self.frame = frame
  }

  private func circle(_ more: [Vector]) -> EnclosingCircle {
    let all = hull + more
    return EnclosingCircle(around: all, rows: Array(all.indices))
  }

  /// Whether another part, found after this one, is of the same visit.
  ///
  /// - Parameter reach: Microseconds after which it is another.
  func goesOn(as next: BegunVisit, _ reach: Int64) -> Bool {
    guard next.visit.kind == visit.kind,
      next.visit.first.microseconds - visit.last.microseconds <= reach
    else { return false }
    guard let orbit, let other = next.orbit else {
      return circle(next.hull).radius <= radius * (1 + 1e-9) + 1e-7
        && next.visit.first <= visit.last
    }
    guard orbit.isEight == other.isEight, orbit.isEight || orbit.turn * other.turn > 0,
      max(orbit.radius, other.radius) <= 1.15 * min(orbit.radius, other.radius),
      (orbit.shape == .drifting) == (other.shape == .drifting)
    else { return false }
    guard orbit.shape != .drifting else { return true }
    let apart = Earth.distance(
      visit.centreLongitude, visit.centreLatitude, next.visit.centreLongitude,
      next.visit.centreLatitude)
    return apart <= max(0.2 * min(orbit.radius, other.radius), 3 * noise)
  }

  /// Puts the next part to it; they share the fix where the rows were cut.
  mutating func append(_ next: BegunVisit) throws(DwellError) {
    hull += next.hull
    if !hull.isEmpty {
      hull = HullTree.hull(of: Array(hull.indices), hull).map { hull[$0] }
    }
    orbit = next.orbit
    visit.join(next.visit)
    priors.region(of: visit).store(in: &visit)
    guard let frame, orbit == nil else { return }
    let circle = circle([])
    let ground = try Ground(frame, centre: circle.centre)
    visit.radius = ground.metres(Vector(circle.radius, 0)).length
    visit.extent = try ground.extent(
      Outline.ring(circle.centre, radius: max(0.5, circle.radius)))
  }
}

extension Visit {
  /// Puts a later part of the same visit to this one: times and counts add up, what was fitted is
  /// weighted with the time observed.
  mutating func join(_ next: Visit) {
    let (a, b) = (max(1e-6, observedSeconds), max(1e-6, next.observedSeconds))
    let (u, v) = (a / (a + b), b / (a + b))
    let between = Double(next.first.microseconds - last.microseconds) / 1e6
    let shared = between <= 0
    fixes += next.fixes - (shared ? 1 : 0)
    observedSeconds += next.observedSeconds + max(0, between)
    gapSeconds += next.gapSeconds
    maxGapSeconds = max(maxGapSeconds, next.maxGapSeconds, between)
    last = next.last
    censored =
      ["start", "both"].contains(censored)
      ? ["end", "both"].contains(next.censored) ? "both" : "start"
      : ["end", "both"].contains(next.censored) ? "end" : "none"
    heightMin = least(heightMin, next.heightMin)
    heightMax = -least(-heightMax, -next.heightMax)
    let degree = Earth.metresPerDegree(atLatitude: centreLatitude)
    let eastward = Earth.longitudeDifference(from: centreLongitude, to: next.centreLongitude)
    let northward = next.centreLatitude - centreLatitude
    let move = (east: eastward * degree.longitude, north: northward * degree.latitude)
    joinSamples(next, move: move, share: v)
    centreLongitude = Earth.normalised(longitude: centreLongitude + v * eastward)
    centreLatitude += v * northward
    radius = u * radius + v * next.radius
    semiMajor = u * semiMajor + v * next.semiMajor
    semiMinor = u * semiMinor + v * next.semiMinor
    turns += next.turns
    lapSeconds = u * lapSeconds + v * next.lapSeconds
    drift = (u * drift * drift + v * next.drift * next.drift).squareRoot()
    fitResidual = (u * fitResidual * fitResidual + v * next.fitResidual * next.fitResidual)
      .squareRoot()
    varianceEast = u * u * varianceEast + v * v * next.varianceEast
    varianceNorth = u * u * varianceNorth + v * v * next.varianceNorth
    covarianceEastNorth = u * u * covarianceEastNorth + v * v * next.covarianceEastNorth
    sigma = Ground.greatest(varianceEast, varianceNorth, covarianceEastNorth)
  }

  private func least(_ one: Double, _ other: Double) -> Double {
    one.isNaN ? other : other.isNaN ? one : min(one, other)
  }

  /// Samples of both, about the middle of both; neighbours are drawn together to at most 256.
  private mutating func joinSamples(
    _ next: Visit, move: (east: Double, north: Double), share: Double
  ) {
    let ownTotal = sampleMilliseconds.reduce(0, +) + next.sampleMilliseconds.reduce(0, +)
    let whole = Samples.milliseconds(Int64(clampedRounding: observedSeconds * 1e6))
    sampleEast =
      sampleEast.map { $0 - share * move.east }
      + next.sampleEast.map { $0 + (1 - share) * move.east }
    sampleNorth =
      sampleNorth.map { $0 - share * move.north }
      + next.sampleNorth.map { $0 + (1 - share) * move.north }
    sampleMilliseconds += next.sampleMilliseconds
    if let last = sampleMilliseconds.indices.last { sampleMilliseconds[last] += whole - ownTotal }
    while sampleEast.count > Samples.most {
      let pairs = stride(from: 0, to: sampleEast.count, by: 2)
      func halved(_ values: [Double]) -> [Double] {
        pairs.map { index in
          guard index + 1 < values.count else { return values[index] }
          let (a, b) = (
            Double(sampleMilliseconds[index]), Double(sampleMilliseconds[index + 1])
          )
          guard a + b > 0 else { return (values[index] + values[index + 1]) / 2 }
          return (a * values[index] + b * values[index + 1]) / (a + b)
        }
      }
      let (east, north) = (halved(sampleEast), halved(sampleNorth))
      sampleMilliseconds = pairs.map { index in
        sampleMilliseconds[index]
          + (index + 1 < sampleMilliseconds.count ? sampleMilliseconds[index + 1] : 0)
      }
      (sampleEast, sampleNorth) = (east, north)
    }
  }
}
