import Tracks

/// A region that sorties agree on where they agree on no point: a fire or a flood that aircraft worked on
/// for days, a wide plant that was looked over piece by piece.
///
/// What tells it from places that merely lie near each other is how sorties dwelled there. *Roaming*
/// sorties looked at several places, farther apart than their own uncertainty; and sorties came
/// back to *shared ground*, each other's places. Traffic that is of no such region has one of these at most: a
/// holding stack and a circuit come back to one place and roam nowhere; calls all over a
/// town are one place a sortie. Looks that may lie on either side of a path, stops (on an airport they
/// are queues), visits that drift and spirals as in a thermal say nothing here.
struct CommonRegion {
  /// The looks that are its evidence.
  let looks: [Look]
  /// The middle of the places, metres true east and north.
  private(set) var place = SIMD2<Double>.zero
  /// How the places themselves spread, what each is unsure by taken out.
  private(set) var spread = Covariance.round(1)
  /// The part of the looks at ground that another sortie looked at as well, each sortie one vote.
  let shared: Double

  /// Sorties behind a region, at least, whatever is asked for: two that share ground by chance are many.
  static let leastSorties = 3
  /// Sorties among them that roamed, at least.
  private static let leastRoaming = 2
  /// The least part of shared ground.
  private static let leastShared = 0.5
  /// Two looks of one sortie are at two places beyond the 99.9 % quantile of χ² with two degrees of freedom.
  private static let apart = 13.815510557964274
  /// Looks are at one ground within the 95 % quantile, and a kilometre however well a camera knows them.
  private static let together = 5.991464547107979
  private static let ground = 400.0
  /// What shares ground shares it with many: no need to hold every look against every other.
  private static let mostCompared = 500

  /// The regions that looks agree on, the one with most sorties first; most often none.
  ///
  /// - Complexity: O(*n*) for *n* looks, each held against 500 of them in even steps.
  static func regions(of looks: [Look], minSorties: Int) -> [CommonRegion] {
    let evidence = looks.filter(\.isOfRegion).reshared
    let sorties = Dictionary(grouping: evidence.indices) { evidence[$0].sortie }
    guard sorties.count >= max(leastSorties, minSorties) else { return [] }
    var groups = SortieGroups()
    for sortie in sorties.keys.sorted() { groups.join(sortie, sortie) }
    var isShared = [Bool](repeating: false, count: evidence.count)
    let step = max(1, (evidence.count + mostCompared - 1) / mostCompared)
    for other in stride(from: 0, to: evidence.count, by: step) {
      for row in evidence.indices
      where evidence[row].sortie != evidence[other].sortie
        && distance(evidence[row], evidence[other], ground: ground) <= together
      {
        isShared[row] = true
        isShared[other] = true
        groups.join(evidence[row].sortie, evidence[other].sortie)
      }
    }
    var regions: [CommonRegion] = []
    for group in groups.all where group.count >= max(leastSorties, minSorties) {
      let rows = group.flatMap { sorties[$0] ?? [] }
      let looks = rows.map { evidence[$0] }
      let roaming = Dictionary(grouping: looks, by: \.sortie).values.count(where: roams)
      guard roaming >= leastRoaming else { continue }
      let votes = votes(looks)
      let shared = zip(rows, votes).reduce(0) { $0 + (isShared[$1.0] ? $1.1 : 0) }
      guard shared >= leastShared else { continue }
      regions.append(CommonRegion(looks, votes, shared: shared))
    }
    return regions
  }

  /// Squared, in units of what both are unsure by, and of `ground` metres.
  private static func distance(_ left: Look, _ right: Look, ground: Double = 0) -> Double {
    (left.covariance + right.covariance + .round(ground * ground))
      .squaredLength(of: left.place - right.place)
  }

  /// Whether looks of one sortie are at more than one place.
  private static func roams(_ looks: [Look]) -> Bool {
    looks.indices.contains { i in
      looks.indices.dropFirst(i + 1).contains { distance(looks[i], looks[$0]) > apart }
    }
  }

  /// The weights of looks, which add up to 1: of sorties alike, and in a sortie of its independent looks alike.
  private static func votes(_ looks: [Look]) -> [Double] {
    var places: [Int: Double] = [:]
    for look in looks { places[look.sortie, default: 0] += look.share }
    return looks.map { $0.share / (places[$0.sortie] ?? 1) / Double(places.count) }
  }

  /// The region of looks with their votes: places spread normally, and each look off by its own covariance.
  ///
  /// By expectation maximisation for normal effects with known errors (Dempster, Laird & Rubin 1977, 4.4).
  private init(_ looks: [Look], _ weights: [Double], shared: Double) {
    self.looks = looks
    self.shared = shared
    place = zip(looks, weights).reduce(.zero) { $0 + $1.0.place * $1.1 }
    spread = zip(looks, weights).reduce(.round(1)) { sum, one in
      sum + .outer(one.0.place - place) * one.1
    }
    for _ in 0..<Self.steps {
      var middle = SIMD2<Double>.zero
      var moments: [(place: SIMD2<Double>, left: Covariance)] = []
      for (look, weight) in zip(looks, weights) {
        let inverse = (spread + look.covariance).inverse
        let believed = place + spread.times(inverse.times(look.place - place))
        // What is left unknown of the place, S − S (S + C)⁻¹ S = (S⁻¹ + C⁻¹)⁻¹.
        moments.append((believed, (spread.inverse + look.covariance.inverse).inverse))
        middle += believed * weight
      }
      place = middle
      spread = zip(moments, weights).reduce(.round(1e-3)) { sum, one in
        sum + (.outer(one.0.place - middle) + one.0.left) * one.1
      }
    }
  }

  private static let steps = 50
}

extension Look {
  /// Whether it may tell of a region: known on one side, and of a visit that stayed and is no spiral.
  ///
  /// A path more than half as tall as wide is flown to gain height or to lose it, not to look.
  fileprivate var isOfRegion: Bool {
    guard visit.isOfSite, visit.kind != VisitKind.stop.rawValue, mode == .zero else { return false }
    guard visit.kind == VisitKind.orbit.rawValue else { return true }
    let climbed = visit.heightMax - visit.heightMin
    return !(climbed > visit.radius)
  }
}
