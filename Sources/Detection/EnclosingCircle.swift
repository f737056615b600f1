/// The smallest circle around points (Welzl 1991, in the iterative form of de Berg et al.,
/// *Computational Geometry*, §4.7): expected linear time.
package struct EnclosingCircle: Equatable {
  /// Of the centre, metres.
  package var x = 0.0
  /// Of the centre, metres.
  package var y = 0.0
  /// Metres²; negative when there are no points.
  package var squaredRadius = -1.0

  /// Metres; 0 when there are no points.
  package var radius: Double { max(0, squaredRadius).squareRoot() }

  /// Rounding: a point this much farther out, relative to the squared radius, is still inside.
  private static let slack = 1 + 1e-10

  private func holds(_ px: Double, _ py: Double) -> Bool {
    let dx = px - x
    let dy = py - y
    return dx * dx + dy * dy <= squaredRadius * Self.slack + 1e-12
  }

  /// The circle around the points at `rows`; nil as soon as it is known to exceed `limit`.
  ///
  /// Points are taken in a fixed scattered order, which keeps the expected time linear on tracks.
  package static func around(
    _ xs: [Double], _ ys: [Double], _ rows: [Int], limit: Double = .infinity
  ) -> EnclosingCircle? {
    let count = rows.count
    guard count > 0 else { return EnclosingCircle() }
    let allowed = limit * limit * slack + 1e-12
    let order = scattered(rows)
    var circle = EnclosingCircle(x: xs[order[0]], y: ys[order[0]], squaredRadius: 0)
    for i in 1..<max(1, count) where !circle.holds(xs[order[i]], ys[order[i]]) {
      circle = EnclosingCircle(x: xs[order[i]], y: ys[order[i]], squaredRadius: 0)
      for j in 0..<i where !circle.holds(xs[order[j]], ys[order[j]]) {
        circle = through(xs, ys, order[i], order[j])
        for k in 0..<j where !circle.holds(xs[order[k]], ys[order[k]]) {
          circle = through(xs, ys, order[i], order[j], order[k])
        }
      }
      if circle.squaredRadius > allowed { return nil }
    }
    return circle
  }

  /// The ends first, since they are most often on the circle, then a stride through the rest.
  private static func scattered(_ rows: [Int]) -> [Int] {
    let count = rows.count
    guard count > 3 else { return rows }
    var step = Int(Double(count) * 0.618) | 1
    while greatestDivisor(step, count) != 1 { step += 2 }
    var order = [rows[0], rows[count - 1]]
    order.reserveCapacity(count)
    var place = step % count
    for _ in 1..<count {
      if place != 0 && place != count - 1 { order.append(rows[place]) }
      place = (place + step) % count
    }
    return order
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func through(
    _ xs: [Double], _ ys: [Double], _ a: Int, _ b: Int
  ) -> EnclosingCircle {
    let x = (xs[a] + xs[b]) / 2
    let y = (ys[a] + ys[b]) / 2
    let dx = xs[a] - x
    let dy = ys[a] - y
    return EnclosingCircle(x: x, y: y, squaredRadius: dx * dx + dy * dy)
  }

  private static func through(
    _ xs: [Double], _ ys: [Double], _ a: Int, _ b: Int, _ c: Int
  ) -> EnclosingCircle {
    let bx = xs[b] - xs[a]
    let by = ys[b] - ys[a]
    let cx = xs[c] - xs[a]
    let cy = ys[c] - ys[a]
    let d = 2 * (bx * cy - by * cx)
    guard d != 0 else {
      let pairs = [through(xs, ys, a, b), through(xs, ys, a, c), through(xs, ys, b, c)]
      return pairs.max { $0.squaredRadius < $1.squaredRadius } ?? pairs[0]
    }
    let b2 = bx * bx + by * by
    let c2 = cx * cx + cy * cy
    let ux = (cy * b2 - by * c2) / d
    let uy = (bx * c2 - cx * b2) / d
    return EnclosingCircle(x: xs[a] + ux, y: ys[a] + uy, squaredRadius: ux * ux + uy * uy)
  }
}
