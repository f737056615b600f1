/// The number of each cell's cluster: clusters are numbered by their first core point in the input.
///
/// scikit-learn starts a cluster at the first core point that has none yet, so its numbers are the
/// ranks of the clusters' lowest rows.
struct Numbering: ~Copyable {
  /// The cluster of each cell's core points; −1 for a cell without any.
  let label: Slab<Int32>
  /// The number of clusters.
  let count: Int

  /// Numbers the connected cells.
  ///
  /// - Complexity: O(*n*), one pass over the core points and one over the rows of the input.
  init(
    of components: borrowing DisjointCells, _ points: borrowing SortedPoints,
    _ cells: borrowing CellDirectory, _ coreCounts: borrowing Slab<UInt32>
  ) {
    let none = UInt32.max
    let lowestRow = Slab<UInt32>(count: cells.count)
    for cell in 0..<cells.count { lowestRow[cell] = none }
    for cell in 0..<cells.count where coreCounts[cell] > 0 {
      let root = components.root(of: cell)
      var lowest = lowestRow[root]
      let first = Int(cells.start[cell])
      for i in first..<first + Int(coreCounts[cell]) { lowest = min(lowest, points.origin[i]) }
      lowestRow[root] = lowest
    }

    // The root of the cluster that begins in each row of the input.
    let beginning = Slab<UInt32>(count: points.count)
    for row in 0..<points.count { beginning[row] = none }
    for cell in 0..<cells.count where lowestRow[cell] != none {
      beginning[Int(lowestRow[cell])] = UInt32(truncatingIfNeeded: cell)
    }
    label = Slab(count: cells.count)
    var next: Int32 = 0
    for row in 0..<points.count where beginning[row] != none {
      label[Int(beginning[row])] = next
      next += 1
    }
    count = Int(next)
    for cell in 0..<cells.count {
      label[cell] = coreCounts[cell] > 0 ? label[components.root(of: cell)] : -1
    }
  }
}
