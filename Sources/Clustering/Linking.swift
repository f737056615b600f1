/// Links cells that have core points near each other; one a thread.
struct Linking: ~Copyable {
  private var forest: Forest
  private var windows = StencilWindows()

  /// With a forest without trees.
  init(_ forest: consuming Forest) { self.forest = forest }

  /// Links the cells of some rows with the next in their row and the one right above, up to a last cell.
  ///
  /// Two cursors, no table: the next is the next cell, and the one above moves along with the cell.
  mutating func linkAdjacent(
    _ rows: Range<Int>, below end: Int, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
    _ components: borrowing DisjointCells
  ) {
    for row in rows {
      let cells = space.cells.cells(ofRow: row)
      let isBelow =
        row + 1 < space.cells.rowCount
        && space.cells.rowNumber[row + 1] == space.cells.rowNumber[row] + 1
      let above = isBelow ? space.cells.cells(ofRow: row + 1) : 0..<0
      let last = min(above.upperBound, end)
      var up = above.lowerBound
      for cell in cells where coreCounts[cell] > 0 {
        let column = space.cells.column[cell]
        var root = components.root(of: cell)
        let next = cell + 1
        if next < cells.upperBound, coreCounts[next] > 0, space.cells.column[next] == column + 1 {
          root = components.link(root, cell, next, points, space.cells, coreCounts, &forest)
        }
        while up < last && space.cells.column[up] < column { up += 1 }
        if up < last, space.cells.column[up] == column, coreCounts[up] > 0 {
          _ = components.link(root, cell, up, points, space.cells, coreCounts, &forest)
        }
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
    for row in rows {
      let cells = space.cells.cells(ofRow: row)
      var first = cells.lowerBound
      while first < cells.upperBound {
        // Runs of cells with core points, so that none is looked up in vain where there are few.
        while first < cells.upperBound && coreCounts[first] == 0 { first += 1 }
        var end = first
        let most = min(first + Self.run, cells.upperBound)
        while end < most && coreCounts[end] > 0 { end += 1 }
        guard first < end else { break }
        if !isConnected(first..<end, ofRow: row, others, points, space, coreCounts, components) {
          windows.find(first..<end, ofRow: row, space.cells, space.occupied, points.kernels)
          for cell in first..<end {
            linkFar(cell, cell - first, others, points, space, coreCounts, components)
          }
        }
        first = end
      }
    }
  }

  /// Cells of a row that are looked at together.
  private static let run = 64

  /// Whether the cells of a run are in one cluster already with all that can hold neighbours of theirs.
  ///
  /// So it is nearly everywhere within a cluster, and seen from the first and the last cell's windows; what
  /// the cursors of a grid without a table would have to go back for is not asked.
  private mutating func isConnected(
    _ run: Range<Int>, ofRow row: Int, _ others: Range<Int>, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
    _ components: borrowing DisjointCells
  ) -> Bool {
    guard space.hasTable else { return false }
    let known = components.parent(of: run.lowerBound)
    guard components.hasOnly(known, run, coreCounts) else { return false }
    let (first, last) = (run.lowerBound, run.upperBound - 1)
    windows.find(first..<first + 1, ofRow: row, space.cells, space.occupied, points.kernels)
    let (above, twoAbove) = (windows.window(0, 1).lowerBound, windows.window(0, 3).lowerBound)
    windows.find(last..<last + 1, ofRow: row, space.cells, space.occupied, points.kernels)
    // What lies beyond `others` may be changing on another thread.
    let reached = (
      run.upperBound..<windows.window(0, 0).upperBound, above..<windows.window(0, 1).upperBound,
      twoAbove..<windows.window(0, 3).upperBound
    )
    return components.hasOnly(known, reached.0.clamped(to: others), coreCounts)
      && components.hasOnly(known, reached.1.clamped(to: others), coreCounts)
      && components.hasOnly(known, reached.2.clamped(to: others), coreCounts)
  }

  /// Links one cell, which is the `index`th of those whose windows were found.
  @inline(__always)
  private mutating func linkFar(
    _ cell: Int, _ index: Int, _ others: Range<Int>, _ points: borrowing SortedPoints,
    _ space: borrowing Neighbourhood, _ coreCounts: borrowing Slab<UInt32>,
    _ components: borrowing DisjointCells
  ) {
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
