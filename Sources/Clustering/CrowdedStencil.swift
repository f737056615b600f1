/// Marks the core points of cells whose 5 × 5 stencil holds very many points.
///
/// Where one neighbour more or less decides nothing, whole leaves of points are settled together: the
/// weight that is within the radius of *every* place in the leaf's box, and of *any*, bound the weight
/// of each of its points.
struct CrowdedStencil: ~Copyable {
  /// A cell of the stencil.
  private struct Member {
    let first: Int
    let end: Int
    let weight: Int64
    let box: Box
    /// Of a crowd only.
    let tree: Forest.Branch?
  }

  private let needed: Int64
  private var forest: Forest
  private var members: [Member] = []

  /// With a forest without trees and the weight that makes a core point.
  init(_ forest: consuming Forest, needed: Int64) {
    self.forest = forest
    self.needed = needed
  }

  /// Marks the points of a cell, the first one of `windows`.
  mutating func markCores(
    of cell: Int, _ windows: borrowing StencilWindows, _ points: borrowing SortedPoints,
    _ cells: borrowing CellDirectory
  ) {
    members.removeAll(keepingCapacity: true)
    for slot in 0..<5 {
      for member in windows.window(0, slot) {
        let range = cells.points(of: member)
        let tree =
          range.count > forest.thresholds.crowd
          ? forest.tree(over: range.lowerBound, range.upperBound, points) : nil
        members.append(
          Member(
            first: range.lowerBound, end: range.upperBound,
            weight: cells.weight(member, member + 1),
            box: tree.map { forest.node($0).box }
              ?? points.box(range.lowerBound, range.upperBound), tree: tree))
      }
    }
    let own = cells.points(of: cell)
    if own.count > forest.thresholds.crowd {
      markLeaves(forest.tree(over: own.lowerBound, own.upperBound, points), points)
    } else {
      mark(own, within: points.box(own.lowerBound, own.upperBound), points)
    }
  }

  private func markLeaves(_ branch: Forest.Branch, _ points: borrowing SortedPoints) {
    if forest.isLeaf(branch) {
      mark(branch.first..<branch.end, within: forest.node(branch).box, points)
    } else {
      let (low, high) = forest.children(branch)
      markLeaves(low, points)
      markLeaves(high, points)
    }
  }

  /// Marks the points of a range that lie in `box`.
  private func mark(_ range: Range<Int>, within box: Box, _ points: borrowing SortedPoints) {
    if box.isPoint {  // any number of points in one place: one answer
      points.setCore(range, isCore(box, points))
      return
    }
    if range.count >= forest.thresholds.together {
      let (least, most) = weightBounds(of: box)
      if least >= needed { return points.setCore(range, true) }
      if most < needed { return points.setCore(range, false) }
    }
    for i in range { points.core[i] = isCore(points.box(of: i), points) }
  }

  private func weightBounds(of box: Box) -> (least: Int64, most: Int64) {
    var least: Int64 = 0
    var most: Int64 = 0
    for member in members {
      if member.box.nearestSquared(to: box) > forest.squaredRadius { continue }
      if let tree = member.tree {
        let bounds = forest.weightBounds(tree, of: box)
        least &+= bounds.least
        most &+= bounds.most
      } else {
        most &+= member.weight
        if member.box.farthestSquared(to: box) <= forest.squaredRadius { least &+= member.weight }
      }
      if least >= needed { break }
    }
    return (least, most)
  }

  private func isCore(_ place: Box, _ points: borrowing SortedPoints) -> Bool {
    var weight: Int64 = 0
    for member in members {
      if member.box.nearestSquared(to: place) > forest.squaredRadius { continue }
      if member.box.farthestSquared(to: place) <= forest.squaredRadius {
        weight &+= member.weight
      } else if let tree = member.tree {
        weight &+= forest.weightWithin(tree, of: place, enough: needed &- weight, points)
      } else {
        weight &+= points.weightWithin(
          member.first, member.end, of: place, squaredRadius: forest.squaredRadius,
          enough: needed &- weight)
      }
      if weight >= needed { return true }
    }
    return false
  }
}
