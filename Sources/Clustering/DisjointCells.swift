/// Which cells are connected: a forest of cells, the lowest of each tree at its root.
struct DisjointCells: ~Copyable {
  private let parent: Slab<UInt32>

  /// `count` cells, each by itself.
  init(count: Int) {
    parent = Slab(count: count)
    for cell in 0..<count { parent[cell] = UInt32(truncatingIfNeeded: cell) }
  }

  /// The lowest cell that a cell is connected with; halves the path to it.
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
  func join(_ a: Int, _ b: Int) {
    parent[max(a, b)] = UInt32(truncatingIfNeeded: min(a, b))
  }
}
