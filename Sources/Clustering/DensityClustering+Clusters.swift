import ClusteringKernels
public import Tracks

extension DensityClustering {
  /// Labels each point with its cluster, or −1 for noise.
  ///
  /// Neighbourhoods are counted on a grid of cells of side `radius` ÷ √2, two points of which are
  /// always neighbours, so no neighbour list is ever stored (Gunawan 2013; Gan and Tao, SIGMOD
  /// 2015). The labels equal scikit-learn's `DBSCAN(algorithm="kd_tree")`, weights its
  /// `sample_weight`: the ball is closed, dx·dx + dy·dy ≤ r² in 64-bit floating point, each operation
  /// rounded once; weights are added as whole numbers.
  ///
  /// - Parameters:
  ///   - x: Metres east of any origin; *n* values.
  ///   - y: Metres north of it; *n* values.
  ///   - weights: Milliseconds each point stands for, 0 or more; needed for `.minDwell`.
  /// - Returns: *n* labels and core flags, and the number of clusters.
  /// - Throws: A usage error for a radius that is not above 0 or a density below 1; bad data, naming
  ///   the row, for a coordinate that is not finite or a weight below 0.
  /// - Complexity: O(*n*) for sorting and, at constant density, for all the rest; O(*n* log *n*) where
  ///   cells hold very many points. Memory: ``peakBytes(points:)``.
  public func clusters(
    x: [Double], y: [Double], weights: [Int64]? = nil
  ) throws(DwellError) -> Clusters {
    precondition(x.count == y.count, "columns of one batch have one length")
    precondition(
      weights.map { $0.count == x.count } ?? true, "columns of one batch have one length")
    let needed = try checkedThreshold(hasWeights: weights != nil)
    let weights = try checkedWeights(weights)
    guard let misplaced = firstNonFinite(x, y) else {
      return try finiteClusters(x, y, weights, needed: needed)
    }
    guard nonFinite == .noise else {
      throw DwellError(
        .badData,
        "point \(misplaced + 1): its x or y is not a finite number: "
          + "leave such points out or take them as noise")
    }
    return try clustersOfPlaced(x, y, weights, needed: needed)
  }

  /// Clusters the points that have a place and calls the others noise.
  private func clustersOfPlaced(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, needed: Int64
  ) throws(DwellError) -> Clusters {
    let rows = x.indices.filter { x[$0].isFinite && y[$0].isFinite }
    let placed = try finiteClusters(
      rows.map { x[$0] }, rows.map { y[$0] }, weights.map { w in rows.map { w[$0] } },
      needed: needed)
    var all = Clusters(noise: x.count)
    all.count = placed.count
    for (i, row) in rows.enumerated() {
      all.labels[row] = placed.labels[i]
      all.isCore[row] = placed.isCore[i]
    }
    return all
  }

  /// Clusters points whose coordinates are finite, `weights` given only when they count.
  private func finiteClusters(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, needed: Int64
  ) throws(DwellError) -> Clusters {
    guard !x.isEmpty else { return Clusters(noise: 0) }
    let squaredRadius = radius * radius
    let bounds = Box(enclosing: x, y)
    if bounds.farthestSquared(to: bounds) <= squaredRadius {
      // All are neighbours of all.
      let total = weights.map { $0.reduce(0, &+) } ?? Int64(x.count)
      return total >= needed ? Clusters(oneClusterOf: x.count) : Clusters(noise: x.count)
    }
    let grid = try Grid(
      covering: bounds, x, y, radius: radius, mostCells: thresholds.cells)
    var points = SortedPoints(x, y, weights, in: grid, keyBits: thresholds.keyBits)
    var cells = CellDirectory(of: points, in: grid)
    stopwatch?.lap(.sorting)
    markCores(points, cells, squaredRadius: squaredRadius, needed: needed, thresholds)
    points.forgetWeights()
    cells.forgetWeights()
    let coreCounts = cells.putCoresFirst(in: points)
    stopwatch?.lap(.marking)
    var forest = Forest(squaredRadius: squaredRadius, thresholds)
    let components = connect(points, cells, coreCounts, &forest)
    stopwatch?.lap(.connecting)
    let numbering = Numbering(of: components, points, cells, coreCounts)
    stopwatch?.lap(.numbering)
    defer { stopwatch?.lap(.labelling) }
    return labelled(points, cells, coreCounts, numbering, &forest, borders: borders)
  }
}
