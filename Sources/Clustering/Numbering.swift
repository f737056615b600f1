/// The number of each cell's cluster: clusters are numbered by their first core point in the input.
///
/// scikit-learn starts a cluster at the first core point that has none yet, so its numbers are the
/// ranks of the clusters' lowest rows.
struct Numbering: ~Copyable {
  /// The cluster of each cell's core points; −1 for a cell without any.
  let label: Slab<Int32>
  /// The number of clusters.
  let count: Int
  /// The cluster with most core points, −1 when there is none.
  let largest: Int32
  /// How many core points that has.
  let largestCount: Int
  /// The number of core points.
  let coreCount: Int

  /// Numbers the connected cells.
  ///
  /// - Complexity: O(cells), and O(core points) where cells are mixed or crowded.
  init(
    of components: borrowing DisjointCells, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>
  ) {
    let cells = space.cells.count
    let labels = Slab<Int32>(count: cells, in: space.cells.back)
    let label = unsafe labels.base
    // A label holds the lowest row of its root first; rows fit 31 bits.
    var roots = 0
    var cores = 0
    for cell in 0..<cells {
      // SAFETY: roots are never above their cells, and both below `cells`.
      unsafe label[cell] = .max
      let count = Int(coreCounts[cell])
      guard count > 0 else { continue }
      cores += count
      let root = Int(components.parent(of: cell))
      if root == cell { roots += 1 }
      let first = Int(space.cells.start[cell])
      var lowest = points.origin[first]
      // Whole cells keep the order of the input until a tree moves their points.
      if count > space.thresholds.crowd || first + count < Int(space.cells.start[cell + 1]) {
        for i in first + 1..<max(first + 1, first + count) {
          lowest = min(lowest, points.origin[i])
        }
      }
      unsafe label[root] = min(label[root], Int32(bitPattern: lowest))
    }
    // Each cluster has a lowest row of its own: its number is how many such rows come before.
    let beginnings = RowRanks(count: points.count, in: space.cells.back)
    for cell in 0..<cells where coreCounts[cell] > 0 && components.parent(of: cell) == cell {
      unsafe beginnings.mark(Int(label[cell]))
    }
    beginnings.rank()
    for cell in 0..<cells where coreCounts[cell] > 0 && components.parent(of: cell) == cell {
      unsafe label[cell] = Int32(truncatingIfNeeded: beginnings.before(Int(label[cell])))
    }

    let coresOf = Slab<UInt32>(count: roots, in: space.cells.back)
    for number in 0..<roots { coresOf[number] = 0 }
    for cell in 0..<cells {
      if coreCounts[cell] == 0 {
        unsafe label[cell] = -1
      } else {
        let number = unsafe label[Int(components.parent(of: cell))]
        unsafe label[cell] = number
        coresOf[Int(number)] += coreCounts[cell]
      }
    }
    var largest = -1
    for number in 0..<roots where largest < 0 || coresOf[number] > coresOf[largest] {
      largest = number
    }
    self.label = labels
    count = roots
    coreCount = cores
    self.largest = Int32(largest)
    largestCount = largest < 0 ? 0 : Int(coresOf[largest])
  }
}
