#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Points of the flight's plane with the milliseconds they stand for.
package struct Samples {
  private(set) var points: [Vector] = []
  private(set) var milliseconds: [Int64] = []

  /// At most this many a visit, so that a long one weighs no more memory than a short one.
  static let most = 256
  /// Points spread over a look region.
  static let spread = 96

  /// Points given one by one, drawn together with their neighbours to at most 256, weights kept.
  ///
  /// - Parameters:
  ///   - path: Points in order of time, at least one.
  ///   - observed: Microseconds observed from the first to each. A point stands for half the
  ///     interval before it and half of that after.
  init(along path: [Vector], observed: [Int64]) {
    let groups = min(Self.most, path.count)
    var shares: [Int64] = []
    for group in 0..<groups {
      let members = group * path.count / groups..<(group + 1) * path.count / groups
      var sum = Vector.zero
      var weight = 0.0
      var share: Int64 = 0
      for index in members {
        // Twice the time, so that halves stay whole.
        let own =
          observed[min(path.count - 1, index + 1)] - observed[max(0, index - 1)]
        let pull = max(Double(own), 1e-3)
        sum += pull * path[index]
        weight += pull
        share += own
      }
      points.append(sum / weight)
      shares.append(share)
    }
    let total = (observed.last ?? 0) - (observed.first ?? 0)
    milliseconds = Self.apportioned(Self.milliseconds(total), shares)
  }

  /// Points spread evenly over what lies within `reach` of a ring's segment, and as far as the ring
  /// moves: the R2 sequence (Roberts 2018), the same for all.
  init(within reach: Vector, angle: Double, of centre: Vector, drifting: Vector, observed: Int64) {
    let g = 1.324_717_957_244_746
    let axis = Vector(angle: angle)
    for index in 1...Self.spread {
      let u = (0.5 + Double(index) / g).truncatingRemainder(dividingBy: 1)
      let v = (0.5 + Double(index) / (g * g)).truncatingRemainder(dividingBy: 1)
      let disc = u.squareRoot() * Vector(angle: 2 * .pi * v)
      let part = (Double(index) - 0.5) / Double(Self.spread) - 0.5
      points.append(
        centre + Vector(disc.x * reach.x, disc.y * reach.y).turned(by: axis) + part * drifting)
    }
    milliseconds = Self.apportioned(Self.milliseconds(observed), evenly: Self.spread)
  }

  /// Whole milliseconds, rounded down: never more than was observed.
  static func milliseconds(_ microseconds: Int64) -> Int64 { microseconds / 1000 }

  /// A total in proportion to shares, whole numbers that add up to it: rounded down, what is left
  /// to the largest remainders, the earlier first.
  package static func apportioned(_ total: Int64, _ shares: [Int64]) -> [Int64] {
    let sum = UInt64(max(0, shares.reduce(0, +)))
    guard !shares.isEmpty else { return [] }
    guard sum > 0 else { return apportioned(total, evenly: shares.count) }
    var parts: [Int64] = []
    var remainders: [(rest: UInt64, index: Int)] = []
    for (index, share) in shares.enumerated() {
      // In 128 bits: forty hours in milliseconds times the same in microseconds is beyond 64.
      let product = UInt64(max(0, total)).multipliedFullWidth(by: UInt64(max(0, share)))
      let (quotient, rest) = sum.dividingFullWidth(product)
      parts.append(Int64(quotient))
      remainders.append((rest, index))
    }
    let left = total - parts.reduce(0, +)
    remainders.sort { ($1.rest, $0.index) < ($0.rest, $1.index) }
    for next in remainders.prefix(Int(max(0, left))) { parts[next.index] += 1 }
    return parts
  }

  /// A total in so many parts as alike as whole numbers can be, the larger first.
  package static func apportioned(_ total: Int64, evenly count: Int) -> [Int64] {
    let (part, rest) = total.quotientAndRemainder(dividingBy: Int64(max(1, count)))
    return (0..<count).map { part + ($0 < rest ? 1 : 0) }
  }
}
