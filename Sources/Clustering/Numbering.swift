internal import Synchronization

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
    let cells = space.cells.count, threads = space.threads
    let pieces = cells < 1 << 14 ? 1 : 8 * threads
    // A cell's lowest row first, then that of its cluster at the root, then the number.
    let labels = Slab<Int32>(count: cells, in: space.cells.room)
    let label = unsafe labels.base
    // SAFETY: numbers of the same size; each is a row until it is a label.
    let rows = unsafe UnsafeMutableRawPointer(label).assumingMemoryBound(to: UInt32.self)
    inParallel(pieces, threads: threads) { piece in
      for cell in share(piece, of: pieces, cells) {
        let count = Int(coreCounts[cell])
        guard count > 0 else { continue }
        let first = Int(space.cells.start[cell])
        var lowest = points.row(of: first)
        // Whole cells keep the order of the input until a tree moves their points.
        if count > space.thresholds.crowd || first + count < Int(space.cells.start[cell + 1]) {
          for i in first + 1..<first + count { lowest = min(lowest, points.row(of: i)) }
        }
        // SAFETY: `cell` is below `cells`.
        unsafe rows[cell] = lowest
      }
    }
    let totals = Slab<Total>(count: pieces)
    inParallel(pieces, threads: threads) { piece in
      var total = Total(cores: 0, roots: 0)
      for cell in share(piece, of: pieces, cells) where coreCounts[cell] > 0 {
        total.cores += Int(coreCounts[cell])
        let root = Int(components.parent(of: cell))
        if root == cell {
          total.roots += 1
        } else {
          // SAFETY: both are below `cells`; rows of roots are only lowered here, others only read.
          let row = unsafe rows[cell]
          let lowest = unsafe atomic(rows + root)
          if unsafe row < lowest.pointee.load(ordering: .relaxed) {
            unsafe lowest.pointee.min(row, ordering: .relaxed)
          }
        }
      }
      totals[piece] = total
    }
    var roots = 0
    var cores = 0
    for piece in 0..<pieces {
      roots += totals[piece].roots
      cores += totals[piece].cores
    }
    // Each cluster has a lowest row of its own: its number is how many such rows come before.
    let beginnings = RowRanks(count: points.count, in: space.cells.room)
    inParallel(pieces, threads: threads) { piece in
      for cell in share(piece, of: pieces, cells)
      where components.parent(of: cell) == cell && coreCounts[cell] > 0 {
        unsafe beginnings.mark(Int(rows[cell]))
      }
    }
    beginnings.rank()
    inParallel(pieces, threads: threads) { piece in
      for cell in share(piece, of: pieces, cells) where components.parent(of: cell) == cell {
        let isCore = coreCounts[cell] > 0
        unsafe label[cell] =
          isCore ? Int32(truncatingIfNeeded: beginnings.before(Int(rows[cell]))) : -1
      }
    }
    let coresOf = Slab<UInt32>(count: roots, in: space.cells.room)
    for number in 0..<roots { coresOf[number] = 0 }
    inParallel(pieces, threads: threads) { piece in
      // Neighbouring cells are of one cluster mostly, and are added up before all threads' sums are touched.
      var (last, sum) = (-1, 0 as UInt32)
      for cell in share(piece, of: pieces, cells) where coreCounts[cell] > 0 {
        let root = Int(components.parent(of: cell))
        let number = unsafe label[root]
        if root != cell { unsafe label[cell] = number }
        if Int(number) != last {
          if last >= 0 { unsafe atomic(coresOf.base + last).pointee.add(sum, ordering: .relaxed) }
          (last, sum) = (Int(number), 0)
        }
        sum += coreCounts[cell]
      }
      if last >= 0 { unsafe atomic(coresOf.base + last).pointee.add(sum, ordering: .relaxed) }
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

  /// What a piece of the cells holds.
  private struct Total: BitwiseCopyable {
    var cores: Int
    var roots: Int
  }
}

/// A value that several threads change at once.
@inline(__always)
private func atomic(_ value: UnsafeMutablePointer<UInt32>) -> UnsafeMutablePointer<Atomic<UInt32>> {
  // SAFETY: an atomic number is stored as the number.
  unsafe UnsafeMutableRawPointer(value).assumingMemoryBound(to: Atomic<UInt32>.self)
}
