import Tracks

/// Where one visit may have looked, as evidence of a place.
struct Look: Equatable {
  /// The middle, metres true east and north in the area's frame.
  var place: SIMD2<Double>
  /// How well it is known, position noise included.
  var covariance: Covariance
  /// Which of the area's sorties it belongs to.
  var sortie: Int
  /// Which of the independent looks it is part of (``PathTwins``).
  var twin = 0
  /// Its part of the dwell of its twins, so that the fragments of one path add up to 1.
  ///
  /// A sortie cut into fragments by masking is so the same evidence as a whole one.
  var share: Double
  /// The visit.
  var visit: Visit
  /// From the middle to the middle of one of two sides; zero where there is one.
  var mode = SIMD2<Double>.zero

  /// One region that it may have looked at.
  struct Side: Equatable {
    var place: SIMD2<Double>
    var covariance: Covariance
  }

  /// The one or two regions that it may have looked at, each as likely.
  var sides: [Side] {
    guard mode != .zero else { return [Side(place: place, covariance: covariance)] }
    let own = Covariance(
      east: covariance.east - mode.x * mode.x, north: covariance.north - mode.y * mode.y,
      cross: covariance.cross - mode.x * mode.y)
    guard own.isPositive else { return [Side(place: place, covariance: covariance)] }
    return [
      Side(place: place + mode, covariance: own), Side(place: place - mode, covariance: own),
    ]
  }

  /// The look on that of its sides which a place speaks for.
  func sided(at site: SIMD2<Double>) -> Look {
    guard
      let side = sides.max(by: {
        $0.covariance.logDensity(at: $0.place - site)
          < $1.covariance.logDensity(at: $1.place - site)
      })
    else { return self }
    var look = self
    look.place = side.place
    look.covariance = side.covariance
    look.mode = .zero
    return look
  }
}

extension Visit {
  /// The independent evidence it belongs to: its sortie, or what stands for it.
  var evidenceKey: String { sortie.isEmpty ? (flight.isEmpty ? vehicle : flight) : sortie }

  /// Whether it may stand behind a candidate site.
  ///
  /// A stop at which the flight's data begins or ends is where the vehicle is at home.
  var isOfSite: Bool {
    !isDrifting && (kind != VisitKind.stop.rawValue || censored == "none")
  }

  /// The kind of evidence it is: `orbit/path`, `stare/sensor`; the kind alone without a look region.
  var evidenceKind: String { lookBasis.isEmpty ? kind : "\(kind)/\(lookBasis)" }
}

/// The looks of visits whose place stands still, in order of time, sorted into independent ones.
///
/// A visit without a look region stands for the disc of its radius around its centre.
func looks(
  of visits: [Visit], in frame: LocalFrame, noise: Double
) throws(DwellError) -> [Look] {
  try singleLooks(of: visits, in: frame, noise: noise).twinned
}

/// The same looks, each standing for itself: with the seconds it lasted as its share.
func singleLooks(
  of visits: [Visit], in frame: LocalFrame, noise: Double
) throws(DwellError) -> [Look] {
  var found: [Look] = []
  func finite(_ value: Double) -> Double { value.isFinite ? value : 0 }
  var sorties: [String: Int] = [:]
  for visit in visits where !visit.isDrifting {
    let isLook = visit.lookLongitude.isFinite && visit.lookLatitude.isFinite
    let place = try frame.place(
      Position(
        longitude: isLook ? visit.lookLongitude : visit.centreLongitude,
        latitude: isLook ? visit.lookLatitude : visit.centreLatitude))
    guard place.x.isFinite, place.y.isFinite else { continue }
    let sortie = sorties[visit.evidenceKey] ?? sorties.count
    sorties[visit.evidenceKey] = sortie
    found.append(
      Look(
        place: place, covariance: spread(of: visit, isLook: isLook) + .round(unsaid(visit, noise)),
        sortie: sortie, share: max(visit.observedSeconds, 1), visit: visit,
        mode: isLook ? SIMD2(finite(visit.lookModeEast), finite(visit.lookModeNorth)) : .zero))
  }
  return found
}

extension [Look] {
  /// The same looks, sorted into independent ones, with shares that add up to 1 for each of these.
  fileprivate var twinned: [Look] {
    var groups = PathTwins()
    return map { look in
      var look = look
      look.twin = groups.place(look)
      return look
    }.reshared
  }

  /// The same looks, with shares that add up to 1 for each independent one.
  var reshared: [Look] {
    var totals: [Int: Double] = [:]
    for look in self { totals[look.twin, default: 0] += look.share }
    return map { look in
      var look = look
      look.share /= totals[look.twin] ?? 1
      return look
    }
  }
}

/// Tells which looks are one piece of evidence: the fragments of one path, cut by masking or by a camera that
/// looked away, and all stares of one sortie at one place, since what a camera is off by lasts.
///
/// Two orbits of one sortie round different middles, or of different sizes, are two looks: what
/// their paths are off by differs.
struct PathTwins {
  /// Of each sortie, in order of their numbers: only looks of one sortie can be one.
  private var known: [Int: [(number: Int, look: Look)]] = [:]
  private var count = 0

  /// The number of the independent look that a look is part of.
  ///
  /// - Complexity: O(*k*), *k* the independent looks of its sortie.
  mutating func place(_ look: Look) -> Int {
    let twin = known[look.sortie]?.first { Self.areOne($0.look, look) }
    if let twin { return twin.number }
    known[look.sortie, default: []].append((count, look))
    count += 1
    return count - 1
  }

  /// Paths whose middles lie nearer than this part of the radius, and as sizes go within it, are one.
  private static let tolerance = 0.15

  private static func areOne(_ left: Look, _ right: Look) -> Bool {
    let (a, b) = (left.visit, right.visit)
    guard left.sortie == right.sortie, a.kind == b.kind else { return false }
    let way = left.place - right.place
    let distance = (way * way).sum().squareRoot()
    func finite(_ value: Double) -> Double { value.isFinite ? value : 0 }
    let radius = max(finite(a.radius), finite(b.radius))
    if a.kind == VisitKind.stare.rawValue { return distance <= 2 * max(100, radius) }
    guard a.shape == b.shape else { return false }
    let sigma = max(finite(a.sigma), finite(b.sigma))
    let isAlike =
      a.kind == VisitKind.stop.rawValue
      || abs(finite(a.radius) - finite(b.radius)) <= tolerance * radius
    return isAlike && distance <= max(tolerance * radius, 3 * sigma)
  }
}

/// The variance on each axis that a receiver's offset adds: nothing to a camera's own word, whose uncertainty
/// is that of the place itself.
private func unsaid(_ visit: Visit, _ noise: Double) -> Double {
  visit.lookBasis == "sensor" || visit.lookBasis == "ray" ? 0 : noise * noise
}

private func spread(of visit: Visit, isLook: Bool) -> Covariance {
  let known = Covariance(
    east: visit.lookVarianceEast, north: visit.lookVarianceNorth,
    cross: visit.lookCovarianceEastNorth)
  if isLook, known.isPositive { return known }
  if isLook, visit.lookSigma.isFinite { return .round(visit.lookSigma * visit.lookSigma) }
  let radius = visit.radius.isFinite ? visit.radius : 0
  return .round(radius * radius)
}
