import Clustering
import TestSupport
import Tracks

/// Points and settings to be clustered by us and by an oracle.
struct PointSet: CustomStringConvertible {
  var name: String
  var x: [Double]
  var y: [Double]
  var weights: [Int64]?
  var radius: Double
  var needed: Int64

  var description: String { "\(name): \(x.count) points, radius \(radius), needed \(needed)" }

  var settings: DensityClustering {
    DensityClustering(
      radius: radius,
      density: weights == nil ? .minPoints(Int(needed)) : .minDwell(milliseconds: needed))
  }

  /// Our answer.
  func clusters() throws -> Clusters { try settings.clusters(x: x, y: y, weights: weights) }

  /// The word-for-word answer.
  func bruteForce(_ borders: BruteForceDensity.Borders = .firstCluster) -> BruteForceDensity {
    BruteForceDensity(
      x: x, y: y, weights: weights, radius: radius, needed: needed, borders: borders)
  }
}

extension PointSet {
  /// The random set of a seed: ten kinds of points in turn, each with its own hard spots.
  static func random(seed: Int) -> PointSet {
    var random = SplitMix(seed: UInt64(seed))
    let n = Int.random(in: 1...160, using: &random)
    var set = PointSet(name: "seed \(seed)", x: [], y: [], radius: 1, needed: 1)
    let kinds: [(inout PointSet, Int, inout SplitMix) -> Void] = [
      uniform, blobs, lattice, offsetLattice, duplicates, line, blobs, track, twoDiscs, spread,
    ]
    kinds[seed % kinds.count](&set, n, &random)
    let wanted = [1, 2, 3, 4, 5, 8, 13, n / 2, n, n + 1]
    set.needed = Int64(max(1, wanted.randomElement(using: &random) ?? 1))
    if seed % 10 == 6 || seed % 7 == 0 {
      set.weights = (0..<n).map { _ in max(0, Int64.random(in: -2000...5000, using: &random)) }
      set.needed *= 2000
    }
    return set
  }

  private static func uniform(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    let side = Double(n).squareRoot()
    set.radius = random.uniform(0.1, 4)
    for _ in 0..<n {
      set.x.append(random.uniform(0, side))
      set.y.append(random.uniform(0, side))
    }
  }

  private static func blobs(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = random.uniform(0.3, 3)
    for i in 0..<n {
      set.x.append(random.normal() + Double(i % 3) * 4)
      set.y.append(random.normal() - Double(i % 2) * 4)
    }
  }

  private static func lattice(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = [1, 2.0.squareRoot(), 5.0.squareRoot(), 2, 3].randomElement(using: &random) ?? 1
    for _ in 0..<n {
      set.x.append(Double(Int.random(in: -8...8, using: &random)))
      set.y.append(Double(Int.random(in: -8...8, using: &random)))
    }
  }

  private static func offsetLattice(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = [0.1, 0.1 * 2.0.squareRoot(), 0.3].randomElement(using: &random) ?? 0.1
    for _ in 0..<n {
      set.x.append(500_000 + 0.1 * Double(Int.random(in: 0...12, using: &random)))
      set.y.append(4_649_776.2 + 0.1 * Double(Int.random(in: 0...12, using: &random)))
    }
  }

  private static func duplicates(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = random.uniform(0.5, 2)
    for _ in 0..<n {
      set.x.append(random.uniform(0, 5).rounded())
      set.y.append(random.uniform(0, 5).rounded())
    }
  }

  private static func line(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    let step = random.uniform(0.1, 2)
    set.radius = step
    for i in (0..<n).shuffled(using: &random) {
      set.x.append(Double(i) * step)
      set.y.append(7)
    }
  }

  private static func track(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = random.uniform(2, 20)
    for i in 0..<n {
      let turn = Double(i) * 7
      set.x.append(300_000 + Double(i / 40) * 60 + 20 * turn.cosine + random.normal())
      set.y.append(5_000_000 + 20 * turn.sine + random.normal())
    }
  }

  private static func twoDiscs(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = 1
    for i in 0..<n {
      let turn = random.uniform(0, 360), reach = random.uniform(0, 0.6)
      set.x.append((i % 2 == 0 ? 0 : random.uniform(1.4, 2)) + reach * turn.cosine)
      set.y.append(reach * turn.sine)
    }
  }

  private static func spread(_ set: inout PointSet, _ n: Int, _ random: inout SplitMix) {
    set.radius = random.uniform(0.01, 1)
    for _ in 0..<n {
      let scale = Double(
        sign: .plus, exponent: Int.random(in: -4...44, using: &random), significand: 1)
      set.x.append(random.normal() * scale)
      set.y.append(random.normal() * (scale < 100 ? scale : 1))
    }
  }
}
