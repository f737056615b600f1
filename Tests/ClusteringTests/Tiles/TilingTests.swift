import Clustering
import TestSupport
import Testing
import Tracks

/// A clustering cut into tiles.
///
/// Not of the sets of kind 9, which spread over 10¹⁵ radii: no grid of one origin has room for them.
private struct Tiling {
  var grid: TileGrid
  var tiles: [TileRectangle]

  /// Cuts the plane at random until there are so many tiles; cuts lie among the points' cells.
  init(_ set: PointSet, count: Int, seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let grid = try TileGrid(
      originX: set.x[Int.random(in: set.x.indices, using: &random)] + random.uniform(-1, 1),
      originY: set.y[0] + random.uniform(-1, 1), radius: set.radius)
    self.grid = grid
    let cells = try zip(set.x, set.y).map { try grid.cell(x: $0, y: $1) }
    tiles = [.everything]
    while tiles.count < count {
      let victim = tiles.remove(at: Int.random(in: tiles.indices, using: &random))
      let inside = cells.filter { victim.contains($0) }.randomElement(using: &random)
      let cut = inside ?? TileCell(column: Int.random(in: -5...5, using: &random), row: 3)
      var (low, high) = (victim, victim)
      if Bool.random(using: &random) {
        let at = min(max(cut.column, victim.columns.lowerBound), victim.columns.upperBound)
        low.columns = victim.columns.lowerBound..<at
        high.columns = at..<victim.columns.upperBound
      } else {
        let at = min(max(cut.row, victim.rows.lowerBound), victim.rows.upperBound)
        low.rows = victim.rows.lowerBound..<at
        high.rows = at..<victim.rows.upperBound
      }
      tiles += [low, high]
    }
  }

  /// What each tile says of its share of the points.
  func answers(_ set: PointSet, _ settings: DensityClustering) throws -> [TileAnswer] {
    try tiles.map { owned in
      let halo = owned.grown(by: TileRectangle.halo)
      let rows = try set.x.indices.filter {
        halo.contains(try grid.cell(x: set.x[$0], y: set.y[$0]))
      }
      return try DensityTile(settings, grid: grid, owned: owned).clusters(
        x: rows.map { set.x[$0] }, y: rows.map { set.y[$0] },
        weights: set.weights.map { w in rows.map { w[$0] } }, rows: rows.map { Int64($0) })
    }
  }

  /// The labels of all points.
  func clusters(_ set: PointSet, _ settings: DensityClustering) throws -> Clusters {
    let answers = try answers(set, settings)
    var merge = TileMerge()
    for answer in answers { merge.add(answer.summary) }
    let numbers = merge.numbers()
    var all = Clusters(
      labels: Array(repeating: -7, count: set.x.count),
      isCore: Array(repeating: false, count: set.x.count), count: numbers.count)
    for (answer, numbers) in zip(answers, numbers.ofTile) {
      for (place, label) in answer.labels(numbers).enumerated() {
        all.labels[Int(answer.rows[place])] = label
        all.isCore[Int(answer.rows[place])] = answer.isCore[place]
      }
    }
    return all
  }
}

@Suite("Tiles give the answer of the whole")
struct TilingTests {
  @Test(
    "random tilings of 1 to 64 tiles give the labels of one run (5,000 sets when soaking)",
    arguments: (0..<Soak.count(150, soaking: 5_000)).filter { $0 % 10 != 9 })
  func tilings(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let count = [1, 2, 3, 5, 9, 17, 33, 64][seed % 8]
    let tiling = try Tiling(set, count: count, seed: UInt64(seed))
    for rule in [DensityClustering.BorderRule.minimumCluster, .nearestCore, .none] {
      var settings = set.settings
      settings.borders = rule
      let whole = try settings.clusters(x: set.x, y: set.y, weights: set.weights)
      #expect(try tiling.clusters(set, settings) == whole, "\(set), \(count) tiles, \(rule)")
    }
  }

  @Test("the worst cases give the labels of one run", arguments: [2, 7])
  func worstCases(count: Int) throws {
    for (index, set) in WorstCases.small.enumerated() where !set.name.contains("stray") {
      let tiling = try Tiling(set, count: count, seed: UInt64(index))
      #expect(try tiling.clusters(set, set.settings) == set.clusters(), "\(set)")
    }
  }

  @Test(
    "every point, duplicates too, is owned by one tile", arguments: (0..<20).filter { $0 % 10 != 9 }
  )
  func ownership(seed: Int) throws {
    var set = PointSet.random(seed: seed)
    set.x += set.x
    set.y += set.y
    set.weights = nil
    let answers = try Tiling(set, count: 12, seed: UInt64(seed)).answers(set, set.settings)
    #expect(answers.flatMap { $0.rows }.sorted() == set.x.indices.map { Int64($0) })
  }

  @Test(
    "core flags of a tile are those of the whole before anything is merged",
    arguments: (0..<Soak.count(20, soaking: 2_000)).filter { $0 % 10 != 9 })
  func flags(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    let whole = try set.clusters()
    for answer in try Tiling(set, count: 9, seed: UInt64(seed)).answers(set, set.settings) {
      #expect(answer.isCore == answer.rows.map { whole.isCore[Int($0)] }, "\(set)")
    }
  }

  @Test("a border point shared by two tiles' clusters joins nothing")
  func bordersJoinNothing() throws {
    // Two clusters of four, a point between them that is near both and no core point.
    let set = PointSet(
      name: "bridge", x: [-1, -1, -1, -1, 0, 1, 1, 1, 1], y: [0, 0, 0, 0, 0, 0, 0, 0, 0],
      radius: 1, needed: 4)
    let grid = try TileGrid(originX: 0, originY: 0, radius: 1)
    var tiling = try Tiling(set, count: 1, seed: 1)
    tiling.grid = grid
    for cut in -3...3 {
      let low = -(1 << 40)..<cut, high = cut..<(1 << 40)
      tiling.tiles = [low, high].map { TileRectangle(columns: $0, rows: -9..<9) }
      let ours = try tiling.clusters(set, set.settings)
      #expect(ours == (try set.clusters()), "cut at \(cut)")
    }
  }

  @Test("the order in which tiles are merged changes nothing", arguments: 0..<9)
  func mergeOrder(seed: Int) throws {
    let set = PointSet.random(seed: seed)
    var tiling = try Tiling(set, count: 16, seed: UInt64(seed))
    let once = try tiling.clusters(set, set.settings)
    tiling.tiles.reverse()
    #expect(try tiling.clusters(set, set.settings) == once)
  }

  @Test("a radius or a point that no grid has room for is refused")
  func refusals() throws {
    for radius in [0, -1, Double.infinity, .nan] {
      #expect(throws: DwellError.self) { try TileGrid(originX: 0, originY: 0, radius: radius) }
    }
    let grid = try TileGrid(originX: 0, originY: 0, radius: 1)
    for far in [Double.nan, .infinity, -.infinity, 1e13] {
      #expect(throws: DwellError.self) { try grid.cell(x: far, y: 0) }
      #expect(throws: DwellError.self) { try grid.cell(x: 0, y: far) }
    }
    #expect(try grid.cell(x: -0.1, y: 0) == TileCell(column: -1, row: 0))
  }
}
