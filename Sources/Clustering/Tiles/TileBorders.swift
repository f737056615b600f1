/// Finds which parts of clusters a tile's border points may belong to.
///
/// The tile's own numbers do not say which cluster will be the lowest in the end, so where several are
/// within reach all are named.
struct TileBorders {
  private let clusters: Clusters
  private let x: [Double]
  private let y: [Double]
  private let cells: [TileCell]
  private let component: [Int32]
  private let rule: DensityClustering.BorderRule
  private let squaredRadius: Double
  /// The core points of cells around border points.
  private var coresOf: [TileCell: [Int32]] = [:]

  init(
    _ clusters: Clusters, _ x: [Double], _ y: [Double], _ cells: [TileCell], _ component: [Int32],
    _ rule: DensityClustering.BorderRule, _ radius: Double
  ) {
    self.clusters = clusters
    (self.x, self.y, self.cells) = (x, y, cells)
    self.component = component
    self.rule = rule
    squaredRadius = radius * radius
  }

  /// Gathers the core points around those border points that are asked for.
  mutating func prepare(_ isAsked: (Int) -> Bool) {
    guard clusters.count > 1 else { return }
    for i in cells.indices where !clusters.isCore[i] && clusters.labels[i] >= 0 && isAsked(i) {
      forEachCell(around: cells[i]) { coresOf[$0] = [] }
    }
    guard !coresOf.isEmpty else { return }
    for i in cells.indices where clusters.isCore[i] {
      coresOf[cells[i]]?.append(Int32(truncatingIfNeeded: i))
    }
  }

  private func forEachCell(around cell: TileCell, _ body: (TileCell) -> Void) {
    for row in cell.row - 2...cell.row + 2 {
      for column in cell.column - 2...cell.column + 2 {
        body(TileCell(column: column, row: row))
      }
    }
  }

  /// The parts that a border point may belong to, at least the one the tile found.
  func candidates(of point: Int) -> [Int32] {
    let found = component[Int(clusters.labels[point])]
    guard clusters.count > 1 else { return [found] }
    var near: [(component: Int32, cores: [Int32])] = []
    forEachCell(around: cells[point]) { cell in
      // All core points of a cell are of one part.
      guard let cores = coresOf[cell], let first = cores.first else { return }
      near.append((component[Int(clusters.labels[Int(first)])], cores))
    }
    if near.allSatisfy({ $0.component == found }) { return [found] }
    return rule == .nearestCore ? nearest(point, near) : withinRadius(point, near)
  }

  private func squaredDistance(_ i: Int, _ j: Int) -> Double {
    let dx = x[i] - x[j], dy = y[i] - y[j]
    return dx * dx + dy * dy
  }

  private func withinRadius(
    _ point: Int, _ near: [(component: Int32, cores: [Int32])]
  ) -> [Int32] {
    var found: [Int32] = []
    for (component, cores) in near where !found.contains(component) {
      if cores.contains(where: { squaredDistance(point, Int($0)) <= squaredRadius }) {
        found.append(component)
      }
    }
    return found.sorted()
  }

  private func nearest(_ point: Int, _ near: [(component: Int32, cores: [Int32])]) -> [Int32] {
    var best = Double.infinity
    var found: [Int32] = []
    for (component, cores) in near {
      let squared = cores.reduce(Double.infinity) { min($0, squaredDistance(point, Int($1))) }
      if squared < best { (best, found) = (squared, []) }
      if squared == best && !found.contains(component) { found.append(component) }
    }
    return found.sorted()
  }
}
