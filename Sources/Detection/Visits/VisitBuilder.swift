import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns what was found in a flight's plane into visits on the ground.
struct VisitBuilder {
  let track: FlightTrack
  let clocking: Clocking
  /// Standard deviation of positions, metres.
  let noise: Double
  /// Where places lie that are watched from a path.
  let priors: LookPriors
  /// Whether the flight's data ends with the last row, or at a gap after it.
  let endsData: Bool

  /// What a receiver misses by for hours, metres²: it neither shows in residuals nor wanders within a
  /// visit (``ReceiverWander``).
  static let lastingVariance = 0.16

  /// What the middle of a figure that reaches so far from it, metres, may be off by for want of a flat Earth, metres².
  ///
  /// On any plane distances are wrong by up to *d*³ ÷ 3R² (0.2 m over 30 km, 5 m over 85 km): what is a racetrack on
  /// one is none on another, and their middles are as far apart.
  static func bentVariance(reach: Double) -> Double {
    let bend = reach * reach * reach / (3 * Earth.semiMajorAxis * Earth.semiMajorAxis)
    return bend * bend
  }

  /// A visit with its time, its name and its heights.
  ///
  /// - Parameter own: What observes it, where that is not every fix of `rows`: the clocking of a
  ///   stare's frames.
  func started(
    _ kind: VisitKind, _ rows: ClosedRange<Int>, own: Clocking? = nil
  ) -> Visit {
    let clocking = own ?? self.clocking
    let range = own.map { 0...$0.time.count - 1 } ?? rows
    var visit = Visit()
    visit.kind = kind.rawValue
    visit.vehicle = track.vehicle
    visit.flight = track.flight
    visit.sortie = track.sortie
    visit.first = Instant(microseconds: track.time[rows.lowerBound])
    visit.last = Instant(microseconds: track.time[rows.upperBound])
    visit.visit = "\(track.vehicle)-\(visit.first.basicDescription)-\(kind.rawValue)"
    visit.fixes =
      own == nil ? track.seen[rows.upperBound] - track.seen[rows.lowerBound] + 1 : range.count
    let observed = clocking.observed(range)
    visit.observedSeconds = Double(observed) / 1e6
    visit.gapSeconds = Double(clocking.span(range) - observed) / 1e6
    let longest = own?.longestInterval(range) ?? track.longest[rows].dropFirst().max() ?? 0
    visit.maxGapSeconds = Double(longest) / 1e6
    visit.censored = censoring(rows)
    let heights = rows.lazy.map { track.heights[$0] }.filter { $0.x.isFinite }
    visit.heightMin = heights.map { Double($0.x) }.min() ?? .nan
    visit.heightMax = heights.map { Double($0.y) }.max() ?? .nan
    return visit
  }

  /// Where the flight's data begins or ends inside a visit: at its ends, and at gaps.
  private func censoring(_ rows: ClosedRange<Int>) -> String {
    let starts =
      rows.lowerBound == 0 ? track.beginsData : clocking.isGap(before: rows.lowerBound)
    let ends =
      rows.upperBound == track.count - 1
      ? endsData : clocking.isGap(before: rows.upperBound + 1)
    return starts ? (ends ? "both" : "start") : ends ? "end" : "none"
  }

  /// How the ground lies at the middle of a visit: the frame of its middle row.
  func ground(_ rows: ClosedRange<Int>, centre: Vector) throws(DwellError) -> Ground {
    let middle = rows.lowerBound + (rows.upperBound - rows.lowerBound) / 2
    guard let frame = track.frame(ofRow: middle) else {
      throw DwellError(.bug, "a visit has no plane system")
    }
    return try Ground(frame, centre: centre)
  }
}

/// A place of a flight's plane as the ground has it: position, true directions, metres.
struct Ground {
  let frame: PlaneFrame
  /// The centre it was made for, in the flight's plane.
  let centre: Vector
  let position: Position
  private let axes: PlaneAxes

  init(_ frame: PlaneFrame, centre: Vector) throws(DwellError) {
    self.frame = frame
    self.centre = centre
    position = try frame.position(centre)
    axes = try frame.system.axes(at: position)
  }

  /// An offset of the flight's plane in metres on the ground: x true east, y true north.
  func metres(_ offset: Vector) -> Vector {
    let own = frame.systemOffset(offset)
    let ground = axes.groundOffset(x: own.x, y: own.y)
    return Vector(ground.east, ground.north)
  }

  /// The bearing of a line in the flight's plane, degrees clockwise from true north, 0 up to 180.
  func bearing(_ angle: Double) -> Double {
    let way = metres(Vector(angle: angle))
    let degrees = atan2(way.x, way.y) * 180 / .pi
    let positive = degrees < 0 ? degrees + 180 : degrees
    return positive >= 180 ? positive - 180 : positive
  }

  /// A closed ring in degrees, anticlockwise, of points in the flight's plane.
  func extent(_ points: [Vector]) throws(DwellError) -> Extent {
    var x: [Double] = []
    var y: [Double] = []
    for point in points {
      let own = frame.systemPlane(point)
      x.append(own.x)
      y.append(own.y)
    }
    try frame.system.toDegrees(&x, &y)
    var ring = zip(x, y).map { Position(longitude: $0, latitude: $1) }
    if let first = ring.first { ring.append(first) }
    return .polygon([ring])
  }
}

extension Visit {
  /// Sets the centre and its covariance, of the flight's plane, of a figure that reaches so far, metres.
  mutating func setCentre(
    _ ground: Ground, _ covariance: (xx: Double, yy: Double, xy: Double), reach: Double = 0
  ) {
    centreLongitude = ground.position.longitude
    centreLatitude = ground.position.latitude
    let own = ground.covariance(covariance)
    let unseen = VisitBuilder.lastingVariance + VisitBuilder.bentVariance(reach: reach)
    varianceEast = own.xx + unseen
    varianceNorth = own.yy + unseen
    covarianceEastNorth = own.xy
    sigma = Ground.greatest(varianceEast, varianceNorth, covarianceEastNorth)
  }

  /// Sets the samples of a look region, each for an equal share of the time.
  mutating func setSamples(_ region: LookRegion, microseconds: Int64) {
    let points = region.spread(Samples.spread)
    sampleEast = points.map { $0.x }
    sampleNorth = points.map { $0.y }
    sampleMilliseconds = Samples.apportioned(
      Samples.milliseconds(microseconds), evenly: Samples.spread)
  }

  /// Sets the samples, offsets from the centre on the ground.
  mutating func setSamples(_ samples: Samples, _ ground: Ground) {
    for point in samples.points {
      let offset = ground.metres(point - ground.centre)
      sampleEast.append(offset.x)
      sampleNorth.append(offset.y)
    }
    sampleMilliseconds = samples.milliseconds
  }
}

extension Ground {
  /// A covariance of the flight's plane on the ground: Σ' = R Σ Rᵀ.
  func covariance(
    _ plane: (xx: Double, yy: Double, xy: Double)
  ) -> (xx: Double, yy: Double, xy: Double) {
    let e = metres(Vector(1, 0))
    let n = metres(Vector(0, 1))
    return (
      e.x * e.x * plane.xx + 2 * e.x * n.x * plane.xy + n.x * n.x * plane.yy,
      e.y * e.y * plane.xx + 2 * e.y * n.y * plane.xy + n.y * n.y * plane.yy,
      e.x * e.y * plane.xx + (e.x * n.y + n.x * e.y) * plane.xy + n.x * n.y * plane.yy
    )
  }

  /// The root of the larger eigenvalue of a covariance.
  static func greatest(_ xx: Double, _ yy: Double, _ xy: Double) -> Double {
    let half = (xx + yy) / 2
    let difference = (xx - yy) / 2
    return (half + (difference * difference + xy * xy).squareRoot()).squareRoot()
  }
}
