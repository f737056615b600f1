/// Connects the cells that have core points within a radius of each other.
///
/// All core points of a cell are neighbours, so the clusters are the connected parts of a graph of
/// cells. Each pair of cells that can be connected is visited once, from its lower cell, the eight
/// adjacent ones first for all cells, for they connect most; a pair that is connected already costs
/// two look-ups.
///
/// - Returns: The connected cells; those without core points each by itself.
func connect(
  _ points: borrowing SortedPoints, _ cells: borrowing CellDirectory,
  _ coreCounts: borrowing Slab<UInt32>, _ forest: inout Forest
) -> DisjointCells {
  let components = DisjointCells(count: cells.count)
  for adjacent in [true, false] {
    for row in 0..<cells.rowCount {
      var windows = RowWindows(cells, row: row)
      for cell in cells.cells(ofRow: row) where coreCounts[cell] > 0 {
        let column = Int(cells.column[cell])
        windows.move(to: cells.column[cell], cells)
        // The rest of the row itself, the row above, the one above that: the pairs not seen before.
        for (slot, steps) in [(0, 0), (1, 1), (3, 2)] {
          let first = slot == 0 ? cell + 1 : windows.first[slot]
          for other in first..<max(first, windows.end[slot]) where coreCounts[other] > 0 {
            let isAdjacent = steps <= 1 && abs(Int(cells.column[other]) - column) <= 1
            guard isAdjacent == adjacent else { continue }
            let a = components.root(of: cell)
            let b = components.root(of: other)
            guard a != b else { continue }
            let firstA = Int(cells.start[cell])
            let firstB = Int(cells.start[other])
            let near = forest.anyPairWithin(
              firstA..<firstA + Int(coreCounts[cell]), firstB..<firstB + Int(coreCounts[other]),
              points)
            if near { components.join(a, b) }
          }
        }
      }
    }
  }
  return components
}
