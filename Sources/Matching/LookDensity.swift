#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one look says of places: a mixture of its one or two sides and of having looked somewhere else.
///
/// Made once a look, since the search for places asks it thousands of times: a look carries its visit and
/// sorts out its sides anew at every question.
struct LookDensity {
  /// The part of its twins' dwell that the look is.
  let share: Double
  private let first: Side
  private let second: Side?
  /// Metres⁻²: how likely it is that it looked at any one place when it looked elsewhere.
  private let background: Double

  /// One side, with what its density needs.
  private struct Side {
    let place: SIMD2<Double>
    let precision: Covariance
    let halfLogDeterminant: Double
    let part: Double

    init(_ side: Look.Side, extent: Double, part: Double) {
      let wide = side.covariance + .round(extent * extent)
      place = side.place
      precision = wide.inverse
      halfLogDeterminant = 0.5 * log(wide.determinant)
      self.part = part
    }

    func density(at site: SIMD2<Double>) -> Double {
      let way = place - site
      return part
        * exp(-0.5 * (way * precision.times(way)).sum() - LookDensity.logTwoPi - halfLogDeterminant)
    }
  }

  private static let logTwoPi = log(2 * Double.pi)

  /// Makes a look ready.
  ///
  /// - Parameters:
  ///   - extent: Places nearer than about twice this are one site, metres.
  ///   - elsewhere: How likely it is that a look was at none of the places, 0…1.
  ///   - disc: The area it may then have been at, m².
  init(_ look: Look, extent: Double, elsewhere: Double, disc: Double) {
    let sides = look.sides
    let part = (1 - elsewhere) / Double(sides.count)
    share = look.share
    first = Side(sides[0], extent: extent, part: part)
    second = sides.count > 1 ? Side(sides[1], extent: extent, part: part) : nil
    background = elsewhere / disc
  }

  /// The middles of its sides.
  var places: [SIMD2<Double>] { [first.place] + (second.map { [$0.place] } ?? []) }

  /// How likely it is if a place is there, per m².
  func likelihood(of place: SIMD2<Double>) -> Double {
    let one = background + first.density(at: place)
    guard let second else { return one }
    return one + second.density(at: place)
  }

  /// Whether it was rather at a place than elsewhere.
  func isExplained(by place: SIMD2<Double>) -> Bool { likelihood(of: place) > 2 * background }

  /// Adds to a step of expectation maximisation what the look pulls a place by.
  func pull(
    on place: SIMD2<Double>, precision: inout Covariance, sum: inout SIMD2<Double>
  ) {
    let one = first.density(at: place)
    let two = second?.density(at: place) ?? 0
    let whole = background + one + two
    func add(_ side: Side, _ density: Double) {
      let own = density / whole * share
      guard own > 1e-12 else { return }
      let weight = side.precision * own
      precision = precision + weight
      sum += weight.times(side.place)
    }
    add(first, one)
    if let second { add(second, two) }
  }
}
