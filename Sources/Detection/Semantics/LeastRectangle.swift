/// The rectangle of least area around points, to the last bit as GEOS 3.12 and later find it.
///
/// Several rectangles often have the same area (around a triangle all that share its base do) and different
/// diagonals; which one is taken hangs on the order in which the sides are tried and on how areas are
/// rounded. Both are as there: sides clockwise from the lowest corner, the first of the smallest.
package enum LeastRectangle {
  package typealias Point = SIMD2<Double>

  /// The corners of the convex hull, clockwise from the lowest (of those the leftmost), without points on
  /// its sides; one or two points where there is no area.
  ///
  /// Andrew's monotone chain (Inf. Proc. Letters 1979) with exact turns: there is only one answer.
  package static func hull(of points: [Point]) -> [Point] {
    let sorted = points.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    var distinct: [Point] = []
    for point in sorted where point != distinct.last { distinct.append(point) }
    guard distinct.count > 2 else { return distinct }
    func chain(_ points: [Point]) -> [Point] {
      var chain: [Point] = []
      for point in points {
        while chain.count > 1, Turn.sign(chain[chain.count - 2], chain[chain.count - 1], point) >= 0
        {
          chain.removeLast()
        }
        chain.append(point)
      }
      return chain
    }
    // Upward by the left, downward by the right: clockwise.
    return chain(distinct).dropLast() + chain(distinct.reversed()).dropLast()
  }

  /// From the rectangle's first corner to the third; of a hull without area its ends.
  package static func diagonal(ofHull hull: [Point]) -> (from: Point, to: Point) {
    guard hull.count > 2 else { return ends(hull) }
    var calipers = Calipers(hull)
    var least = (area: Double.infinity, base: 0, far: 0, left: 0, right: 0)
    for base in hull.indices {
      let area = calipers.turn(to: base)
      if area < least.area {
        least = (area, base, calipers.far, calipers.left, calipers.right)
      }
    }
    let next = (least.base + 1) % hull.count
    let sides = Sides(
      base: hull[least.base], next: hull[next], far: hull[least.far], left: hull[least.left],
      right: hull[least.right])
    return (sides.corner(far: false, left: false), sides.corner(far: true, left: true))
  }

  private static func ends(_ hull: [Point]) -> (from: Point, to: Point) {
    guard hull.count == 2 else { return (hull[0], hull[0]) }
    return hull[0].x <= hull[1].x ? (hull[0], hull[1]) : (hull[1], hull[0])
  }
}

/// Three points that go round a hull with its side: the farthest from it, and the ones farthest to the left
/// and to the right (Toussaint, IEEE MELECON 1983).
private struct Calipers {
  let hull: [SIMD2<Double>]
  var far = 1
  var left = 1
  var right = 0
  private var isFirst = true

  init(_ hull: [SIMD2<Double>]) { self.hull = hull }

  /// Goes on to a side and gives the area of the rectangle on it.
  mutating func turn(to base: Int) -> Double {
    let side = Line(hull[base], hull[(base + 1) % hull.count])
    far = farthest(from: far) {
      abs(side.distance($0))
    } isFarther: {
      $0 >= $1
    }
    let across = Line(side.foot(of: hull[far]), hull[far])
    left = farthest(from: left, across.signedDistance) { $0 >= $1 }
    if isFirst {
      right = far
      isFirst = false
    }
    right = farthest(from: right, across.signedDistance) { $0 <= $1 }
    return across.length * (across.distance(hull[left]) + across.distance(hull[right]))
  }

  /// Steps clockwise from a corner as long as the distance does not fall.
  private func farthest(
    from start: Int, _ distance: (SIMD2<Double>) -> Double, isFarther: (Double, Double) -> Bool
  ) -> Int {
    var best = start
    var bestDistance = distance(hull[start])
    while true {
      let next = (best + 1) % hull.count
      if next == start { return best }
      let nextDistance = distance(hull[next])
      if !isFarther(nextDistance, bestDistance) { return best }
      best = next
      bestDistance = nextDistance
    }
  }
}

/// A line through two points.
private struct Line {
  let from: SIMD2<Double>
  let to: SIMD2<Double>
  private let way: SIMD2<Double>
  private let squared: Double

  init(_ from: SIMD2<Double>, _ to: SIMD2<Double>) {
    self.from = from
    self.to = to
    way = to - from
    squared = way.x * way.x + way.y * way.y
  }

  var length: Double { squared.squareRoot() }

  /// The nearest point of the line.
  func foot(of point: SIMD2<Double>) -> SIMD2<Double> {
    if point == from || point == to { return point }
    let off = point - from
    let share = (off.x * way.x + off.y * way.y) / squared
    return SIMD2(from.x + share * way.x, from.y + share * way.y)
  }

  func distance(_ point: SIMD2<Double>) -> Double {
    if squared == 0 {
      let off = point - from
      return (off.x * off.x + off.y * off.y).squareRoot()
    }
    let share = ((from.y - point.y) * way.x - (from.x - point.x) * way.y) / squared
    return abs(share) * length
  }

  /// Positive to the left.
  func signedDistance(_ point: SIMD2<Double>) -> Double {
    let distance = distance(point)
    return squared > 0 && Turn.sign(from, to, point) < 0 ? -distance : distance
  }
}

/// The four lines of a rectangle.
private struct Sides {
  let base: SIMD2<Double>
  let next: SIMD2<Double>
  let far: SIMD2<Double>
  let left: SIMD2<Double>
  let right: SIMD2<Double>

  /// A corner: the point of the hull where it is one, else where the lines meet.
  func corner(far isFar: Bool, left isLeft: Bool) -> SIMD2<Double> {
    let along = isFar ? far : base
    let across = isLeft ? left : right
    if !isFar && across == (isLeft ? next : base) { return across }
    if isFar && across == far { return far }
    let way = next - base
    let off = across - along
    let share = (off.x * way.x + off.y * way.y) / (way.x * way.x + way.y * way.y)
    return along + share * way
  }
}
