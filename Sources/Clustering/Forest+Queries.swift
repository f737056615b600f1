extension Forest {
  /// The weight below a branch within the radius of a point; exact if below `enough`.
  func weightWithin(
    _ branch: Branch, of point: Box, enough: Int64, _ points: borrowing SortedPoints
  ) -> Int64 {
    let node = node(branch)
    if node.box.nearestSquared(to: point) > squaredRadius { return 0 }
    if node.box.farthestSquared(to: point) <= squaredRadius { return node.weight }
    if isLeaf(branch) {
      return points.weightWithin(
        branch.first, branch.end, of: point, squaredRadius: squaredRadius, enough: enough)
    }
    let (low, high) = children(branch)
    let below = weightWithin(low, of: point, enough: enough, points)
    if below >= enough { return below }
    return below &+ weightWithin(high, of: point, enough: enough &- below, points)
  }

  /// Bounds on the weight below a branch within the radius of any one point of a box.
  func weightBounds(_ branch: Branch, of box: Box) -> (least: Int64, most: Int64) {
    let node = node(branch)
    if node.box.nearestSquared(to: box) > squaredRadius { return (0, 0) }
    if node.box.farthestSquared(to: box) <= squaredRadius { return (node.weight, node.weight) }
    if isLeaf(branch) { return (0, node.weight) }
    let (low, high) = children(branch)
    let a = weightBounds(low, of: box)
    let b = weightBounds(high, of: box)
    return (a.least &+ b.least, a.most &+ b.most)
  }

  /// Whether any point below a branch is within the radius of a point.
  func anyWithin(_ branch: Branch, of point: Box, _ points: borrowing SortedPoints) -> Bool {
    let box = node(branch).box
    if box.nearestSquared(to: point) > squaredRadius { return false }
    if box.farthestSquared(to: point) <= squaredRadius { return true }
    if isLeaf(branch) {
      return points.anyWithin(
        branch.first, branch.end, of: point, squaredRadius: squaredRadius)
    }
    let (a, b) = nearerFirst(children(branch), to: point)
    return anyWithin(a, of: point, points) || anyWithin(b, of: point, points)
  }

  /// The squared distance of a point from the nearest one below a branch, if at most `bound`; else
  /// something above `bound`.
  func nearestSquared(
    _ branch: Branch, to point: Box, atMost bound: Double, _ points: borrowing SortedPoints
  ) -> Double {
    let nearest = node(branch).box.nearestSquared(to: point)
    if nearest > bound { return .infinity }
    if isLeaf(branch) {
      return points.nearestSquared(branch.first, branch.end, to: point)
    }
    let (a, b) = nearerFirst(children(branch), to: point)
    let first = nearestSquared(a, to: point, atMost: bound, points)
    return min(first, nearestSquared(b, to: point, atMost: min(bound, first), points))
  }

  /// A pair of branches, the one whose box is nearer to another box first.
  @inline(__always)
  func nearerFirst(_ pair: (Branch, Branch), to box: Box) -> (Branch, Branch) {
    let first = node(pair.0).box.nearestSquared(to: box)
    let second = node(pair.1).box.nearestSquared(to: box)
    return first <= second ? pair : (pair.1, pair.0)
  }
}
