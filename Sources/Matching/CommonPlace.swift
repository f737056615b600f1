#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one place that looks agree on, robust to a few that looked elsewhere.
///
/// Fragments of one path are not independent: each counts with its share of the path's dwell (their
/// precisions are averaged, as in covariance intersection: Julier & Uhlmann 1997), and only
/// different paths add up (``PathTwins``). First Huber's estimate, which has one optimum whatever the start; then Tukey's
/// from there, which leaves out what lies far off altogether (Huber & Ronchetti, *Robust Statistics*,
/// 2nd ed., ch. 4). Where more than half would be left out, there is no common place to refine and
/// Huber's stands.
struct CommonPlace {
  /// The middle, metres true east and north.
  private(set) var place: SIMD2<Double>
  /// How well it is known as the place of one site.
  private(set) var covariance: Covariance
  /// How much each look supports it, 0…1.
  private(set) var support: [Double]
  /// How many times farther (squared) the sorties lie apart than their covariances say; 1 when no
  /// farther than chance.
  private(set) var excess: Double
  private let looks: [Look]

  /// 95 % as efficient as least squares on normal errors.
  private static let huber = 1.345
  private static let tukey = 4.685
  private static let efficiency = 0.95
  /// A look with less support than this tells of another place: farther off than 3.85 σ, 6 in 10,000.
  static let leastSupport = 0.1

  /// Combines at least one look.
  init(_ looks: [Look]) {
    precondition(!looks.isEmpty, "a common place needs a look")
    self.looks = looks
    place = .zero
    covariance = .round(0)
    excess = 1
    support = [Double](repeating: 1, count: looks.count)
    refit()
    iterate { distance in min(1, Self.huber / max(distance, 1e-300)) }
    let huber = support
    excess = measuredExcess()
    iterate { distance in
      let rest = 1 - (distance / Self.tukey) * (distance / Self.tukey)
      return rest > 0 ? rest * rest : 0
    }
    if weight(of: support) < weight(of: support.map { _ in 1 }) / 2 {
      support = huber
      refit()
    }
    spreadOut()
  }

  /// Alternates between the place and the weights until it stands still.
  private mutating func iterate(_ weight: (Double) -> Double) {
    for _ in 0..<100 {
      let old = place
      let distances = squaredDistances().map { $0.squareRoot() }
      let next = distances.map(weight)
      guard self.weight(of: next) > 0 else { return }
      support = next
      refit()
      let step = place - old
      if (step * step).sum() < 1e-6 { return }
    }
  }

  private func weight(of support: [Double]) -> Double {
    zip(looks, support).reduce(0) { $0 + $1.0.share * $1.1 }
  }

  /// The precision-weighted mean under the present support.
  private mutating func refit() {
    var precision = Covariance.round(0)
    var sum = SIMD2<Double>.zero
    for (look, support) in zip(looks, support) {
      let inverse = look.covariance.inverse * (look.share * support / excess)
      precision = precision + inverse
      sum += inverse.times(look.place)
    }
    covariance = precision.inverse
    place = covariance.times(sum)
  }

  private func squaredDistances() -> [Double] {
    looks.map { $0.covariance.squaredLength(of: $0.place - place) / excess }
  }

  /// The median squared distance against what chance gives, less what so few sorties may show by
  /// chance; at least 1.
  private func measuredExcess() -> Double {
    let independent = looks.reduce(0) { $0 + $1.share }
    let order = squaredDistances().enumerated().sorted { $0.element < $1.element }
    var passed = 0.0
    var median = 0.0
    for (row, distance) in order {
      passed += looks[row].share
      median = distance
      if passed >= independent / 2 { break }
    }
    // The median of χ² with two degrees of freedom is 2 ln 2; a mean of few fits them too well.
    let expected = 2 * log(2) * max(0.5, (independent - 1) / independent)
    return max(1, median / expected / (1 + 2 / independent.squareRoot()))
  }

  /// Sorties that lie apart looked at something wide: a point site may lie anywhere in it, so their
  /// excess scatter does not average out.
  ///
  /// Tukey's weights below 1 are no less knowledge: on normal errors the place is 95 % as well known as the
  /// plain mean of what supports it, however much each look was turned down.
  private mutating func spreadOut() {
    var precision = Covariance.round(0)
    for (look, support) in zip(looks, support) where support >= Self.leastSupport {
      precision = precision + look.covariance.inverse * (look.share / excess)
    }
    if precision.determinant > 0 { covariance = precision.inverse * (1 / Self.efficiency) }
    let sorties = weight(of: support)
    covariance = covariance * (1 + sorties * (excess - 1) / excess)
  }

  /// Whether the looks are of one place: no farther apart than they are unsure by and so few are by chance,
  /// or, as far as cameras are off by more than they say, within the width of a place.
  var isPlace: Bool {
    let independent = looks.reduce(0) { $0 + $1.share }
    return excess <= 1 + Self.tolerance / independent.squareRoot()
      || covariance.principal.major <= Self.width * Self.width
  }

  /// What is more is scatter: with what ``measuredExcess()`` leaves out already, beyond three standard deviations of
  /// the median of a dozen.
  private static let tolerance = 2.0
  /// Standard deviation, metres: 95 % lie within 1.2 km across.
  private static let width = 250.0

  /// The looks that support the place.
  var supporting: [Look] {
    zip(looks, support).filter { $0.1 >= Self.leastSupport }.map(\.0)
  }

  /// How much likelier the supporting sorties are if they looked at one place than if each looked at a place of
  /// its own: 1 for one sortie.
  ///
  /// Where they are a choice out of more sorties, whose others looked elsewhere, it is less by as many
  /// times as there are such choices: some two of many agree by chance.
  ///
  /// - Parameters:
  ///   - density: How many places of their own sorties have there, per m².
  ///   - all: The sorties that looked at anything in the area they are of.
  func agreement(against density: Double, among all: Int) -> Double {
    var precisions: [Int: Covariance] = [:]
    var sums: [Int: SIMD2<Double>] = [:]
    for (look, support) in zip(looks, support) where support >= Self.leastSupport {
      let inverse = look.covariance.inverse * (look.share / excess)
      precisions[look.sortie, default: .round(0)] =
        (precisions[look.sortie] ?? .round(0)) + inverse
      sums[look.sortie, default: .zero] += inverse.times(look.place)
    }
    let sorties = precisions.keys.sorted()
    let total = sorties.reduce(Covariance.round(0)) { $0 + (precisions[$1] ?? .round(0)) }
    let middle = total.inverse.times(sorties.reduce(.zero) { $0 + (sums[$1] ?? .zero) })
    var logRatio = log(2 * .pi) + 0.5 * log(total.inverse.determinant)
    for sortie in sorties {
      guard let precision = precisions[sortie], let sum = sums[sortie] else { continue }
      let own = precision.inverse
      logRatio += own.logDensity(at: own.times(sum) - middle)
    }
    logRatio -= Double(sorties.count - 1) * log(density)
    let (of, chosen) = (Double(max(all, sorties.count)), Double(sorties.count))
    logRatio -= lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
    return exp(min(logRatio, 700))
  }
}
