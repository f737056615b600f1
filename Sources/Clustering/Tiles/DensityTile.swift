public import Tracks

/// One tile of a clustering that is too large for one machine, or one memory.
///
/// Every point is owned by the tile whose rectangle holds its cell. A tile is given its own points and
/// all those in the ``TileRectangle/halo`` rings around (exactly once each, duplicates kept), and
/// gives a ``TileAnswer``. ``TileMerge`` joins the answers' clusters through the cells that tiles
/// share; then each answer has the labels of its own points, equal to those of clustering everything
/// at once, whatever the tiles.
///
/// ```swift
/// let grid = try TileGrid(originX: 500_000, originY: 5_000_000, radius: 150)
/// let tile = DensityTile(settings, grid: grid, owned: rectangle)
/// let answer = try tile.clusters(x: x, y: y, weights: weights, rows: rows)  // on any machine
/// var merge = TileMerge()
/// for answer in answers { merge.add(answer.summary) }                       // on one
/// let numbers = merge.numbers()
/// let labels = answer.labels(numbers.ofTile[0])                             // on any again
/// ```
///
/// Why it is exact: a tile sees the whole neighbourhood of its own points and of *their* neighbours, so
/// it knows for certain which of those are core points. Farther out it may miss neighbours, never
/// invent any; so whatever it connects is connected. Each pair of neighbouring core points is seen by
/// the owner of either. All core points of a cell are of one cluster, so naming cells is enough to
/// join; only core points ever do.
public struct DensityTile: Sendable {
  /// What is dense, and where borders belong.
  public let settings: DensityClustering
  /// The cells, the same for all tiles.
  public let grid: TileGrid
  /// The cells whose points this tile owns.
  public let owned: TileRectangle

  /// Makes a tile; the radius of the grid counts.
  public init(_ settings: DensityClustering, grid: TileGrid, owned: TileRectangle) {
    self.settings = settings
    self.grid = grid
    self.owned = owned
  }

  /// Clusters the points of the tile and its halo; points beyond are left out.
  ///
  /// - Parameters:
  ///   - x: Metres east; *n* values, all finite.
  ///   - y: Metres north.
  ///   - weights: Milliseconds, 0 or more; needed for `.minDwell`.
  ///   - rows: The number of each point in the whole input, unique over all tiles; clusters are
  ///     numbered by their lowest.
  /// - Throws: As ``DensityClustering/clusters(x:y:weights:)``, and for points too far from the
  ///   grid's origin.
  public func clusters(
    x: [Double], y: [Double], weights: [Int64]? = nil, rows: [Int64]
  ) throws(DwellError) -> TileAnswer {
    precondition(
      x.count == y.count && x.count == rows.count, "columns of one batch have one length")
    var settings = settings
    settings.radius = grid.radius
    settings.nonFinite = .refuse
    let clusters = try settings.clusters(x: x, y: y, weights: weights)
    var cells: [TileCell] = []
    cells.reserveCapacity(x.count)
    for i in x.indices { cells.append(try grid.cell(x: x[i], y: y[i])) }
    return answer(of: clusters, x, y, cells, rows)
  }

  private func answer(
    of clusters: Clusters, _ x: [Double], _ y: [Double], _ cells: [TileCell], _ rows: [Int64]
  ) -> TileAnswer {
    let exact = owned.grown(by: 2), inner = owned.grown(by: -2)
    var summary = TileSummary()
    // Clusters that reach no farther in than where core flags are certain are other tiles' business.
    var component = [Int32](repeating: -1, count: clusters.count)
    var shared: Set<SharedCell> = []
    for i in x.indices where clusters.isCore[i] && exact.contains(cells[i]) {
      let label = Int(clusters.labels[i])
      if component[label] < 0 {
        component[label] = Int32(summary.firstRows.count)
        summary.firstRows.append(rows[i])
      }
      let own = component[label]
      summary.firstRows[Int(own)] = min(summary.firstRows[Int(own)], rows[i])
      if !inner.contains(cells[i]) { shared.insert(SharedCell(cell: cells[i], component: own)) }
    }
    summary.sharedCells = shared.sorted { $0.cell < $1.cell }
    var answer = TileAnswer(summary: summary)
    var borders = TileBorders(clusters, x, y, cells, component, settings.borders, grid.radius)
    borders.prepare { owned.contains(cells[$0]) }
    for i in x.indices where owned.contains(cells[i]) {
      let label = clusters.labels[i]
      answer.rows.append(rows[i])
      answer.isCore.append(clusters.isCore[i])
      if clusters.isCore[i] || label < 0 {
        answer.components.append(label < 0 ? -1 : component[Int(label)])
        continue
      }
      let candidates = borders.candidates(of: i)
      if candidates.count > 1 { answer.choices[answer.components.count] = candidates }
      answer.components.append(candidates.first ?? -1)
    }
    return answer
  }
}
