/// The convex hull of points that come one by one: what the smallest circle around all of them needs.
///
/// Points wait in a buffer of 64 and are taken in together (Andrew's monotone chain, Inf. Proc. Letters
/// 9, 1979), so adding is O(log *h*) amortised for *h* corners. State: the corners, a dozen for scattered
/// points, and the buffer.
package struct BoundedHull {
  private var corners: [SIMD2<Double>] = []
  private var buffer: [SIMD2<Double>] = []
  /// A circle within the hull: what lies in it is no corner.
  private var inner = (centre: SIMD2<Double>.zero, squaredRadius: -1.0)

  /// A hull of no points.
  package init() {}

  /// Adds a point.
  package mutating func add(_ point: SIMD2<Double>) {
    let way = point - inner.centre
    if (way * way).sum() < inner.squaredRadius { return }
    buffer.append(point)
    if buffer.count == 64 { settle() }
  }

  /// Adds the corners of another hull, changed by a function.
  mutating func append(_ other: BoundedHull, _ place: (SIMD2<Double>) -> SIMD2<Double>) {
    for point in other.corners + other.buffer { add(place(point)) }
  }

  /// The smallest circle around all points; nil when there is none.
  package func circle() -> EnclosingCircle? {
    var settled = self
    settled.settle()
    guard !settled.corners.isEmpty else { return nil }
    return EnclosingCircle(around: settled.corners, rows: Array(settled.corners.indices))
  }

  private mutating func settle() {
    let points = (corners + buffer).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    buffer.removeAll(keepingCapacity: true)
    guard points.count > 2 else {
      corners = points
      return
    }
    let half = { (row: [SIMD2<Double>]) -> [SIMD2<Double>] in
      var chain: [SIMD2<Double>] = []
      for point in row {
        while chain.count > 1 {
          let a = chain[chain.count - 1] - chain[chain.count - 2]
          let b = point - chain[chain.count - 1]
          if a.x * b.y - a.y * b.x > 0 { break }
          chain.removeLast()
        }
        chain.append(point)
      }
      return chain
    }
    corners = half(points).dropLast() + half(points.reversed()).dropLast()
    if corners.isEmpty { corners = [points[0]] }
    inner = inscribed()
  }

  /// The circle about the corners' mean that touches the nearest side, and a little less for rounding.
  private func inscribed() -> (centre: SIMD2<Double>, squaredRadius: Double) {
    let centre = corners.reduce(.zero, +) / Double(corners.count)
    var least = Double.infinity
    var last = corners[corners.count - 1]
    for corner in corners {
      let side = corner - last
      let way = centre - last
      let area = side.x * way.y - side.y * way.x
      least = min(least, area > 0 ? area * area / (side * side).sum() : 0)
      last = corner
    }
    return (centre, corners.count > 2 ? 0.999 * least : -1)
  }
}
