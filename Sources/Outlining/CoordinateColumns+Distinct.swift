import Geometry

extension CoordinateColumns {
  /// The distinct points in order of x, then y; when there are more than `limit`, one for each cell of
  /// a grid, its side doubled until they are not.
  ///
  /// What comes out depends on the set of points only, not on their order.
  func distinct(limit: Int, cell: Double) -> CoordinateColumns {
    var order = Array(x.indices)
    order.sort { (x[$0], y[$0]) < (x[$1], y[$1]) }
    var kept: [Int] = []
    for row in order {
      if let last = kept.last, x[last] == x[row], y[last] == y[row] { continue }
      kept.append(row)
    }
    var points = CoordinateColumns(x: kept.map { x[$0] }, y: kept.map { y[$0] })
    var side = cell
    while points.count > limit {
      points = points.thinned(cell: side)
      side *= 2
    }
    return points
  }

  /// The first point in each cell of a grid.
  func thinned(cell side: Double) -> CoordinateColumns {
    var seen: Set<SIMD2<Double>> = []
    let kept = x.indices.filter { row in
      seen.insert(SIMD2((x[row] / side).rounded(.down), (y[row] / side).rounded(.down))).inserted
    }
    return CoordinateColumns(x: kept.map { x[$0] }, y: kept.map { y[$0] })
  }
}
