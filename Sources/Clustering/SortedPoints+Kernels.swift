extension SortedPoints {
  /// The place of a point.
  @inline(__always)
  func box(of i: Int) -> Box { Box(x: x[i], y: y[i]) }

  /// The smallest rectangle around the points `first ..< end`; at least one.
  func box(_ first: Int, _ end: Int) -> Box {
    precondition(first >= 0 && end <= count, "a range of points")
    return unsafe Box(x.base, y.base, first, end, kernels)
  }

  /// The weight of the points `first ..< end` within the radius of a point, points counted as 1 each
  /// without weights; exact if below `enough`.
  func weightWithin(
    _ first: Int, _ end: Int, of point: Box, squaredRadius: Double, enough: Int64
  ) -> Int64 {
    precondition(first >= 0 && end <= count, "a range of points")
    if isWeighted {
      return unsafe kernels.weightWithin(
        x.base, y.base, weight.base, first, end, point.minX, point.minY, squaredRadius, enough)
    }
    return unsafe Int64(
      kernels.countWithin(
        x.base, y.base, first, end, point.minX, point.minY, squaredRadius, Int(enough)))
  }

  /// Whether any of the points `first ..< end` is within the radius of a point.
  func anyWithin(_ first: Int, _ end: Int, of point: Box, squaredRadius: Double) -> Bool {
    precondition(first >= 0 && end <= count, "a range of points")
    return unsafe kernels.anyWithin(
      x.base, y.base, first, end, point.minX, point.minY, squaredRadius)
  }

  /// Whether any point of one range is within the radius of any of another.
  func anyPairWithin(_ a: Range<Int>, _ b: Range<Int>, squaredRadius: Double) -> Bool {
    precondition(a.lowerBound >= 0 && b.lowerBound >= 0, "ranges of points")
    precondition(a.upperBound <= count && b.upperBound <= count, "ranges of points")
    return unsafe kernels.anyPairWithin(
      x.base, y.base, a.lowerBound, a.upperBound, b.lowerBound, b.upperBound, squaredRadius)
  }

  /// The squared distance of a point from the nearest of the points `first ..< end`.
  func nearestSquared(_ first: Int, _ end: Int, to point: Box) -> Double {
    precondition(first >= 0 && end <= count, "a range of points")
    return unsafe kernels.nearestSquared(x.base, y.base, first, end, point.minX, point.minY)
  }

  /// Marks the core points of some cells; see the kernel for what is written.
  ///
  /// - Returns: The number of cells whose stencils are too crowded, and left.
  func markCores(
    _ range: Range<Int>, _ windows: borrowing StencilWindows, _ space: borrowing Neighbourhood,
    needed: Int64, _ coreCounts: borrowing Slab<UInt32>
  ) -> Int {
    let cells = unsafe space.cells.start.base
    if isWeighted {
      return unsafe kernels.markWeightyCores(
        x.base, y.base, weight.base, cells, space.cells.weightBefore.base, range.lowerBound,
        range.upperBound, windows.windows.base, space.squaredRadius, needed,
        space.thresholds.stencil, core.base, coreCounts.base)
    }
    return unsafe kernels.markCores(
      x.base, y.base, cells, range.lowerBound, range.upperBound, windows.windows.base,
      space.squaredRadius, Int(needed), space.thresholds.stencil, core.base, coreCounts.base)
  }

  /// Gives the points of a range one core flag.
  @inline(__always)
  func setCore(_ range: Range<Int>, _ isCore: Bool) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of points")
    unsafe (core.base + range.lowerBound).update(repeating: isCore, count: range.count)
  }
}
