import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the sorties of an area look that have no part in a place: what agreement by chance is held against.
///
/// Two calls of a town are near each other because the town is, and not for a place that they share. The places of
/// sorties are taken for even over a disc, as if one had been seen there, and for as dense as the others lie: a
/// kernel estimate (Silverman 1986, 4.3), each sortie one vote.
struct Surroundings {
  private let reach: Double
  /// By the independent evidence they are.
  private let sorties: [(key: String, sides: [Look.Side])]

  /// More sorties than these say no more of how dense they are.
  private static let mostSorties = 500

  /// Those that looked at anything in an area or around it; `reach` metres away is too far to be around.
  init(of looks: [Look], within reach: Double) {
    self.reach = reach
    sorties = Dictionary(grouping: looks, by: \.visit.evidenceKey)
      .map { (key: $0.key, sides: $0.value.flatMap(\.sides)) }.sorted { $0.key < $1.key }
  }

  /// Places of a sortie per m² at a common place, and the number of sorties around it.
  ///
  /// Those that tell of it themselves are left out, also where their own area is the next one.
  ///
  /// - Complexity: O(*n*) for *n* looks, the density from 500 sorties at most in even steps.
  func density(
    at common: CommonPlace
  ) -> (density: Double, sorties: Int) {
    let point = common.place
    let own = Set(common.supporting.map(\.visit.evidenceKey))
    let around = sorties.filter { sortie in
      guard !own.contains(sortie.key) else { return false }
      let ways = sortie.sides.map { ($0.place - point, $0.covariance + common.covariance) }
      return ways.contains { ($0.0 * $0.0).sum() <= reach * reach }
        && !ways.contains { $0.1.squaredLength(of: $0.0) <= Visit.look95 }
    }
    let step = max(1, (around.count + Self.mostSorties - 1) / Self.mostSorties)
    let some = stride(from: 0, to: around.count, by: step).map { around[$0].sides }
    let even = 1 / (.pi * reach * reach)
    let bandwidth = bandwidth(of: some)
    let sum = some.reduce(even) { sum, sides in
      sum
        + sides.reduce(0) { $0 + ($1.covariance + bandwidth).density(at: $1.place - point) }
        / Double(sides.count)
    }
    return (sum / Double(some.count + 1), around.count)
  }

  private func bandwidth(of sorties: [[Look.Side]]) -> Covariance {
    let middles = sorties.map { sides in
      sides.reduce(.zero) { $0 + $1.place } / Double(sides.count)
    }
    let count = Double(middles.count)
    // Of one alone nothing is known but the disc, the variance of which is a quarter of its radius squared.
    guard count > 1 else { return .round(reach * reach / 4) }
    let middle = middles.reduce(.zero, +) / count
    let squares = middles.reduce(0.0) { sum, place in
      let way = place - middle
      return sum + (way * way).sum()
    }
    return .round(squares / (count - 1) / 2 * pow(count, -1.0 / 3))
  }
}
