public import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Learns where places lie that are watched from a path, from visits of flights whose camera was known.
///
/// Takes the visits that `detect` found with the camera's columns. Each orbit or stop of which one
/// stare held a place for at least half the time tells where, seen from the path's centre, that place lay.
/// State: one offset a visit.
public struct LookLearning: Sendable {
  /// An offset in metres along and across the path's major axis.
  private struct Offset {
    var along: Double
    var across: Double
    var major: Double
    var minor: Double
  }

  private var offsets: [String: [Offset]] = [:]
  private var cameras = CameraLearning()

  /// Fewer visits of a shape teach nothing; the default stays.
  public static let fewest = 8
  /// Nothing learnt yet.
  public init() {}

  /// Takes all visits of one flight.
  public mutating func take(_ visits: [Visit]) {
    let places = visits.filter { $0.kind == VisitKind.stare.rawValue }
    for place in places where !place.isDrifting { cameras.take(place) }
    for path in visits where path.kind != VisitKind.stare.rawValue && !path.isDrifting {
      guard path.observedSeconds > 0 else { continue }
      let shared = places.map { Self.shared($0, path) }
      guard let most = shared.indices.max(by: { shared[$0] < shared[$1] }),
        2 * shared[most] >= path.last.microseconds - path.first.microseconds,
        !places[most].isDrifting, path.kind != VisitKind.stop.rawValue || path.censored == "none"
      else { continue }
      take(path, places[most])
    }
  }

  private static func shared(_ left: Visit, _ right: Visit) -> Int64 {
    min(left.last, right.last).microseconds - max(left.first, right.first).microseconds
  }

  private static func cartesian(_ visit: Visit) -> SIMD3<Double> {
    Earth.cartesian(
      longitude: visit.centreLongitude, latitude: visit.centreLatitude, height: 0)
  }

  private mutating func take(_ path: Visit, _ place: Visit) {
    let frame = TangentFrame(
      at: Position(longitude: path.centreLongitude, latitude: path.centreLatitude))
    let way = frame.local(Self.cartesian(place))
    let azimuth = (path.orientation.isFinite ? path.orientation : 0) * .pi / 180
    let isRound = path.shape == "circle" || path.shape.isEmpty
    let offset = Offset(
      along: way.x * sin(azimuth) + way.y * cos(azimuth),
      across: way.x * cos(azimuth) - way.y * sin(azimuth),
      major: isRound ? path.radius : path.semiMajor,
      minor: isRound ? path.radius : path.semiMinor)
    guard offset.along.isFinite, offset.across.isFinite, offset.minor > 0 else { return }
    let shape = path.kind == VisitKind.stop.rawValue ? "stop" : path.shape
    offsets[shape, default: []].append(offset)
  }

  /// The number of visits of a shape (`circle`, `racetrack`, `figure-eight`, `stop`) that taught something.
  public func count(of shape: String) -> Int { offsets[shape]?.count ?? 0 }

  /// What was learnt; where too few visits taught, the default.
  public var priors: LookPriors {
    var priors = LookPriors()
    if let learnt = learnt("circle", { Self.round($0, .axes) }) { priors.circle = learnt }
    if let offsets = offsets["stop"], offsets.count >= Self.fewest {
      // A stop's own size is how much it wavered, which tells nothing of where it looked.
      priors.stop = Self.round(offsets, .metres)
    }
    if let learnt = learnt("racetrack", Self.sided) { priors.racetrack = learnt }
    if let learnt = learnt("figure-eight", Self.sided) { priors.figureEight = learnt }
    if let (sigma, degrees) = cameras.learnt(least: Self.fewest, Self.high95) {
      priors.sensorSigma = sigma
      priors.sensorDegrees = degrees
    }
    return priors
  }

  /// Fewer visits of a size teach nothing of their own.
  private static let fewestOfSize = 16

  /// What all visits of a shape teach, and those of each size.
  private func learnt(
    _ shape: String, _ teach: ([Offset]) -> LookPrior?
  ) -> LookPrior? {
    guard let offsets = offsets[shape], offsets.count >= Self.fewest, var prior = teach(offsets)
    else { return nil }
    let classes = Dictionary(grouping: offsets) { Int((2 * log10($0.minor)).rounded(.down)) }
    for (number, members) in classes.sorted(by: { $0.key < $1.key })
    where members.count >= Self.fewestOfSize {
      guard var own = teach(members) else { continue }
      own.least = pow(10, Double(number) / 2)
      prior.sizes.append(own)
    }
    return prior
  }

  /// The same spread in every direction, round the centre.
  private static func round(_ offsets: [Offset], _ unit: LookPrior.Unit) -> LookPrior {
    let squares = offsets.map { offset in
      let square = offset.along * offset.along + offset.across * offset.across
      return unit == .metres ? square : square / (offset.major * offset.minor)
    }
    let spread = (high95(squares) / Visit.look95).squareRoot()
    return LookPrior(along: spread, acrossSpread: spread, unit: unit, visits: offsets.count)
  }

  /// Spreads along and across, on one side or both; in metres where those vary less from path to path.
  private static func sided(_ offsets: [Offset]) -> LookPrior? {
    let along = offsets.map { $0.along / $0.major }
    let metres = offsets.map { abs($0.across) }
    let axes = offsets.map { abs($0.across) / $0.minor }
    let unit: LookPrior.Unit =
      deviation(metres) / mean(metres) <= deviation(axes) / mean(axes) ? .metres : .axes
    let across = unit == .metres ? metres : axes
    // Beside the path the distances are well away from 0; of even ones from 0 on, mean ÷ deviation is 1.73.
    let isBeside = mean(across) > 1.75 * deviation(across)
    let middle = isBeside ? mean(across) : 0
    let a = (along.reduce(0) { $0 + $1 * $1 } / Double(along.count)).squareRoot()
    let b = (across.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(across.count))
      .squareRoot()
    guard a > 0, b > 0 else { return nil }
    let squares = zip(along, across).map { u, v in
      u / a * u / a + (v - middle) / b * (v - middle) / b
    }
    let scale = (high95(squares) / Visit.look95).squareRoot()
    return LookPrior(
      along: a * scale, across: middle, acrossSpread: b * scale, unit: unit,
      visits: offsets.count)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = mean(values)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count)))
      .squareRoot()
  }

  /// What the next value lies below in 95 % of cases: the order statistic of rank 0.95 (n + 1), which of
  /// few values is the largest; of many the mean of those of the ranks as far to either side as there
  /// are any, up to 2.5 %, which a single far one moves less.
  private static func high95(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let largest = sorted.last else { return 0 }
    let rank = 0.95 * Double(sorted.count + 1)
    let reach = min(0.025 * Double(sorted.count + 1), Double(sorted.count) - rank)
    guard reach > 0 else { return largest }
    func value(_ rank: Double) -> Double {
      let below = min(max(Int(rank), 1), sorted.count)
      let next = min(below + 1, sorted.count)
      return sorted[below - 1] + (rank - Double(below)) * (sorted[next - 1] - sorted[below - 1])
    }
    return mean((-4...4).map { value(rank + Double($0) / 4 * reach) })
  }
}
