/// Which cells are connected: a forest of cells, the lowest of each tree at its root.
struct DisjointCells: ~Copyable {
  private let parent: Slab<UInt32>

  /// `count` cells, each by itself.
  init(count: Int, in room: Arena) {
    parent = Slab(count: count, in: room)
    let parent = unsafe parent.base
    // SAFETY: there are `count` parents.
    for cell in 0..<count { unsafe parent[cell] = UInt32(truncatingIfNeeded: cell) }
  }

  /// The lowest cell that a cell is connected with; halves the path to it.
  @inline(__always)
  func root(of cell: Int) -> Int {
    var cell = cell
    while true {
      let up = Int(parent[cell])
      if up == cell { return cell }
      let above = parent[up]
      parent[cell] = above
      cell = Int(above)
    }
  }

  /// Connects two cells that are roots.
  @inline(__always)
  func join(_ a: Int, _ b: Int) {
    parent[max(a, b)] = UInt32(truncatingIfNeeded: min(a, b))
  }

  /// Hangs every cell of a range directly below its root, which is in the range too.
  ///
  /// A parent is never above its child, so one pass from the lowest on does it.
  func flatten(_ range: Range<Int>) {
    for cell in range { parent[cell] = parent[Int(parent[cell])] }
  }

  /// The parent of a cell: its root, right after ``flatten(_:)``.
  @inline(__always)
  func parent(of cell: Int) -> UInt32 { parent[cell] }

  /// Whether all cells of a range that hold core points have one parent, and so are connected.
  func hasOnly(
    _ known: UInt32, _ range: Range<Int>, _ coreCounts: borrowing Slab<UInt32>
  ) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= parent.count, "a range of cells")
    let parent = unsafe parent.base, counts = unsafe coreCounts.base
    var others: UInt32 = 0
    // SAFETY: there are as many counts as parents.
    for cell in range { unsafe others |= counts[cell] == 0 ? 0 : parent[cell] ^ known }
    return others == 0
  }
}
