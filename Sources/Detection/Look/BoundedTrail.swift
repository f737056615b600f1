import Tracks

/// Where something was, as at most 512 bins in order of time, however long it lasts.
///
/// Each bin is the mean of neighbours in time; when all are full, neighbours are drawn together and bins
/// hold twice as many from there on. Adding is O(1) amortised.
struct BoundedTrail {
  /// The mean of some neighbours in time.
  struct Bin: Equatable {
    /// Sums of metres east and north.
    var sum: SIMD2<Double>
    /// Points.
    var count: Double
    /// Microseconds observed that they stand for.
    var weight: Int64

    /// The mean.
    var place: SIMD2<Double> { sum / count }
  }

  private(set) var bins: [Bin] = []
  private var perBin = 1.0

  private static let most = 512

  /// Adds a point so many observed microseconds after the one before; half of them are its own.
  mutating func add(_ place: SIMD2<Double>, after interval: Int64) {
    let own = interval - interval / 2
    if let last = bins.indices.last {
      bins[last].weight += interval / 2
      if bins[last].count < perBin {
        bins[last].sum += place
        bins[last].count += 1
        bins[last].weight += own
        return
      }
    }
    if bins.count == Self.most { halve() }
    bins.append(Bin(sum: place, count: 1, weight: own))
  }

  /// Appends another trail, its places changed by a function, so many observed microseconds later.
  mutating func append(
    _ other: BoundedTrail, after interval: Int64, _ place: (SIMD2<Double>) -> SIMD2<Double>
  ) {
    if let last = bins.indices.last { bins[last].weight += interval }
    for bin in other.bins {
      bins.append(Bin(sum: bin.count * place(bin.place), count: bin.count, weight: bin.weight))
    }
    while bins.count > Self.most { halve() }
    perBin = max(perBin, other.perBin)
  }

  private mutating func halve() {
    bins = stride(from: 0, to: bins.count, by: 2).map { row in
      guard row + 1 < bins.count else { return bins[row] }
      let (a, b) = (bins[row], bins[row + 1])
      return Bin(sum: a.sum + b.sum, count: a.count + b.count, weight: a.weight + b.weight)
    }
    perBin *= 2
  }

  /// The geometric median of the points from a starting guess (Weiszfeld 1937), at most 20 steps: what
  /// passes through, or a look away, does not pull it.
  ///
  /// - Parameter fine: A step shorter than this is the last, metres.
  func median(
    of part: Range<Int>, from guess: SIMD2<Double>? = nil, fine: Double = 1e-3
  ) -> SIMD2<Double> {
    let members = bins[part]
    var middle =
      guess
      ?? members.reduce(.zero) { $0 + $1.sum } / max(1, members.reduce(0) { $0 + $1.count })
    for _ in 0..<20 {
      var weights = 0.0
      var sum = SIMD2<Double>.zero
      for bin in members {
        let place = bin.place
        let way = place - middle
        let weight = bin.count / max(0.1, way.length)
        weights += weight
        sum += weight * place
      }
      guard weights > 0 else { break }
      let next = sum / weights
      let step = next - middle
      middle = next
      if step.squaredLength < fine * fine { break }
    }
    return middle
  }

  /// The points' median distance from a place, metres.
  func medianDistance(from place: SIMD2<Double>) -> Double {
    Detection.median(
      bins.map { bin in
        let way = bin.place - place
        return (way * way).sum().squareRoot()
      })
  }

  /// At most 256 samples about a place: metres east and north, milliseconds, which add up to the observed
  /// microseconds, rounded down.
  func samples(around place: SIMD2<Double>) -> (
    east: [Double], north: [Double], milliseconds: [Int64]
  ) {
    var trail = self
    while trail.bins.count > Self.most / 2 { trail.halve() }
    var sums: (until: Int64, given: Int64) = (0, 0)
    let milliseconds = trail.bins.map { bin -> Int64 in
      sums.until += bin.weight
      let own = sums.until / 1000 - sums.given
      sums.given += own
      return own
    }
    let offsets = trail.bins.map { $0.place - place }
    return (offsets.map { $0.x }, offsets.map { $0.y }, milliseconds)
  }
}
