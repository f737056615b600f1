extension Forest {
  /// Whether any point of one range is within the radius of any point of another.
  ///
  /// Few pairs are simply compared. Of many, a few are tried first, for cells that are full are nearly
  /// always connected; then boxes and, for crowds, trees decide.
  mutating func anyPairWithin(
    _ a: Range<Int>, _ b: Range<Int>, _ points: borrowing SortedPoints
  ) -> Bool {
    if a.count > b.count { return anyPairWithin(b, a, points) }
    let triedA = a.prefix(thresholds.trialFew), triedB = b.prefix(thresholds.trialMany)
    if points.anyPairWithin(triedA, triedB, squaredRadius: squaredRadius) { return true }
    if triedA.count == a.count && triedB.count == b.count { return false }
    if a.count > thresholds.crowd {
      let treeA = tree(over: a.lowerBound, a.upperBound, points)
      let treeB = tree(over: b.lowerBound, b.upperBound, points)
      return anyPairWithin(treeA, treeB, points)
    }
    let treeB = b.count > thresholds.crowd ? tree(over: b.lowerBound, b.upperBound, points) : nil
    let boxB = treeB.map { node($0).box } ?? points.box(b.lowerBound, b.upperBound)
    for i in a {
      let place = points.box(of: i)
      if boxB.nearestSquared(to: place) > squaredRadius { continue }
      if let treeB {
        if anyWithin(treeB, of: place, points) { return true }
      } else if points.anyWithin(
        b.lowerBound, b.upperBound, of: place, squaredRadius: squaredRadius)
      {
        return true
      }
    }
    return false
  }

  /// Whether any point of a range is within the radius of a place.
  mutating func anyWithin(
    _ range: Range<Int>, of place: Box, _ points: borrowing SortedPoints
  ) -> Bool {
    if range.count > thresholds.crowd {
      return anyWithin(
        tree(over: range.lowerBound, range.upperBound, points), of: place, points)
    }
    return points.anyWithin(
      range.lowerBound, range.upperBound, of: place, squaredRadius: squaredRadius)
  }

  /// The squared distance of a place from the nearest point of a range, if at most `bound`; else
  /// something above `bound`.
  mutating func nearestSquared(
    _ range: Range<Int>, to place: Box, atMost bound: Double, _ points: borrowing SortedPoints
  ) -> Double {
    if range.count > thresholds.crowd {
      return nearestSquared(
        tree(over: range.lowerBound, range.upperBound, points), to: place, atMost: bound, points)
    }
    return points.nearestSquared(range.lowerBound, range.upperBound, to: place)
  }
}
