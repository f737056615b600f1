import Clustering
import TestSupport
import Testing

@Suite("What must not change the answer does not")
struct MetamorphicTests {
  /// Clusters as sets of rows, which no numbering touches.
  private func partition(_ clusters: Clusters, rows: [Int]) -> Set<Set<Int>> {
    var members: [Int32: Set<Int>] = [:]
    for (place, row) in rows.enumerated() where clusters.isCore[place] {
      members[clusters.labels[place], default: []].insert(row)
    }
    return Set(members.values)
  }

  @Test("the order of the points changes numbers only", arguments: 0..<40)
  func permutation(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    var random = SplitMix(seed: 99)
    let order = set.x.indices.shuffled(using: &random)
    var shuffled = set
    shuffled.x = order.map { set.x[$0] }
    shuffled.y = order.map { set.y[$0] }
    shuffled.weights = set.weights.map { w in order.map { w[$0] } }
    let before = try set.clusters()
    let after = try shuffled.clusters()
    #expect(
      partition(before, rows: Array(set.x.indices)) == partition(after, rows: order), "\(set)")
    #expect(before.labels.map { $0 < 0 } == inverse(order).map { after.labels[$0] < 0 }, "\(set)")
  }

  private func inverse(_ order: [Int]) -> [Int] {
    order.indices.sorted { order[$0] < order[$1] }
  }

  @Test("moving all points by a representable offset changes nothing", arguments: 0..<20)
  func translation(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    // Multiples of 2⁻¹⁰ below 2¹⁰, moved by multiples of 2¹⁰ below 2⁴⁰: every sum is exact.
    let x = (0..<200).map { _ in (random.uniform(0, 20) * 1024).rounded() / 1024 }
    let y = (0..<200).map { _ in (random.uniform(0, 20) * 1024).rounded() / 1024 }
    let set = PointSet(name: "moved", x: x, y: y, radius: 1.5, needed: 4)
    var moved = set
    moved.x = x.map { $0 - 0x1p38 }
    moved.y = y.map { $0 + 1024 * 4711 }
    #expect(try set.clusters() == moved.clusters())
  }

  @Test("every point twice and twice the count change nothing", arguments: 0..<40)
  func duplication(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    var doubled = set
    doubled.x = set.x + set.x
    doubled.y = set.y + set.y
    doubled.weights = set.weights.map { $0 + $0 }
    doubled.needed = 2 * set.needed
    let once = try set.clusters()
    let twice = try doubled.clusters()
    #expect(twice.labels == once.labels + once.labels, "\(set)")
    #expect(twice.isCore == once.isCore + once.isCore, "\(set)")
  }

  @Test("weights of 1 ms count as points do", arguments: 0..<20)
  func unitWeights(seed: Int) throws {
    var set = PointSet.random(seed: seed)
    set.weights = nil
    let counted = try set.clusters()
    set.weights = set.x.map { _ in 1 }
    #expect(try set.clusters() == counted, "\(set)")
  }

  @Test("a larger radius keeps every core point", arguments: 0..<20)
  func nested(seed: Int) throws {
    var set = PointSet.random(seed: seed)
    let near = try set.clusters()
    set.radius *= 1.3
    let far = try set.clusters()
    #expect(zip(near.isCore, far.isCore).allSatisfy { !$0 || $1 }, "\(set)")
  }

  @Test("threads, kernels and ways to find windows change nothing", arguments: 0..<60)
  func threadsAndKernels(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    var settings = set.settings
    settings.borders = seed % 2 == 0 ? .minimumCluster : .nearestCore
    settings.threads = 1
    settings.kernels = .baseline
    let usual = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
    for kernels in KernelSet.available {
      for (threads, gridCells) in [(1, 16), (2, 0), (7, 16)] {
        settings.kernels = kernels
        settings.threads = threads
        settings.thresholds.gridCells = gridCells
        let other = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
        #expect(other == usual, "\(kernels.name), \(threads) threads: \(set)")
      }
    }
  }
}
