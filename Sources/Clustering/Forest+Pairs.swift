extension Forest {
  /// Whether any point below one branch is within the radius of any point below another.
  ///
  /// The boxes of both trees are halved together, nearest halves first, until they settle it: straight
  /// boxes exactly, tilted ones where points are out of reach by more than rounding can hide. Two rims
  /// that run just over a radius apart along each other cost about as many pairs of leaves as there
  /// are leaves.
  mutating func anyPairWithin(_ a: Branch, _ b: Branch, _ points: borrowing SortedPoints) -> Bool {
    let boxA = node(a).box, boxB = node(b).box
    if boxA.nearestSquared(to: boxB) > squaredRadius { return false }
    if boxA.farthestSquared(to: boxB) <= squaredRadius { return true }
    let tilted = (tiltedBox(a, points), tiltedBox(b, points))
    if tilted.0.nearestSquared(to: tilted.1) > squaredRadius * Self.clearlyOut { return false }
    let isLeafA = isLeaf(a), isLeafB = isLeaf(b)
    if isLeafA && isLeafB {
      // A leaf in one place may hold any number of points; its first speaks for all.
      return points.anyPairWithin(
        a.first..<(boxA.isPoint ? a.first + 1 : a.end),
        b.first..<(boxB.isPoint ? b.first + 1 : b.end), squaredRadius: squaredRadius)
    }
    if isLeafB || (!isLeafA && a.end - a.first >= b.end - b.first) {
      let (near, far) = nearerFirst(children(a), to: boxB)
      return anyPairWithin(near, b, points) || anyPairWithin(far, b, points)
    }
    let (near, far) = nearerFirst(children(b), to: boxA)
    return anyPairWithin(a, near, points) || anyPairWithin(a, far, points)
  }

  /// Cells that are compared span four radii at most, so what a tilted box rounds away is below
  /// 2⁻⁴⁴ of the squared radius; this leaves sixteen times that.
  private static let clearlyOut = 1 + 0x1p-40
}
