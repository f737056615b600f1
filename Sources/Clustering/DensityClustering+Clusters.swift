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
    guard !x.isEmpty else { return Clusters(noise: 0) }
    let kernels = try chosenKernels()
    let bounds = self.bounds(x, y, kernels)
    guard bounds.minX.isNaN else {
      return try clusters(x, y, weights, needed: needed, within: bounds, kernels)
    }
    guard nonFinite == .noise else {
      let misplaced = x.indices.first { !(x[$0].isFinite && y[$0].isFinite) } ?? 0
      throw DwellError(
        .badData,
        "point \(misplaced + 1): its x or y is not a finite number: "
          + "leave such points out or take them as noise")
    }
    return try clustersOfPlaced(x, y, weights, needed: needed, kernels)
  }

  /// Clusters the points that have a place and calls the others noise.
  private func clustersOfPlaced(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, needed: Int64, _ kernels: KernelSet
  ) throws(DwellError) -> Clusters {
    let rows = x.indices.filter { x[$0].isFinite && y[$0].isFinite }
    var all = Clusters(noise: x.count)
    guard !rows.isEmpty else { return all }
    let (placedX, placedY) = (rows.map { x[$0] }, rows.map { y[$0] })
    let placed = try clusters(
      placedX, placedY, weights.map { w in rows.map { w[$0] } }, needed: needed,
      within: bounds(placedX, placedY, kernels), kernels)
    all.count = placed.count
    for (i, row) in rows.enumerated() {
      all.labels[row] = placed.labels[i]
      all.isCore[row] = placed.isCore[i]
    }
    return all
  }

  /// The smallest rectangle around points, at least one; NaN when one of them has no place.
  private func bounds(_ x: [Double], _ y: [Double], _ kernels: KernelSet) -> Box {
    let pieces = x.count < 1 << 16 ? 1 : threadCount
    var boxes = [Box](repeating: Box(x: 0, y: 0), count: pieces)
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        unsafe boxes.withUnsafeMutableBufferPointer { boxes in
          guard let x0 = x.baseAddress, let y0 = y.baseAddress else { return }
          inParallel(pieces, threads: pieces) { piece in
            let part = share(piece, of: pieces, x.count)
            unsafe boxes[piece] = Box(x0, y0, part.lowerBound, part.upperBound, kernels)
          }
        }
      }
    }
    return boxes.dropFirst().reduce(boxes[0]) { $0.joined(with: $1) }
  }

  /// Clusters points whose coordinates are finite, at least one, `weights` given only when they count.
  private func clusters(
    _ x: [Double], _ y: [Double], _ weights: [Int64]?, needed: Int64, within bounds: Box,
    _ kernels: KernelSet
  ) throws(DwellError) -> Clusters {
    let squaredRadius = radius * radius
    if bounds.farthestSquared(to: bounds) <= squaredRadius {
      // All are neighbours of all.
      let total = weights.map { $0.reduce(0, &+) } ?? Int64(x.count)
      return total >= needed ? Clusters(oneClusterOf: x.count) : Clusters(noise: x.count)
    }
    let grid = try Grid(
      covering: bounds, x, y, radius: radius, mostCells: thresholds.cells)
    let sorted = SortedCells(
      x, y, weights, in: grid, kernels: kernels, threads: threadCount, thresholds)
    stopwatch?.lap(.sorting)
    return clusters(of: sorted, in: grid, needed: needed)
  }

  /// Clusters points that are sorted into their cells.
  private func clusters(
    of sorted: consuming SortedCells, in grid: Grid, needed: Int64
  ) -> Clusters {
    let points = sorted.points
    let plan = sorted.plan
    let space = Neighbourhood(
      sorted.cells, in: grid, points: points.count, squaredRadius: radius * radius,
      threads: threadCount, thresholds)
    let coreCounts = markCores(points, space, needed: needed)
    points.weight.giveBack()
    space.cells.weightBefore.giveBack()
    stopwatch?.lap(.marking)
    let components = connect(points, space, coreCounts)
    stopwatch?.lap(.connecting)
    let numbering = Numbering(of: components, points, space, coreCounts)
    stopwatch?.lap(.numbering)
    defer { stopwatch?.lap(.labelling) }
    return labelled(points, plan, space, coreCounts, numbering, borders: borders)
  }
}
