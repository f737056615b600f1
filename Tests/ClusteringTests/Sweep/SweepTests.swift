import Clustering
import Foundation
import TestSupport
import Testing
import Tracks

@Suite("Clustering on disk")
struct SweepTests {
  /// The answer of a sweep, its points handed over in uneven batches, read back likewise.
  private func swept(
    _ set: PointSet, _ settings: DensityClustering, memory: Int = 1 << 20
  ) throws -> Clusters {
    let sweep = try DensitySweep(
      settings, memory: memory, folder: FileManager.default.temporaryDirectory.path)
    var start = 0
    while start < set.x.count {
      let end = min(set.x.count, start + 1 + start % 4999)
      try sweep.add(
        x: Array(set.x[start..<end]), y: Array(set.y[start..<end]),
        weights: set.weights.map { Array($0[start..<end]) })
      start = end
    }
    let clusters = try sweep.clusters()
    var all = Clusters(labels: [], isCore: [], count: clusters.count)
    while let some = try clusters.next(777) {
      all.labels += some.labels
      all.isCore += some.isCore
    }
    #expect(clusters.rowCount == Int64(set.x.count))
    return all
  }

  @Test("small sets have the labels of one run", arguments: (0..<90).filter { $0 % 10 != 9 })
  func smallSets(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    #expect(try swept(set, set.settings) == set.clusters(), "\(set)")
  }

  /// Points so many that a megabyte holds a third of them: scatter, hovers and blobs.
  private func large(seed: UInt64, weighted: Bool) -> PointSet {
    var random = SplitMix(seed: seed)
    var set = PointSet(name: "large", x: [], y: [], radius: 1, needed: 6)
    for i in 0..<14_000 {
      if i % 3 == 0 {
        set.x.append(random.uniform(0, 150))
        set.y.append(random.uniform(0, 90))
      } else {
        let blob = Double(Int.random(in: 0..<60, using: &random))
        set.x.append(blob * 2.5 + random.normal() * blob / 40)
        set.y.append((blob * 37).truncatingRemainder(dividingBy: 90) + random.normal() * blob / 40)
      }
    }
    if weighted {
      set.weights = set.x.map { _ in Int64.random(in: 0...2000, using: &random) }
      set.needed *= 1000
    }
    return set
  }

  @Test("sets larger than the memory have the labels of one run, weighted or not, by every rule")
  func largeSets() throws {
    for (seed, rule) in [
      DensityClustering.BorderRule.minimumCluster, .nearestCore, .none,
    ].enumerated() {
      for weighted in [false, true] {
        let set = large(seed: UInt64(seed), weighted: weighted)
        var settings = set.settings
        settings.borders = rule
        let whole = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
        #expect(whole.count > 10)
        #expect(try swept(set, settings) == whole, "\(rule), weighted \(weighted)")
      }
    }
  }

  @Test("points without a place are noise when asked, at the rows where they stood")
  func nonFinite() throws {
    var set = large(seed: 4, weighted: false)
    for row in stride(from: 0, to: set.x.count, by: 7) { set.x[row] = .nan }
    var settings = set.settings
    settings.nonFinite = .noise
    #expect(try swept(set, settings) == settings.clusters(x: set.x, y: set.y))
    settings.radius = 1e9
    #expect(try swept(set, settings) == settings.clusters(x: set.x, y: set.y))
  }

  @Test("no points, and points that are all neighbours of all")
  func ends() throws {
    let settings = DensityClustering(radius: 1, density: .minPoints(2))
    let none = PointSet(name: "none", x: [], y: [], radius: 1, needed: 2)
    #expect(try swept(none, settings) == Clusters(labels: [], isCore: [], count: 0))
    let same = PointSet(
      name: "same", x: Array(repeating: 3, count: 50_000), y: Array(repeating: 4, count: 50_000),
      radius: 1, needed: 2)
    #expect(try swept(same, settings).labels.allSatisfy { $0 == 0 })
  }

  @Test("what in-memory clustering refuses is refused with the row of the whole input")
  func refusals() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let sweep = try DensitySweep(
      DensityClustering(radius: 1, density: .minPoints(1)), memory: 1 << 20, folder: folder)
    try sweep.add(x: [0, 1], y: [0, 1])
    #expect(
      throws: DwellError(
        .badData,
        "point 4: its x or y is not a finite number: leave such points out or take them as noise")
    ) { try sweep.add(x: [0, .nan], y: [0, 1]) }
    #expect(
      throws: DwellError(.usage, "--memory 7 bytes: give 1MiB or more, such as 2GiB")
    ) {
      try DensitySweep(
        DensityClustering(radius: 1, density: .minPoints(1)), memory: 7, folder: folder)
    }
  }

  @Test("more points in one place than fit are refused with what would do")
  func tooDense() throws {
    var set = large(seed: 1, weighted: false)
    set.radius = 40
    let settings = DensityClustering(radius: 40, density: .minPoints(5))
    let error = #expect(throws: DwellError.self) { try swept(set, settings) }
    #expect(error?.message.hasPrefix("--memory: ") == true)
    #expect(error?.message.hasSuffix("times as much") == true)
  }

  @Test("a folder that is not there, and a disk that is full, are said in one line")
  func disk() throws {
    let settings = DensityClustering(radius: 1, density: .minPoints(1))
    let missing = #expect(throws: DwellError.self) {
      try DensitySweep(settings, memory: 1 << 20, folder: "/nonexistent")
    }
    #expect(
      missing?.message
        == "/nonexistent: no temporary file can be made there: No such file or directory: "
        + "name another folder with --temp-dir")
  }

  @Test("no file is left in the folder, not even while it runs")
  func leavesNothing() throws {
    let scratch = try Scratch()
    let set = large(seed: 2, weighted: false)
    let sweep = try DensitySweep(set.settings, memory: 1 << 20, folder: scratch.folder.path)
    try sweep.add(x: set.x, y: set.y)
    let clusters = try sweep.clusters()
    _ = try clusters.next()
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
  }
}
