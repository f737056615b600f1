/// Links cells that have core points near each other; one a thread.
struct Linking: ~Copyable {
  private var forest: Forest
  private var windows = StencilWindows()

  /// With a forest without trees.
  init(_ forest: consuming Forest) { self.forest = forest }

  /// Links the cells of some rows with the next in their row and the three above, up to a last cell.
  mutating func linkAdjacent(
    _ rows: Range<Int>, below end: Int, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
    _ components: borrowing DisjointCells
  ) {
    forEachCell(rows, points, space, coreCounts) { cell, windows, index, forest in
      let column = space.cells.column[cell]
      var root = components.root(of: cell)
      let next = cell + 1
      if windows.window(index, 0).upperBound > next, coreCounts[next] > 0,
        space.cells.column[next] == column + 1
      {
        root = components.link(root, cell, next, points, space.cells, coreCounts, &forest)
      }
      let above = windows.window(index, 1)
      guard above.lowerBound < end else { return }
      for other in above where coreCounts[other] > 0 {
        let reach = Int(space.cells.column[other]) - Int(column)
        guard reach >= -1 && reach <= 1 else { continue }
        root = components.link(root, cell, other, points, space.cells, coreCounts, &forest)
      }
    }
  }

  /// Links the cells of some rows with all cells above them or further on in the row that can hold
  /// neighbours and are among `others`.
  mutating func linkFar(
    _ rows: Range<Int>, _ others: Range<Int>, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
    _ components: borrowing DisjointCells
  ) {
    forEachCell(rows, points, space, coreCounts) { cell, windows, index, forest in
      let known = components.parent(of: cell)
      var root = -1
      for slot in 0..<3 {
        let window = windows.window(index, slot == 2 ? 3 : slot)
        let first = slot == 0 ? cell + 1 : window.lowerBound
        guard first < window.upperBound, first < others.upperBound,
          window.upperBound > others.lowerBound
        else { continue }
        for other in first..<window.upperBound
        where components.parent(of: other) != known && others.contains(other)
          && coreCounts[other] > 0
        {
          if root < 0 { root = components.root(of: cell) }
          root = components.link(root, cell, other, points, space.cells, coreCounts, &forest)
        }
      }
    }
  }

  /// Calls for every cell with core points, with the windows it is among and its place there.
  @inline(__always)
  private mutating func forEachCell(
    _ rows: Range<Int>, _ points: borrowing SortedPoints, _ space: borrowing Neighbourhood,
    _ coreCounts: borrowing Slab<UInt32>,
    _ body: (Int, borrowing StencilWindows, Int, inout Forest) -> Void
  ) {
    for row in rows {
      let cells = space.cells.cells(ofRow: row)
      var first = cells.lowerBound
      while first < cells.upperBound {
        // Runs of cells with core points, so that none is looked up in vain where there are few.
        while first < cells.upperBound && coreCounts[first] == 0 { first += 1 }
        var end = first
        let most = min(first + StencilWindows.most, cells.upperBound)
        while end < most && coreCounts[end] > 0 { end += 1 }
        guard first < end else { break }
        windows.find(first..<end, ofRow: row, space.cells, space.occupied, points.kernels)
        for cell in first..<end { body(cell, windows, cell - first, &forest) }
        first = end
      }
    }
  }
}

extension DisjointCells {
  /// Joins two cells if they have core points near each other and are not connected yet.
  ///
  /// - Parameter root: The root of `a`.
  /// - Returns: The root of `a` afterwards.
  @inline(__always)
  fileprivate func link(
    _ root: Int, _ a: Int, _ b: Int, _ points: borrowing SortedPoints,
    _ cells: borrowing CellDirectory, _ coreCounts: borrowing Slab<UInt32>, _ forest: inout Forest
  ) -> Int {
    let other = self.root(of: b)
    guard other != root else { return root }
    let firstA = Int(cells.start[a]), firstB = Int(cells.start[b])
    let near = forest.anyPairWithin(
      firstA..<firstA + Int(coreCounts[a]), firstB..<firstB + Int(coreCounts[b]), points)
    guard near else { return root }
    join(root, other)
    return min(root, other)
  }
}
