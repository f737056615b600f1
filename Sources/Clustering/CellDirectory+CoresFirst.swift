extension CellDirectory {
  /// Moves the core points of each cell before its other points.
  ///
  /// - Returns: The number of core points of each cell, which all lie within a radius of each other.
  func putCoresFirst(in points: borrowing SortedPoints) -> Slab<UInt32> {
    let coreCounts = Slab<UInt32>(count: count)
    for cell in 0..<count {
      let range = self.points(of: cell)
      var low = range.lowerBound
      var high = range.upperBound
      // All before low are core points, none from high on is.
      while low < high {
        if points.core[low] {
          low += 1
        } else {
          high -= 1
          if points.core[high] {
            points.swapAt(low, high)
            low += 1
          }
        }
      }
      coreCounts[cell] = UInt32(truncatingIfNeeded: low - range.lowerBound)
    }
    return coreCounts
  }
}
