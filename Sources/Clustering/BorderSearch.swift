/// Finds the cluster of points that are no core points, cell by cell.
struct BorderSearch {
  private let rule: DensityClustering.BorderRule
  /// The core points near the cell, by the cells they are in.
  private var candidates: [(cores: Range<Int>, label: Int32)] = []

  /// By a border rule.
  init(rule: DensityClustering.BorderRule) { self.rule = rule }

  /// Turns to the points of a cell, whose stencil is `windows`.
  mutating func look(
    in windows: RowWindows, _ cells: borrowing CellDirectory,
    _ coreCounts: borrowing Slab<UInt32>, _ numbering: borrowing Numbering
  ) {
    candidates.removeAll(keepingCapacity: true)
    guard rule != .none else { return }
    for slot in 0..<5 {
      for cell in windows.first[slot]..<windows.end[slot] where coreCounts[cell] > 0 {
        let first = Int(cells.start[cell])
        candidates.append((first..<first + Int(coreCounts[cell]), numbering.label[cell]))
      }
    }
  }

  /// The cluster of a place in the cell, −1 when no core point is within the radius.
  func label(of place: Box, _ points: borrowing SortedPoints, _ forest: inout Forest) -> Int32 {
    switch rule {
    case .minimumCluster: minimumLabel(place, points, &forest)
    case .nearestCore: nearestLabel(place, points, &forest)
    case .none: -1
    }
  }

  private func minimumLabel(
    _ place: Box, _ points: borrowing SortedPoints, _ forest: inout Forest
  ) -> Int32 {
    var lowest = Int32.max
    for (cores, label) in candidates where label < lowest {
      if forest.anyWithin(cores, of: place, points) { lowest = label }
    }
    return lowest == .max ? -1 : lowest
  }

  private func nearestLabel(
    _ place: Box, _ points: borrowing SortedPoints, _ forest: inout Forest
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
