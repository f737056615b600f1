internal import ClusteringKernels

extension SortedPoints {
  /// The place of a point.
  @inline(__always)
  func place(_ i: Int) -> Box { Box(x: x[i], y: y[i]) }

  /// The smallest rectangle around the points `first ..< end`; at least one.
  func box(_ first: Int, _ end: Int) -> Box {
    precondition(first >= 0 && end <= count, "a range of points")
    return unsafe Box(x.base, y.base, first, end)
  }

  /// The weight of the points `first ..< end` within the radius of a point, points counted as 1 each
  /// without weights; exact if below `enough`.
  func weightWithin(
    _ first: Int, _ end: Int, of point: Box, squaredRadius: Double, enough: Int64
  ) -> Int64 {
    precondition(first >= 0 && end <= count, "a range of points")
    if isWeighted {
      return unsafe ClusteringKernels.weightWithin(
        x.base, y.base, weight.base, first, end, ofX: point.minX, y: point.minY,
        squaredRadius: squaredRadius, enough: enough)
    }
    return unsafe Int64(
      countWithin(
        x.base, y.base, first, end, ofX: point.minX, y: point.minY, squaredRadius: squaredRadius,
        enough: Int(enough)))
  }

  /// Marks the core points of one cell by scanning its windows: pairs of first and end.
  func markCores(
    _ own: Range<Int>, windows: borrowing Slab<Int>, windowCount: Int, squaredRadius: Double,
    needed: Int64
  ) {
    if isWeighted {
      unsafe ClusteringKernels.markCores(
        x.base, y.base, weights: weight.base, own.lowerBound, own.upperBound,
        windows: windows.base, windowCount: windowCount, squaredRadius: squaredRadius,
        needed: needed, into: core.base)
    } else {
      unsafe ClusteringKernels.markCores(
        x.base, y.base, own.lowerBound, own.upperBound, windows: windows.base,
        windowCount: windowCount, squaredRadius: squaredRadius, needed: Int(needed),
        into: core.base)
    }
  }

  /// Gives the points of a range one core flag.
  @inline(__always)
  func setCore(_ range: Range<Int>, _ isCore: Bool) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of points")
    unsafe (core.base + range.lowerBound).update(repeating: isCore, count: range.count)
  }
}
