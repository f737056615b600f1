import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the stares of one flight, fix by fix: where its camera held a point, or followed one.
///
/// Needs no plane system: each stare is measured in metres true east and north of its own first point. A
/// visit is given as soon as it is over. State is bounded however long a stare lasts; cost per fix is
/// O(1) amortised. Cutting the fixes into batches, or turning the map, changes nothing.
struct StareWatch {
  private let vehicle: String
  private let flight: String
  private let sortie: String
  private let priors: LookPriors
  private var reading: SightReading
  private var tracker: StareTracker
  private var chain: StareChain
  /// Stares whose range and heights disagree; fixes whose line of sight meets no known ground.
  private(set) var tally = Tally()
  /// The fixes since the last sight of which the camera told no place, kept for those who want to know.
  private var silence: (first: Int64, last: Int64, fixes: Int)?

  /// Intervals longer than this are gaps, microseconds.
  var maxGap: Int64 {
    get { tracker.maxGap }
    set {
      tracker.maxGap = newValue
      chain.maxGap = newValue
    }
  }

  /// The first instant of the earliest stare that may still be emitted; nil when there is none.
  var openSince: Int64? {
    switch (chain.openSince, tracker.openSince) {
    case (let chain?, let tracker?): min(chain, tracker)
    case (let chain, let tracker): chain ?? tracker
    }
  }

  /// Watches a flight's camera.
  init(
    vehicle: String, flight: String, sortie: String, settings: DetectionSettings,
    ground: (any GroundSurface)? = nil
  ) {
    self.vehicle = vehicle
    self.flight = flight
    self.sortie = sortie
    priors = settings.lookPriors
    reading = SightReading(ground: ground)
    tracker = StareTracker(settings)
    chain = StareChain(
      radius: settings.stareRadius.value, minDuration: settings.minDuration.microseconds,
      maxGap: settings.maxGap.microseconds)
  }

  /// Takes the next fix of the flight, and emits the stares that are over.
  ///
  /// - Throws: When a height cannot be brought to the ground's, since a grid is missing.
  mutating func take(
    _ camera: borrowing CameraColumns, _ row: Int, _ account: inout Account,
    emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    if account.isTracing { account.flight = flight }
    guard let sight = try reading.sight(camera, row) else {
      if account.isTracing { fallSilent(camera.time[row]) }
      return
    }
    tell(&account)
    let over = tracker.take(sight, &account)
    guard !over.isEmpty else { return }
    for ended in over { try pass(chain.take(ended, &account), &account, emit) }
  }

  /// Ends the flight.
  mutating func finish(
    _ account: inout Account, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    if account.isTracing { account.flight = flight }
    tell(&account)
    for ended in tracker.finish() { try pass(chain.take(ended, &account), &account, emit) }
    try pass(chain.finish(&account), &account, emit)
  }

  private mutating func pass(
    _ links: [StareChain.Link], _ account: inout Account,
    _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    for link in links where link.fixes > 1 {
      let visit = visit(of: link)
      if visit.lookCheck == "disagrees" {
        tally.count("stares whose slant range and heights disagree")
      }
      account.note(
        link.isDrifting ? "follows something" : "holds a place", from: link.first, to: link.last,
        Self.account(of: visit))
      try emit(visit)
    }
  }

  private static func account(of visit: Visit) -> String {
    let checks = [
      "agrees": "; slant range and heights agree",
      "disagrees": "; slant range and heights disagree",
    ]
    return "\(visit.fixes) points within \(Account.metres(visit.radius)), half of them within "
      + "\(Account.metres(visit.fitResidual)) of the middle, which is known to "
      + Account.metres(visit.sigma) + (checks[visit.lookCheck] ?? "")
  }

  private mutating func fallSilent(_ time: Int64) {
    guard time != .min else { return }
    silence = (silence?.first ?? time, time, (silence?.fixes ?? 0) + 1)
  }

  private mutating func tell(_ account: inout Account) {
    guard let silent = silence else { return }
    silence = nil
    account.note(
      "the camera told no place", from: silent.first, to: silent.last,
      "\(silent.fixes) fixes", isRejection: true)
  }

  private func visit(of link: StareChain.Link) -> Visit {
    let piece = link.piece
    let centre =
      link.isDrifting ? link.trail.median(of: link.trail.bins.indices) : piece.centre
    var visit = Visit()
    visit.kind = VisitKind.stare.rawValue
    visit.vehicle = vehicle
    visit.flight = flight
    visit.sortie = sortie
    visit.first = Instant(microseconds: link.first)
    visit.last = Instant(microseconds: link.last)
    visit.visit = "\(vehicle)-\(visit.first.basicDescription)-\(visit.kind)"
    visit.shape = link.isDrifting ? "drifting" : ""
    visit.fixes = link.fixes
    visit.observedSeconds = Double(link.observed) / 1e6
    visit.gapSeconds = Double(link.last - link.first - link.observed) / 1e6
    visit.maxGapSeconds = Double(link.longest) / 1e6
    visit.censored =
      link.isFirst ? (link.isLast ? "both" : "start") : link.isLast ? "end" : "none"
    visit.heightMin = link.heights.least.isFinite ? link.heights.least : .nan
    visit.heightMax = link.heights.most.isFinite ? link.heights.most : .nan
    let middle = link.frame.position(east: centre.x, north: centre.y)
    visit.centreLongitude = middle.longitude
    visit.centreLatitude = middle.latitude
    let circle = link.hull.circle() ?? EnclosingCircle(around: [centre], rows: [0])
    visit.radius = circle.radius
    visit.semiMajor = circle.radius
    visit.semiMinor = circle.radius
    visit.fitResidual = link.trail.medianDistance(from: centre)
    if link.isDrifting { visit.drift = drift(link) }
    setUncertainty(&visit, link)
    let samples = link.trail.samples(around: centre)
    visit.sampleEast = samples.east
    visit.sampleNorth = samples.north
    visit.sampleMilliseconds = samples.milliseconds
    visit.extent = ring(link.frame, circle)
    return visit
  }

  /// Speed from the first to the last part of it, metres per second.
  private func drift(_ link: StareChain.Link) -> Double {
    let way = link.end - link.start
    return (way * way).sum().squareRoot() / max(1e-6, Double(link.last - link.first) / 1e6)
  }

  /// What the points scatter averages out with time, what the sensor is off by does not.
  private func setUncertainty(_ visit: inout Visit, _ link: StareChain.Link) {
    let piece = link.piece
    // Pointing errors last for some seconds: looks 10 s apart are taken for independent.
    let seconds = Double(link.last - link.first) / 1e6
    let independent = max(1, min(Double(link.fixes), seconds / 10))
    let scatter = visit.fitResidual * visit.fitResidual / (2 * 0.6931)
    let own = piece.variance / Double(max(1, piece.fixes))
    var variance = (
      east: scatter / independent + own / 2, north: scatter / independent + own / 2, cross: 0.0
    )
    if let bundle = piece.bundle { variance = bundle.covariance }
    let isFromRay = 2 * piece.fromRay > piece.fixes
    // What a ray is off by is in its own variance.
    let turned = isFromRay ? 0 : priors.sensorDegrees * .pi / 180 * piece.moves.meanWay
    let sensor = priors.sensorSigma * priors.sensorSigma + turned * turned
    visit.varianceEast = variance.east + sensor
    visit.varianceNorth = variance.north + sensor
    visit.covarianceEastNorth = variance.cross
    let half = (visit.varianceEast + visit.varianceNorth) / 2
    let other = (visit.varianceEast - visit.varianceNorth) / 2
    visit.sigma = (half + (other * other + variance.cross * variance.cross).squareRoot())
      .squareRoot()
    visit.lookBasis = isFromRay ? "ray" : "sensor"
    visit.lookLongitude = visit.centreLongitude
    visit.lookLatitude = visit.centreLatitude
    visit.lookSigma = visit.sigma
    visit.lookVarianceEast = visit.varianceEast
    visit.lookVarianceNorth = visit.varianceNorth
    visit.lookCovarianceEastNorth = visit.covarianceEastNorth
    let checked = piece.agreeing + piece.disagreeing
    if checked > 0 {
      visit.lookCheck = 2 * piece.disagreeing > checked ? "disagrees" : "agrees"
    }
  }

  /// A closed ring of 64 points round a circle of at least a metre, anticlockwise.
  private func ring(_ frame: TangentFrame, _ circle: EnclosingCircle) -> Extent {
    var ring = (0..<64).map { step in
      let angle = Double(step) * .pi / 32
      let radius = max(1, circle.radius)
      return frame.position(
        east: circle.centre.x + radius * cos(angle), north: circle.centre.y + radius * sin(angle))
    }
    ring.append(ring[0])
    return .polygon([ring])
  }
}
