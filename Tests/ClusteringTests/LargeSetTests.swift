import Clustering
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
