import Clustering
import Foundation
import TestSupport
import Testing
import Tracks

@Suite("Clusters in space and time")
struct SpaceTimeTests {
  private static let rules: [DensityClustering.BorderRule] = [
    .minimumCluster, .nearestCore, .none,
  ]

  /// Instants of one set: unsorted, with ties, bursts and gaps by turns, and a radius that ties.
  private func times(_ count: Int, seed: Int) -> (times: [Int64], radius: Int64) {
    var random = SplitMix(seed: UInt64(seed) ^ 0x7135)
    let spread: Int64 = [0, 3, 20, 100, 1000][seed % 5]
    let times = (0..<count).map { i -> Int64 in
      let burst = seed % 3 == 0 ? Int64(i / 16) * 40 : 0
      return burst + Int64.random(in: -spread...spread, using: &random)
    }
    return (times, [0, 1, 5, 30, 200][(seed / 5) % 5])
  }

  @Test(
    "500 random sets (20,000 when soaking) have the labels of a comparison of all pairs",
    arguments: 0..<Soak.count(500, soaking: 20_000))
  func randomSets(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let (times, timeRadius) = times(set.x.count, seed: seed)
    var settings = set.settings
    settings.borders = Self.rules[seed % 3]
    let ours = try settings.clusters(
      x: set.x, y: set.y, times: times, timeRadius: timeRadius, weights: set.weights)
    let oracle = SpaceTimeOracle(
      set, times: times, timeRadius: timeRadius, borders: settings.borders)
    #expect(ours.labels == oracle.labels, "\(set), time radius \(timeRadius)")
    #expect(ours.isCore == oracle.isCore, "\(set), time radius \(timeRadius)")
    #expect(ours.count == Int(oracle.labels.max() ?? -1) + 1)
  }

  @Test("the worst cases of the plane, spread over time, have the word-for-word labels")
  func worstCases() throws {
    for (index, set) in WorstCases.small.enumerated() where set.x.count <= 400 {
      let (times, timeRadius) = times(set.x.count, seed: index)
      let ours = try set.settings.clusters(
        x: set.x, y: set.y, times: times, timeRadius: timeRadius, weights: set.weights)
      let oracle = SpaceTimeOracle(set, times: times, timeRadius: timeRadius)
      #expect(ours.labels == oracle.labels, "\(set), time radius \(timeRadius)")
      #expect(ours.isCore == oracle.isCore, "\(set), time radius \(timeRadius)")
    }
  }

  @Test("with all points at one instant, or all time allowed, it is clustering in the plane")
  func planar() throws {
    for seed in 0..<60 {
      let set = PointSet.random(seed: seed)
      let (times, _) = times(set.x.count, seed: seed)
      let plane = try set.clusters()
      #expect(
        try set.settings.clusters(
          x: set.x, y: set.y, times: times, timeRadius: .max, weights: set.weights) == plane)
      #expect(
        try set.settings.clusters(
          x: set.x, y: set.y, times: times.map { _ in 7 }, timeRadius: 0, weights: set.weights)
          == plane)
    }
  }

  @Test("two visits to one place are two clusters, and one when the gap is within the radius")
  func twoVisits() throws {
    let times: [Int64] = [0, 10, 20, 500, 510, 520]
    let settings = DensityClustering(radius: 1, density: .minPoints(3))
    let place = [Double](repeating: 4, count: 6)
    func labels(_ radius: Int64) throws -> [Int32] {
      try settings.clusters(x: place, y: place, times: times, timeRadius: radius).labels
    }
    #expect(try labels(479) == [0, 0, 0, 1, 1, 1])
    #expect(try labels(480) == [0, 0, 0, 0, 0, 0])
    #expect(try labels(9) == [-1, -1, -1, -1, -1, -1])
  }

  @Test("instants at both ends of 64 bits are as far apart as they are")
  func extremes() throws {
    let settings = DensityClustering(radius: 1, density: .minPoints(2))
    let ours = try settings.clusters(
      x: [0, 0, 0, 0], y: [0, 0, 0, 0], times: [.min, .max, .min + 5, .max - 5], timeRadius: 5)
    #expect(ours.labels == [0, 1, 0, 1])
    let all = try settings.clusters(
      x: [0, 9], y: [0, 9], times: [.min, .max], timeRadius: .max)
    #expect(all.labels == [-1, -1])
  }

  @Test("an infinite radius leaves time alone to decide")
  func infiniteRadius() throws {
    let ours = try DensityClustering(radius: .infinity, density: .minPoints(2))
      .clusters(x: [0, 1e300, -1e300], y: [0, 0, 0], times: [0, 100, 1], timeRadius: 1)
    #expect(ours.labels == [0, -1, 0])
  }

  @Test("the nearest core point is found where all are neighbours in the plane")
  func nearestOfAll() throws {
    let set = PointSet(
      name: "two bursts", x: [0, 1, 100, 101, 99], y: [0, 0, 0, 0, 0], radius: 500, needed: 3)
    let times: [Int64] = [0, 1, 8, 9, 4]
    for radius: Int64 in 0...9 {
      var settings = set.settings
      settings.borders = .nearestCore
      let ours = try settings.clusters(x: set.x, y: set.y, times: times, timeRadius: radius)
      let oracle = SpaceTimeOracle(
        set, times: times, timeRadius: radius, borders: .nearestCore)
      #expect(ours.labels == oracle.labels)
    }
  }

  @Test(
    "two crowds beside each other in one cell each, and in reach or just out of it, in one slab or two",
    arguments: 0..<Soak.count(40, soaking: 2_000))
  func crowds(seed: Int) throws {
    // Rims that follow each other at the radius, a few steps of the last digit nearer or farther.
    var random = SplitMix(seed: UInt64(seed))
    let count = 150, gap = 1 + Double(seed % 5 - 2) * 0x1p-51
    let slope = Double.random(in: -0.4...0.4, using: &random)
    var set = PointSet(name: "rims", x: [], y: [], radius: 1, needed: 5)
    var times: [Int64] = []
    let timeRadius: Int64 = [0, 10, 50, 1000][seed % 4]
    for i in 0..<2 * count {
      let along = Double.random(in: 0...0.6, using: &random)
      let isRight = i >= count
      set.x.append((isRight ? gap : 0) + slope * along)
      set.y.append(along)
      times.append(
        isRight ? Int64.random(in: 60...110, using: &random) : .random(in: 0...50, using: &random))
    }
    for rule in Self.rules {
      var settings = set.settings
      settings.borders = rule
      let ours = try settings.clusters(
        x: set.x, y: set.y, times: times, timeRadius: timeRadius)
      let oracle = SpaceTimeOracle(set, times: times, timeRadius: timeRadius, borders: rule)
      #expect(ours.labels == oracle.labels, "seed \(seed), \(rule)")
      #expect(ours.isCore == oracle.isCore)
    }
  }

  @Test("two crowds just out of reach within one time radius take no quadratic time")
  func crowdsOutOfReach() throws {
    // 10^10 pairs would take minutes; of trees there is nothing to notice.
    let half = Soak.count(20_000, soaking: 500_000)
    var random = SplitMix(seed: 5)
    var x: [Double] = [], y: [Double] = [], times: [Int64] = []
    for i in 0..<2 * half {
      let angle = Double.random(in: -0.3...0.3, using: &random)
      // Two arcs with one centre: every point of one is a little more than 1 from all of the other.
      let r = i < half ? 1.0 : 2.000_001
      x.append(r * cos(angle))
      y.append(r * sin(angle))
      times.append(Int64.random(in: 0...1000, using: &random))
    }
    let ours = try DensityClustering(radius: 1, density: .minPoints(4))
      .clusters(x: x, y: y, times: times, timeRadius: 1000)
    #expect(ours.count == 2)
    #expect(ours.isCore.allSatisfy { $0 })
    #expect(ours.labels == (0..<2 * half).map { $0 < half ? 0 : 1 })
  }

  @Test("one thread and several give one answer", arguments: 0..<20)
  func threads(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let (times, radius) = times(set.x.count, seed: seed)
    var settings = set.settings
    settings.threads = 1
    let one = try settings.clusters(
      x: set.x, y: set.y, times: times, timeRadius: radius, weights: set.weights)
    settings.threads = 5
    let five = try settings.clusters(
      x: set.x, y: set.y, times: times, timeRadius: radius, weights: set.weights)
    #expect(one == five)
  }

  @Test("the order of the points changes numbers only", arguments: 0..<20)
  func permutation(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let (times, radius) = times(set.x.count, seed: seed)
    var random = SplitMix(seed: 99)
    let order = set.x.indices.shuffled(using: &random)
    let before = try set.settings.clusters(
      x: set.x, y: set.y, times: times, timeRadius: radius, weights: set.weights)
    let after = try set.settings.clusters(
      x: order.map { set.x[$0] }, y: order.map { set.y[$0] }, times: order.map { times[$0] },
      timeRadius: radius, weights: set.weights.map { w in order.map { w[$0] } })
    #expect(order.map { before.isCore[$0] } == after.isCore)
    #expect(order.map { before.labels[$0] < 0 } == after.labels.map { $0 < 0 })
    #expect(before.count == after.count)
  }

  @Test("no points, a time radius below 0, and points without a place")
  func edges() throws {
    let settings = DensityClustering(radius: 1, density: .minPoints(1))
    #expect(try settings.clusters(x: [], y: [], times: [], timeRadius: 0).labels.isEmpty)
    #expect(
      throws: DwellError(.usage, "time radius -1 is below 0: give a time such as 10min")
    ) { try settings.clusters(x: [0], y: [0], times: [0], timeRadius: -1) }
    #expect(
      throws: DwellError(
        .badData,
        "point 2: its x or y is not a finite number: leave such points out or take them as noise")
    ) { try settings.clusters(x: [0, .nan], y: [0, 0], times: [0, 0], timeRadius: 1) }
    var lenient = settings
    lenient.nonFinite = .noise
    #expect(
      try lenient.clusters(x: [.nan, 5], y: [0, 0], times: [0, 0], timeRadius: 1).labels
        == [-1, 0])
  }
}
