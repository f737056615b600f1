import Tracks

/// The place, size and shape of an orbit that turns one way, from the fixes that belong to it.
struct OrbitFit {
  let finder: OrbitFinder
  let laps: Laps
  let part: OrbitFinder.Part
  /// Median seconds a lap; NaN under one lap.
  let lapSeconds: Double
  /// Median metres a lap, with what was flown unseen; NaN under one lap.
  private let lapWay: Double

  init(finder: OrbitFinder, laps: Laps, part: OrbitFinder.Part) {
    self.finder = finder
    self.laps = laps
    self.part = part
    let trail = laps.trail
    lapSeconds = laps.median(from: part.firstTurn, to: part.lastTurn) { trail.seconds(at: $0) }
    lapWay = laps.median(from: part.firstTurn, to: part.lastTurn) { trail.length(at: $0) }
  }

  var trail: Trail { laps.trail }
  var clocking: Clocking { finder.clocking }
  var sense: Double { laps.trend.turn < 0 ? -1 : 1 }

  /// More fixes than this are thinned, evenly: they follow the same curve.
  static let mostPoints = 400
  /// Fewer tell already which shape it is, and where it begins and ends.
  private static let fewPoints = 120
  /// A path that misses its circle by this part of the radius at most is a circle: legs of a
  /// quarter of the radius miss by 0.08, a drift by half of it by 0.1.
  private static let roundEnough = 0.03
  /// A path that misses its racetrack by this part of its round ends at most is none that drifts.
  private static let cleanLegs = 0.02

  /// The orbit; nil when it lacks turns, time or a place, which is counted.
  func orbit(_ account: inout Account) -> Orbit? {
    let radius = median(part.looks.map(\.radius))
    let rows = trail.rows[part.first]...trail.rows[part.last]
    guard radius >= finder.leastRadius else {
      account.reject(
        "turns within the noise", clocking, rows,
        "radius \(Account.metres(radius)) of at least \(Account.metres(finder.leastRadius))")
      return nil
    }
    guard isResolved else {
      account.reject(
        "too few fixes a lap", clocking, rows,
        "\(part.last - part.first) steps for \(Account.turns(part.lastTurn - part.firstTurn))")
      return nil
    }
    let found = part.isMoving ? moving(rows, radius) : resting(rows, radius)
    guard let found else {
      account.reject(
        "turns without a place", clocking, rows, "no ring as long as a lap fits")
      return nil
    }
    guard hasTurns(found) else {
      account.reject(
        "too few turns", clocking, found.rows,
        "\(Account.turns(found.turn)) on the ring, \(Account.turns(manoeuvre(found))) with the "
          + "turns onto and off it, of \(finder.minTurns)")
      return nil
    }
    let retracing = Retracing(found, laps)
    let lap = 2 * .pi * wayRadius
    guard retracing.isClosed(lap: lap) else {
      account.reject(
        "too little of a lap flown again", clocking, found.rows,
        "\(Account.metres(retracing.closed)) of \(Account.metres(retracing.compared)) come back to "
          + "where it was a turn ago, of laps of \(Account.metres(lap))")
      return nil
    }
    guard clocking.observed(found.rows) >= finder.minDuration else {
      account.reject("orbits shorter than the least duration", clocking, found.rows)
      return nil
    }
    return found
  }

  // A place at rest.

  private func resting(_ start: ClosedRange<Int>, _ radius: Double) -> Orbit? {
    var rows = start
    var ring: (fit: RingFit, shape: Orbit.Shape)?
    var tried = Tried()
    // A ring of the middle laps that leaves them is none.
    var leastTurn = 0.0
    for round in 0..<4 where round == 0 || !isOpen(rows) {
      guard let next = best(rows, radius, &tried), isLapLong(next.fit.ring) else {
        // The ends may lead elsewhere; what of them is on the ring of the others comes back.
        guard round == 0, let core else { break }
        rows = core
        tried = Tried()
        leastTurn = abs(turn(core)) - .pi / 2
        continue
      }
      ring = next
      if next.shape == .drifting {
        let (ends, fit) = ended(rows, next.fit)
        (rows, ring) = (ends, (fit, .drifting))
        break
      }
      let belonging = extended(rows, next.fit)
      if belonging == rows { break }
      rows = belonging
    }
    let fitted = ring.flatMap { orbit(rows, refined(rows, $0), $0.shape) }
    let held = fitted.flatMap { abs($0.turn) >= leastTurn ? $0 : nil }
    return (held ?? fromLaps(start)).map(movedOn)
  }

  /// Whether rows may go on: then where they are is known well enough for now.
  func isOpen(_ rows: ClosedRange<Int>) -> Bool {
    guard let now = finder.openUntil else { return false }
    let reach = max(clocking.maxGap, lapSeconds.isFinite ? Int64(lapSeconds * 1e6) : 0)
    return now - clocking.time[rows.upperBound] <= reach
  }

  /// A fit once more, to more of the fixes.
  private func refined(
    _ rows: ClosedRange<Int>, _ found: (fit: RingFit, shape: Orbit.Shape)
  ) -> RingFit {
    guard rows.count > Self.fewPoints, !isOpen(rows) else { return found.fit }
    let points = pathPoints(rows, most: Self.mostPoints)
    let freedom: RingFreedom =
      found.shape == .racetrack ? .legs : found.shape == .drifting ? .drift : .place
    return RingFit(
      points, from: found.fit.ring, freedom, noise: finder.noise, isRobust: isRobust,
      start: .near) ?? found.fit
  }

  var isRobust: Bool { !finder.without.contains(.robustFit) }

  /// An orbit that closes and follows no ring: its place and size are those of its laps; nil where
  /// these go to and fro.
  private func fromLaps(_ rows: ClosedRange<Int>) -> Orbit? {
    let spread = typicalSpread
    guard wayRadius < 1.8 * spread.radius else { return nil }
    let laps = max(1, (part.lastTurn - part.firstTurn) / (2 * .pi))
    let scatter =
      part.looks.reduce(0) { $0 + (trail.origin + $1.centre - meanCentre).squaredLength }
      / Double(2 * part.looks.count)
    // A lap's middle is as uncertain as laps differ, and not less than a tenth of its size: the
    // path is no known curve.
    let variance = max(scatter, spread.radius * spread.radius / 100) / laps
    let isRound = spread.minor > 0.55 * spread.major
    let semiMajor = (2 * spread.major).squareRoot()
    let semiMinor = (2 * spread.minor).squareRoot()
    return Orbit(
      rows: rows, shape: isRound ? .circle : .racetrack, turn: turn(rows), lapSeconds: lapSeconds,
      ring: Ring(
        centre: meanCentre, radius: semiMinor, halfLeg: semiMajor - semiMinor,
        axis: Vector(angle: spread.angle)),
      semiMajor: semiMajor, semiMinor: semiMinor, radius: wayRadius, pace: pace.length,
      residual: scatter.squareRoot(), covariance: (variance, variance, 0))
  }

  /// An orbit whose laps move on is drifting, whatever ring fits it best.
  private func movedOn(_ orbit: Orbit) -> Orbit {
    let seconds = Double(clocking.span(orbit.rows)) / 1e6
    let motion = motion
    guard !finder.without.contains(.driftTest), orbit.shape != .drifting, orbit.pace.isFinite,
      motion.pace.length * seconds > max(orbit.radius / 2, 3 * motion.deviation * seconds)
    else { return orbit }
    var moved = orbit
    moved.shape = .drifting
    moved.ring.drift = motion.pace
    return moved
  }

  /// The radius of the circle as long as the way flown a turn.
  private var wayRadius: Double {
    (trail.travelled[part.last] - trail.travelled[part.first]) / (part.lastTurn - part.firstTurn)
  }

  /// Whether a ring is about as long as a lap: else it fits something else, or jitter that goes to
  /// and fro; or its legs lead on to where the path went only once.
  func isLapLong(_ ring: Ring) -> Bool {
    if ring.halfLeg != 0, lapWay.isFinite,
      !(0.75...1.33).contains(lapWay / (2 * .pi * ring.meanRadius))
    {
      return false
    }
    let ratio = wayRadius / ring.meanRadius
    return ring.drift == .zero ? (0.6...1.6).contains(ratio) : ratio > 0.5 && ratio < 4
  }

  /// What each kind of ring came to on hardly other rows, from which it is found sooner.
  private struct Tried {
    var circle: Ring?
    var legs: Ring?
    var drift: Ring?
  }

  /// The simplest ring that explains the path: a circle, else a racetrack, else a circle that
  /// drifts.
  private func best(_ rows: ClosedRange<Int>, _ radius: Double, _ tried: inout Tried) -> (
    fit: RingFit, shape: Orbit.Shape
  )? {
    let points = pathPoints(rows, most: Self.fewPoints)
    let about = tried.circle.map { ($0, .near) } ?? circleStart(points, radius)
    guard let about, let circle = fit(points, .place, from: about) else { return nil }
    tried.circle = circle.ring
    var chosen = (fit: circle, shape: Orbit.Shape.circle)
    // Legs or a drift of any size would show.
    guard circle.wholeResidual > Self.roundEnough * circle.ring.radius else { return chosen }
    let legs = fit(points, .legs, from: tried.legs.map { ($0, .near) } ?? (stadiumStart, .rough))
    tried.legs = legs?.ring
    if let legs, hasLegs(legs.ring), legs.wholeResidual < 0.75 * circle.wholeResidual {
      chosen = (legs, .racetrack)
      guard legs.wholeResidual > Self.cleanLegs * legs.ring.radius || isPaced(rows) else {
        return chosen
      }
    }
    let seconds = Double(clocking.span(rows)) / 1e6
    let drifting = fit(points, .drift, from: tried.drift.map { ($0, .near) } ?? (about.0, .rough))
    tried.drift = drifting?.ring
    if let drifting, drifting.wholeResidual < 0.6 * chosen.fit.wholeResidual,
      drifting.ring.drift.length * seconds
        > max(
          drifting.ring.radius / 2, 3 * RingUncertainty(drifting).driftDeviation * seconds),
      drifting.ring.radius < 2 * radius
    {
      chosen = (drifting, .drifting)
    }
    return chosen
  }

  private func fit(
    _ points: [RingFit.Point], _ freedom: RingFreedom, from start: (ring: Ring, RingFit.Closeness)
  ) -> RingFit? {
    RingFit(
      points, from: start.ring, freedom, noise: finder.noise, isRobust: isRobust, start: start.1)
  }

  /// The circle through points; where that is far larger than a lap, one of its size round the middle of
  /// the laps.
  private func circleStart(
    _ points: [RingFit.Point], _ radius: Double
  ) -> (Ring, RingFit.Closeness)? {
    guard let circle = Ring.circle(through: points) else { return nil }
    return circle.radius < 3 * radius
      ? (circle, .fitted) : (Ring(centre: meanCentre, radius: radius), .rough)
  }

  /// Whether the laps' middle moves by so much that a drift may explain the path.
  private func isPaced(_ rows: ClosedRange<Int>) -> Bool {
    pace.length * Double(clocking.span(rows)) / 1e6 > wayRadius / 8
  }

  private func hasLegs(_ ring: Ring) -> Bool { ring.halfLeg > 0.25 * ring.radius }

  var meanCentre: Vector {
    trail.origin + part.looks.reduce(Vector.zero) { $0 + $1.centre } / Double(part.looks.count)
  }

  /// A racetrack of the spread of the lap whose size is the median, its legs too short rather than
  /// too long: beyond the path nothing tells a fit where they end.
  private var stadiumStart: Ring {
    let spread = typicalSpread
    let minor = max((1.3 * spread.minor).squareRoot(), 0.1 * spread.radius)
    let major = (2.5 * spread.major).squareRoot()
    return Ring(
      centre: trail.origin + spread.centre, radius: minor,
      halfLeg: max(0.1 * minor, 0.7 * (major - minor)), axis: Vector(angle: spread.angle))
  }

  /// The spread of the lap whose size is the median.
  private var typicalSpread: Spread {
    let typical = part.looks.sorted { $0.radius < $1.radius }[part.looks.count / 2]
    return trail.spread(
      from: laps.place(max(0, typical.turn - .pi)),
      to: laps.place(min(laps.whole, typical.turn + .pi)))
  }

  /// The fixes of a range as the fit takes them: time from the middle, the way each stands for.
  func pathPoints(_ rows: ClosedRange<Int>, most: Int) -> [RingFit.Point] {
    let stride = max(1, rows.count / most)
    let middle = clocking.middle(rows)
    var points: [RingFit.Point] = []
    points.reserveCapacity(rows.count / stride + 1)
    for row in Swift.stride(from: rows.lowerBound, through: rows.upperBound, by: stride) {
      let place = finder.points[row]
      let step = points.last.map { (place - $0.place).length } ?? 0
      if !points.isEmpty { points[points.count - 1].weight += step / 2 }
      points.append(
        RingFit.Point(
          place: place, seconds: Double(clocking.time[row] - middle) / 1e6, weight: step / 2))
    }
    return points
  }

  /// As many fixes as lie on the ring without a break, from where the laps are.
  ///
  /// Ends that leave it are the way in and out; what lies on it beyond them, half a lap at most,
  /// belongs to it: where more did, it would have closed. Where it drifts a lap more may: how far it
  /// moves in its first lap was told with the way in.
  func extended(_ rows: ClosedRange<Int>, _ fit: RingFit) -> ClosedRange<Int> {
    let band = min(
      max(3 * fit.residual, 0.04 * fit.ring.radius, 3 * finder.noise), 0.4 * fit.ring.radius)
    let middle = clocking.middle(rows)
    func isOn(_ row: Int) -> Bool {
      let seconds = Double(clocking.time[row] - middle) / 1e6
      return abs(fit.ring.residual(finder.points[row], seconds: seconds)) <= band
    }
    let lowest = trail.rows[0]
    let highest = trail.rows[trail.count - 1]
    var first = rows.lowerBound
    var last = rows.upperBound
    while first < last, !isOn(first) { first += 1 }
    while last > first, !isOn(last) { last -= 1 }
    let beyond = (fit.ring.drift == .zero ? 1 : 3) * .pi * wayRadius
    let start = trail.travelled(atRow: max(first, trail.rows[part.first])) - beyond
    let end = trail.travelled(atRow: min(last, trail.rows[part.last])) + beyond
    while first > lowest, isOn(first - 1), trail.travelled(atRow: first - 1) >= start { first -= 1 }
    while last < highest, isOn(last + 1), trail.travelled(atRow: last + 1) <= end { last += 1 }
    return last - first > 3 ? first...last : rows
  }

  /// Metres per second of the laps' middle.
  var pace: Vector { motion.pace }

  /// The pace of the laps' middle by least squares, and its standard deviation: eight looks a turn
  /// tell as much as one.
  private var motion: (pace: Vector, deviation: Double) {
    let count = Double(part.looks.count)
    let meanSeconds = part.looks.reduce(0) { $0 + $1.seconds } / count
    let mean = part.looks.reduce(Vector.zero) { $0 + $1.centre } / count
    var moment = Vector.zero
    var spread = 0.0
    for look in part.looks {
      moment += (look.seconds - meanSeconds) * (look.centre - mean)
      spread += (look.seconds - meanSeconds) * (look.seconds - meanSeconds)
    }
    guard spread > 0 else { return (.zero, 0) }
    let pace = moment / spread
    let squares = part.looks.reduce(0) {
      $0 + ($1.centre - mean - ($1.seconds - meanSeconds) * pace).squaredLength
    }
    let free = max(1, count / Double(Laps.looksPerTurn) - 1)
    return (pace, (squares / count / 2 / free / (spread / count)).squareRoot())
  }

  // What both have.

  /// Radians the course turns over rows, signed.
  func turn(_ rows: ClosedRange<Int>) -> Double {
    trail.turned(atRow: rows.upperBound) - trail.turned(atRow: rows.lowerBound)
  }

  func orbit(
    _ rows: ClosedRange<Int>, _ fit: RingFit, _ shape: Orbit.Shape
  ) -> Orbit? {
    guard fit.residual < 0.5 * fit.ring.meanRadius else { return nil }
    let ring = fit.ring
    let turns = (part.lastTurn - part.firstTurn) / (2 * .pi)
    return Orbit(
      rows: rows, shape: shape, turn: turn(rows), lapSeconds: lapSeconds, ring: ring,
      semiMajor: ring.halfLeg + ring.radius, semiMinor: ring.radius, radius: ring.meanRadius,
      pace: shape == .drifting ? ring.drift.length : turns >= 2 ? pace.length : .nan,
      residual: fit.residual, covariance: covariance(rows, fit))
  }
}

extension OrbitFit {
  /// What is not told yet needs no more than the scatter of its path.
  private func covariance(
    _ rows: ClosedRange<Int>, _ fit: RingFit
  ) -> (xx: Double, yy: Double, xy: Double) {
    let scatter = fit.residual * fit.residual
    return isOpen(rows) ? (scatter, scatter, 0) : RingUncertainty(fit).covariance
  }
}

extension Trail {
  /// Radians turned up to the last vertex not after a row of the track.
  func turned(atRow row: Int) -> Double { turned[vertex(atRow: row)] }

  /// Metres travelled up to the last vertex not after a row of the track.
  func travelled(atRow row: Int) -> Double { travelled[vertex(atRow: row)] }

  /// The last vertex not after a row of the track.
  func vertex(atRow row: Int) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if rows[middle] <= row { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
