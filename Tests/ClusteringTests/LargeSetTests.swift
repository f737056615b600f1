import Clustering
import Foundation
import TestSupport
import Testing

@Suite("Large sets keep the rules of density clustering")
struct LargeSetTests {
  /// 10⁵ points: a scatter, blobs of all densities, and hovers on a coarse lattice.
  private static func scattered(seed: UInt64) -> (x: [Double], y: [Double]) {
    var random = SplitMix(seed: seed)
    var x: [Double] = [], y: [Double] = []
    for i in 0..<100_000 {
      switch i % 4 {
      case 0, 1:
        x.append(random.uniform(0, 500))
        y.append(random.uniform(0, 500))
      case 2:
        let blob = Double(Int.random(in: 0..<200, using: &random))
        x.append(blob * 2.5 + random.normal() * blob / 100)
        y.append((blob * 37).truncatingRemainder(dividingBy: 500) + random.normal() * blob / 100)
      default:
        x.append((random.uniform(0, 500) / 4).rounded() * 4)
        y.append((random.uniform(0, 500) / 4).rounded() * 4)
      }
    }
    return (x, y)
  }

  @Test("100,000 points pass every rule", arguments: [(0.8, 4), (1.5, 10), (1.5, 25)])
  func counted(radius: Double, needed: Int) throws {
    let (x, y) = Self.scattered(seed: 7)
    let ours = try DensityClustering(radius: radius, density: .minPoints(needed))
      .clusters(x: x, y: y)
    let verifier = DensityVerifier(x: x, y: y, radius: radius, needed: Int64(needed))
    #expect(
      verifier.complaint(labels: ours.labels, isCore: ours.isCore, count: ours.count) == nil)
  }

  @Test("100,000 weighted points pass every rule")
  func weighted() throws {
    let (x, y) = Self.scattered(seed: 8)
    let weights = x.indices.map { Int64($0 % 5) * 500 }
    let ours = try DensityClustering(radius: 1.2, density: .minDwell(milliseconds: 9_000))
      .clusters(x: x, y: y, weights: weights)
    let verifier = DensityVerifier(x: x, y: y, weights: weights, radius: 1.2, needed: 9_000)
    #expect(
      verifier.complaint(labels: ours.labels, isCore: ours.isCore, count: ours.count) == nil)
  }

  @Test("threads and kernels change nothing about 100,000 points")
  func threadsAndKernels() throws {
    let (x, y) = Self.scattered(seed: 9)
    let weights = x.indices.map { Int64($0 % 5) * 500 }
    var settings = DensityClustering(radius: 1.2, density: .minDwell(milliseconds: 9_000))
    settings.threads = 1
    settings.kernels = .baseline
    let usual = try settings.clusters(x: x, y: y, weights: weights)
    #expect(usual.count > 100)
    for (threads, kernels) in zip([2, 3, 16], KernelSet.available + KernelSet.available) {
      settings.threads = threads
      settings.kernels = kernels
      #expect(try settings.clusters(x: x, y: y, weights: weights) == usual, "\(threads) threads")
      var counted = DensityClustering(radius: 0.7, density: .minPoints(3), threads: threads)
      let several = try counted.clusters(x: x, y: y)
      counted.threads = 1
      #expect(try counted.clusters(x: x, y: y) == several, "\(threads) threads")
    }
  }

  @Test(
    "two crowds a hair out of reach are two clusters, and at reach one, without all pairs tried")
  func crowdsOutOfReach() throws {
    // 10⁶ points each when soaking; 10¹² pairs would take an hour.
    let half = Soak.count(30_000, soaking: 1_000_000)
    var random = SplitMix(seed: 12)
    var x: [Double] = [], y: [Double] = []
    for i in 0..<2 * half {
      // Two arcs of one centre, the inner at 0.3, the outer a radius farther out.
      let turn = random.uniform(-20, 20)
      let reach = i % 2 == 0 ? 0.3 - random.uniform(0, 0.01) : 1.3 + random.uniform(0, 0.01)
      x.append(reach * turn.cosine)
      y.append(reach * turn.sine)
    }
    for (radius, clusters) in [(0.99999, 2), (1.05, 1)] {
      let ours = try DensityClustering(radius: radius, density: .minPoints(half / 2))
        .clusters(x: x, y: y)
      #expect(ours.count == clusters)
      #expect(ours.labels == x.indices.map { clusters == 2 ? Int32($0 % 2) : 0 })
    }
  }

  @Test("half a million points in two places are two clusters")
  func twoPlaces() throws {
    let count = 600_000
    let x = (0..<count).map { $0 % 3 == 0 ? 1.0 : 0 }
    let ours = try DensityClustering(radius: 0.5, density: .minPoints(count / 3))
      .clusters(x: x, y: Array(repeating: 4_649_776.2, count: count))
    #expect(ours.labels == x.map { $0 == 1 ? 0 : 1 })
    #expect(ours.isCore.allSatisfy { $0 })
  }

  @Test("the verifier complains of each kind of wrong answer")
  func verifierComplains() throws {
    let set = PointSet(
      name: "two clusters and a border", x: [0, 0, 0, 1, 2, 2, 2, 9],
      y: [0, 0, 0, 0, 0, 0, 0, 0], radius: 1, needed: 4)
    let right = try set.clusters()
    let verifier = DensityVerifier(x: set.x, y: set.y, radius: 1, needed: 4)
    func complaint(_ change: (inout Clusters) -> Void) -> String? {
      var wrong = right
      change(&wrong)
      return verifier.complaint(labels: wrong.labels, isCore: wrong.isCore, count: wrong.count)
    }
    #expect(complaint { _ in } == nil)
    #expect(complaint { $0.isCore[7] = true }?.contains("core flag") == true)
    #expect(complaint { $0.labels[0] = -1 } != nil)
    #expect(complaint { $0.labels[7] = 0 }?.contains("border point 7") == true)
    #expect(complaint { $0.count = 9 }?.contains("were counted") == true)
    #expect(complaint { $0.labels = $0.labels.map { $0 < 0 ? $0 : $0 + 1 } } != nil)
  }
}
