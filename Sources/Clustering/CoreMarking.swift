/// Marks which points are core points, and puts those of each cell before its other points.
///
/// Most of it is done by the kernels; stencils of very many points are settled with trees
/// (``CrowdedStencil``).
///
/// - Parameter needed: The weight that makes a core point.
/// - Returns: The number of core points of each cell, which all lie within a radius of each other.
/// - Complexity: At most 24 · min(needed, 1,024) comparisons a point without trees.
func markCores(
  _ points: borrowing SortedPoints, _ space: borrowing Neighbourhood, needed: Int64
) -> Slab<UInt32> {
  let coreCounts = Slab<UInt32>(count: space.cells.count, in: space.cells.room)
  space.forEachBand { band in
    var crowded = CrowdedStencil(space.forest(), needed: needed)
    var windows = StencilWindows()
    var crowdedWindows = StencilWindows()
    for row in band {
      let cells = space.cells.cells(ofRow: row)
      var first = cells.lowerBound
      while first < cells.upperBound {
        let end = min(first + StencilWindows.most, cells.upperBound)
        windows.find(first..<end, ofRow: row, space.cells, space.occupied, points.kernels)
        let left = points.markCores(first..<end, windows, space, needed: needed, coreCounts)
        if left > 0 {
          for cell in first..<end where coreCounts[cell] == .max {
            crowdedWindows.find(
              cell..<cell + 1, ofRow: row, space.cells, space.occupied, points.kernels)
            crowded.markCores(of: cell, crowdedWindows, points, space.cells)
            var count: UInt32 = 0
            for i in space.cells.points(of: cell) where points.core[i] { count += 1 }
            coreCounts[cell] = count
          }
        }
        first = end
      }
    }
  }
  inParallel(space.bands.count, threads: space.threads) { band in
    for cell in space.cells(of: space.bands[band]) {
      let range = space.cells.points(of: cell)
      let count = Int(coreCounts[cell])
      if count > 0 && count < range.count { putCoresFirst(range, points) }
    }
  }
  return coreCounts
}

/// Moves the core points of a cell before its other points.
private func putCoresFirst(_ range: Range<Int>, _ points: borrowing SortedPoints) {
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
}
