import Clustering
import TestSupport
import Testing
import Tracks

@Suite("Labels equal a comparison of all pairs")
struct WorstCaseTests {
  @Test("the worst cases have the word-for-word labels")
  func worstCases() throws {
    for set in WorstCases.small {
      let ours = try set.clusters()
      let literal = set.bruteForce()
      #expect(ours.labels == literal.labels, "\(set)")
      #expect(ours.isCore == literal.isCore, "\(set)")
    }
  }

  /// Thresholds so low that sets of a few points need trees, islands and two rounds of sorting.
  private var low: Thresholds {
    var low = Thresholds()
    (low.crowd, low.leaf, low.stencil, low.trialFew, low.trialMany) = (3, 2, 5, 1, 1)
    (low.cells, low.keyBits, low.together, low.gridCells) = (8, 8, 2, 0)
    (low.countedCells, low.pointsAnException) = (0, 1)
    return low
  }

  @Test(
    "however few points have trees, islands and two sorts, labels are the same", arguments: 0..<300)
  func lowThresholds(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    for borders in [DensityClustering.BorderRule.minimumCluster, .nearestCore] {
      var settings = set.settings
      settings.borders = borders
      let usual = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
      settings.thresholds = low
      #expect(try settings.clusters(x: set.x, y: set.y, weights: set.weights) == usual, "\(set)")
    }
  }

  @Test("the worst cases take trees, islands and two sorts to the same labels")
  func worstCasesWithLowThresholds() throws {
    for set in WorstCases.small {
      var settings = set.settings
      let usual = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
      settings.thresholds = low
      #expect(try settings.clusters(x: set.x, y: set.y, weights: set.weights) == usual, "\(set)")
    }
  }

  @Test("a border point goes where the rule says", arguments: 0..<60)
  func borders(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let rules: [(DensityClustering.BorderRule, BruteForceDensity.Borders)] = [
      (.minimumCluster, .firstCluster), (.nearestCore, .nearestCore), (.none, .none),
    ]
    for (rule, literal) in rules {
      var settings = set.settings
      settings.borders = rule
      let ours = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
      #expect(ours.labels == set.bruteForce(literal).labels, "\(rule) \(set)")
    }
  }

  @Test("the nearest core of a crowd is found", arguments: [40, 250, 500])
  func nearestOfCrowd(needed: Int64) throws {
    for set in WorstCases.small where set.name.contains("crowd") && set.needed == needed {
      var settings = set.settings
      settings.borders = .nearestCore
      let ours = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
      #expect(ours.labels == set.bruteForce(.nearestCore).labels, "\(set)")
    }
  }

  @Test("no points make no clusters")
  func empty() throws {
    let none = try DensityClustering(radius: 1, density: .minPoints(1)).clusters(x: [], y: [])
    #expect(none == Clusters(labels: [], isCore: [], count: 0))
  }

  @Test("within an infinite radius all are one cluster or none", arguments: [5, 6])
  func infiniteRadius(needed: Int) throws {
    for radius in [Double.infinity, 1e200] {
      let ours = try DensityClustering(radius: radius, density: .minPoints(needed))
        .clusters(x: [0, 1, 2, -1e300, 1e308], y: [1, 0, 5, 1e307, 3])
      #expect(ours.labels == Array(repeating: needed == 5 ? 0 : -1, count: 5))
      #expect(ours.count == (needed == 5 ? 1 : 0))
    }
  }

  @Test("a radius of 2⁴⁰ and more cells in both directions is clustered right")
  func manyCells() throws {
    var random = SplitMix(seed: 3)
    var x: [Double] = [], y: [Double] = []
    for i in 0..<300 {
      x.append(Double(i / 3) * 1e9 + random.uniform(0, 1e-3))
      y.append(Double(i % 7) * 1e9 + random.uniform(0, 1e-3))
    }
    for radius in [1e-4, 1e-3, 2, 3e9] {
      let set = PointSet(name: "many cells", x: x, y: y, radius: radius, needed: 2)
      #expect(try set.clusters().labels == set.bruteForce().labels, "\(set)")
    }
  }

  @Test("points without a place are noise when asked, and change nothing for the others")
  func nonFiniteNoise() throws {
    let settings = DensityClustering(radius: 1, density: .minPoints(2), nonFinite: .noise)
    let ours = try settings.clusters(
      x: [.nan, 0, 0.5, .infinity, 9, 9], y: [0, 0, 0, 0, .nan, -.infinity])
    #expect(ours.labels == [-1, 0, 0, -1, -1, -1])
    #expect(ours.isCore == [false, true, true, false, false, false])
    #expect(ours.count == 1)
  }
}
