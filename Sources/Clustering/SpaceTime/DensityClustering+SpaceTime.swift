public import Tracks

extension DensityClustering {
  /// Labels each point with its cluster in space and time, or −1 for noise.
  ///
  /// ST-DBSCAN: neighbours are at most `radius` apart in the plane *and* at most `timeRadius` in time
  /// (Birant, Kut: Data & Knowledge Engineering 2007, without their test of a cluster's mean, which
  /// depends on the order of the input). So two visits to one place hours apart are two clusters,
  /// where ``clusters(x:y:weights:)`` makes one. Density, weights, numbering and border rules are
  /// those of the plane; the nearest core point is the nearest in the plane.
  ///
  /// - Parameters:
  ///   - x: Metres east of any origin; *n* values.
  ///   - y: Metres north of it; *n* values.
  ///   - times: When, in any whole unit (microseconds, say) since any instant; *n* values in any
  ///     order.
  ///   - timeRadius: Neighbours are this near or nearer in time, in the same unit; 0 or more.
  ///   - weights: Milliseconds each point stands for, 0 or more; needed for `.minDwell`.
  /// - Throws: As ``clusters(x:y:weights:)``; a usage error for a time radius below 0.
  /// - Complexity: O(*n* log *n*) for sorting, then O(*n* · *k*), *k* the points of 25 cells within
  ///   the time radius that are looked at before the density is reached. Two crowds just out of
  ///   each other's reach cost O(*m* log² *m*) for trees, and then about the pairs of leaves at the
  ///   edge. Memory: some 150 bytes a point.
  public func clusters(
    x: [Double], y: [Double], times: [Int64], timeRadius: Int64, weights: [Int64]? = nil
  ) throws(DwellError) -> Clusters {
    precondition(
      x.count == y.count && x.count == times.count, "columns of one batch have one length")
    precondition(
      weights.map { $0.count == x.count } ?? true, "columns of one batch have one length")
    guard timeRadius >= 0 else {
      throw DwellError(
        .usage, "time radius \(timeRadius) is below 0: give a time such as 10min")
    }
    let needed = try checkedThreshold(hasWeights: weights != nil)
    let weights = try checkedWeights(weights)
    let placed = x.indices.filter { x[$0].isFinite && y[$0].isFinite }
    if placed.count < x.count, nonFinite == .refuse {
      let first = x.indices.first { !(x[$0].isFinite && y[$0].isFinite) } ?? 0
      throw DwellError(
        .badData,
        "point \(first + 1): its x or y is not a finite number: "
          + "leave such points out or take them as noise")
    }
    var answer = Clusters(noise: x.count)
    guard !placed.isEmpty else { return answer }
    let some = try finiteClusters(
      placed.map { x[$0] }, placed.map { y[$0] }, placed.map { times[$0] },
      UInt64(timeRadius), weights.map { w in placed.map { w[$0] } }, needed: needed)
    answer.count = some.count
    for (i, row) in placed.enumerated() {
      answer.labels[row] = some.labels[i]
      answer.isCore[row] = some.isCore[i]
    }
    return answer
  }

  private func finiteClusters(
    _ x: [Double], _ y: [Double], _ times: [Int64], _ timeRadius: UInt64, _ weights: [Int64]?,
    needed: Int64
  ) throws(DwellError) -> Clusters {
    var bounds = Box(x: x[0], y: y[0])
    for i in x.indices {
      (bounds.minX, bounds.maxX) = (min(bounds.minX, x[i]), max(bounds.maxX, x[i]))
      (bounds.minY, bounds.maxY) = (min(bounds.minY, y[i]), max(bounds.maxY, y[i]))
    }
    // Within a radius beyond the extent of the points all are neighbours in the plane: one cell, which
    // also spares the grid a radius that is infinite.
    let isOneCell = bounds.farthestSquared(to: bounds) <= radius * radius
    let grid =
      isOneCell
      ? nil : try Grid(covering: bounds, x, y, radius: radius, mostCells: thresholds.cells)
    let units = SpaceTimeUnits(x, y, times, weights, in: grid, timeRadius: timeRadius)
    var clustering = SpaceTimeClusters(
      units, squaredRadius: radius * radius, timeRadius: timeRadius, threads: threadCount)
    return clustering.clusters(needed: needed, borders: borders)
  }
}
