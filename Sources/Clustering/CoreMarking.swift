/// Marks which points are core points.
///
/// Three ways, cheapest first: a cell that holds the needed weight by itself is all core, for its
/// points are neighbours of each other; a cell whose whole 5 × 5 stencil holds less is not core at
/// all; only the points of the others are compared with those of the stencil, row by row of it,
/// until there is enough. Stencils of very many points are settled with trees (``CrowdedStencil``).
///
/// - Parameters:
///   - squaredRadius: r², rounded once.
///   - needed: The weight that makes a core point.
/// - Complexity: At most 24 · min(needed, 1,024) comparisons a point without trees.
func markCores(
  _ points: borrowing SortedPoints, _ cells: borrowing CellDirectory, squaredRadius: Double,
  needed: Int64, _ thresholds: Thresholds
) {
  var crowded = CrowdedStencil(Forest(squaredRadius: squaredRadius, thresholds), needed: needed)
  let ranges = Slab<Int>(count: 10)
  for row in 0..<cells.rowCount {
    var windows = RowWindows(cells, row: row)
    for cell in cells.cells(ofRow: row) {
      let own = cells.points(of: cell)
      if cells.weight(cell, cell + 1) >= needed {
        points.setCore(own, true)
        continue
      }
      windows.move(to: cells.column[cell], cells)
      var weight: Int64 = 0
      var population = 0
      var rangeCount = 0
      for slot in 0..<5 where windows.first[slot] < windows.end[slot] {
        let (first, end) = (windows.first[slot], windows.end[slot])
        weight &+= cells.weight(first, end)
        ranges[2 * rangeCount] = Int(cells.start[first])
        ranges[2 * rangeCount + 1] = Int(cells.start[end])
        population += Int(cells.start[end]) - Int(cells.start[first])
        rangeCount += 1
      }
      if weight < needed {
        points.setCore(own, false)
      } else if population <= thresholds.stencil {
        points.markCores(
          own, windows: ranges, windowCount: rangeCount, squaredRadius: squaredRadius,
          needed: needed)
      } else {
        crowded.markCores(of: cell, windows, points, cells)
      }
    }
  }
}
