/// Connects the cells that have core points within a radius of each other.
///
/// All core points of a cell are neighbours, so the clusters are the connected parts of a graph of
/// cells. Each band of rows is connected within itself, several at once, and then the bands along
/// their seams. Each pair of cells that can be connected is visited once, from its lower cell, the
/// eight adjacent ones first for all cells, for they connect most.
///
/// - Returns: The connected cells, each directly below its root; those without core points each by
///   itself.
func connect(
  _ points: borrowing SortedPoints, _ space: borrowing Neighbourhood,
  _ coreCounts: borrowing Slab<UInt32>
) -> DisjointCells {
  let components = DisjointCells(count: space.cells.count, in: space.cells.room)
  inParallel(space.bands.count, threads: space.threads) { index in
    let band = space.bands[index]
    let cells = space.cells(of: band)
    var linking = Linking(space.forest())
    linking.linkAdjacent(band, below: cells.upperBound, points, space, coreCounts, components)
    components.flatten(cells)
    linking.linkFar(
      band, cells.lowerBound..<cells.upperBound, points, space, coreCounts, components)
  }
  var seams = Linking(space.forest())
  for band in space.bands.dropLast() {
    let above = space.cells(of: band).upperBound..<space.cells.count
    let rows = max(band.lowerBound, band.upperBound - 2)..<band.upperBound
    seams.linkFar(rows, above, points, space, coreCounts, components)
  }
  components.flatten(0..<space.cells.count)
  return components
}
