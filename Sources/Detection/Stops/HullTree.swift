/// The convex hulls of aligned blocks of a track, made when first asked for.
///
/// A smallest circle depends on the hull alone; of a window of *n* rows this gives O(log *n*) hulls
/// that together hold it, so a vehicle parked for days is asked about by some hundred rows.
package struct HullTree {
  let points: [Vector]
  /// `levels[k][i]` is the hull of rows 32 · 2ᵏ · i and up.
  private var levels: [[[Int]?]] = []

  private static let block = 32

  package init(_ points: [Vector]) { self.points = points }

  /// Rows of the range that hold all the others within their hull.
  package mutating func hullRows(of range: ClosedRange<Int>) -> [Int] {
    guard range.count > 3 * Self.block else { return Array(range) }
    var first = (range.lowerBound + Self.block - 1) / Self.block
    let end = (range.upperBound + 1) / Self.block
    var rows = Array(range.lowerBound..<first * Self.block)
    while first < end {
      var level = 0
      while first.isMultiple(of: 2 << level), first + (2 << level) <= end { level += 1 }
      rows += hull(level, first >> level)
      first += 1 << level
    }
    rows += Array(end * Self.block...range.upperBound + 1).dropLast()
    return rows
  }

  private mutating func hull(_ level: Int, _ index: Int) -> [Int] {
    while levels.count <= level {
      let size = points.count / (Self.block << levels.count) + 1
      levels.append(Array(repeating: nil, count: size))
    }
    if let known = levels[level][index] { return known }
    let members =
      level == 0
      ? Array(index * Self.block..<(index + 1) * Self.block)
      : hull(level - 1, 2 * index) + hull(level - 1, 2 * index + 1)
    let made = Self.hull(of: members, points)
    levels[level][index] = made
    return made
  }

  /// The rows on the convex hull (Andrew's monotone chain, 1979).
  ///
  /// - Complexity: O(*n*), and O(*m* log *m*) of the *m* rows that ``outer(_:_:)`` leaves.
  package static func hull(of rows: [Int], _ points: [Vector]) -> [Int] {
    let few = rows.count > 2 * block ? outer(rows, points) : rows
    let sorted = few.sorted { (points[$0].x, points[$0].y) < (points[$1].x, points[$1].y) }
    func chain(_ rows: some Sequence<Int>) -> [Int] {
      var chain: [Int] = []
      for row in rows {
        while chain.count > 1 {
          let a = points[chain[chain.count - 2]]
          let b = points[chain[chain.count - 1]]
          guard (b - a).cross(points[row] - a) <= 0 else { break }
          chain.removeLast()
        }
        chain.append(row)
      }
      return chain
    }
    guard sorted.count > 2 else { return sorted }
    return chain(sorted).dropLast() + chain(sorted.reversed()).dropLast()
  }

  /// The directions in which the farthest rows are corners of an octagon, in anticlockwise order.
  private static let directions = [
    Vector(1, 0), Vector(1, 1), Vector(0, 1), Vector(-1, 1), Vector(-1, 0), Vector(-1, -1),
    Vector(0, -1), Vector(1, -1),
  ]

  /// The rows that do not lie within the octagon of those farthest out, where no corner of a hull is.
  ///
  /// (Akl & Toussaint, *A Fast Convex Hull Algorithm*, Information Processing Letters 7, 1978.)
  private static func outer(_ rows: [Int], _ points: [Vector]) -> [Int] {
    let corners = directions.map { direction in
      var farthest = points[rows[0]]
      var most = farthest.dot(direction)
      for row in rows where points[row].dot(direction) > most {
        farthest = points[row]
        most = farthest.dot(direction)
      }
      return farthest
    }
    let sides = corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
      .filter { $0.0 != $0.1 }
    // All in one place: no side, no inside.
    guard !sides.isEmpty else { return rows }
    return rows.filter { row in
      !sides.allSatisfy { ($0.1 - $0.0).cross(points[row] - $0.0) > 0 }
    }
  }
}
