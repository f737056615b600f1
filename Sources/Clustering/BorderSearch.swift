/// Finds the cluster of points that are no core points, cell by cell.
struct BorderSearch: ~Copyable {
  private let rule: DensityClustering.BorderRule
  private var forest: Forest
  /// The core points near the cell, by the cells they are in.
  private var candidates: [(cores: Range<Int>, label: Int32)] = []

  /// By a border rule, with a forest without trees.
  init(rule: DensityClustering.BorderRule, _ forest: consuming Forest) {
    self.rule = rule
    self.forest = forest
  }

  /// Turns to the points of a cell, the first one of `windows`.
  mutating func look(
    in windows: borrowing StencilWindows, _ cells: borrowing CellDirectory,
    _ coreCounts: borrowing Slab<UInt32>, _ numbering: borrowing Numbering
  ) {
    candidates.removeAll(keepingCapacity: true)
    guard rule != .none else { return }
    for slot in 0..<5 {
      for cell in windows.window(0, slot) where coreCounts[cell] > 0 {
        let first = Int(cells.start[cell])
        candidates.append((first..<first + Int(coreCounts[cell]), numbering.label[cell]))
      }
    }
  }

  /// The cluster of a place in the cell, −1 when no core point is within the radius.
  mutating func label(of place: Box, _ points: borrowing SortedPoints) -> Int32 {
    switch rule {
    case .minimumCluster: minimumLabel(place, points)
    case .nearestCore: nearestLabel(place, points)
    case .none: -1
    }
  }

  private mutating func minimumLabel(
    _ place: Box, _ points: borrowing SortedPoints
  ) -> Int32 {
    var lowest = Int32.max
    for (cores, label) in candidates where label < lowest {
      if forest.anyWithin(cores, of: place, points) { lowest = label }
    }
    return lowest == .max ? -1 : lowest
  }

  private mutating func nearestLabel(
    _ place: Box, _ points: borrowing SortedPoints
  ) -> Int32 {
    var best = forest.squaredRadius
    var found: Int32 = -1
    for (cores, label) in candidates {
      let squared = forest.nearestSquared(cores, to: place, atMost: best, points)
      if squared < best || (squared == best && (found < 0 || label < found)) {
        best = squared
        found = label
      }
    }
    return found
  }
}
