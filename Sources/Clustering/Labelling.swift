/// Writes the answer in the order of the input: core points have their cell's cluster, the others one
/// by the border rule.
func labelled(
  _ points: borrowing SortedPoints, _ cells: borrowing CellDirectory,
  _ coreCounts: borrowing Slab<UInt32>, _ numbering: borrowing Numbering, _ forest: inout Forest,
  borders: DensityClustering.BorderRule
) -> Clusters {
  let labels = Slab<Int32>(count: points.count)
  let isCore = Slab<Bool>(count: points.count)
  var search = BorderSearch(rule: borders)
  for row in 0..<cells.rowCount {
    var windows = RowWindows(cells, row: row)
    for cell in cells.cells(ofRow: row) {
      let range = cells.points(of: cell)
      let firstBorder = range.lowerBound + Int(coreCounts[cell])
      let label = numbering.label[cell]
      for i in range.lowerBound..<firstBorder {
        let row = Int(points.origin[i])
        labels[row] = label
        isCore[row] = true
      }
      guard firstBorder < range.upperBound else { continue }
      windows.move(to: cells.column[cell], cells)
      search.look(in: windows, cells, coreCounts, numbering)
      for i in firstBorder..<range.upperBound {
        let row = Int(points.origin[i])
        labels[row] = search.label(of: points.place(i), points, &forest)
        isCore[row] = false
      }
    }
  }
  return Clusters(
    labels: labels.copied(), isCore: isCore.copied(), count: numbering.count)
}
