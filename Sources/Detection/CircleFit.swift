/// A circle fitted to points: algebraic start (Kåsa 1976, weighted), then geometric least squares by
/// Gauss–Newton with Huber weights, so that a few points of the way in or out do not pull it.
struct CircleFit {
  var x: Double
  var y: Double
  var radius: Double
  /// Root mean square distance of the points from the circle, metres.
  var residual: Double
  /// Covariance of the centre for residuals of unit variance and points that are independent.
  var unitXX: Double
  var unitXY: Double
  var unitYY: Double

  /// Fits a circle; nil when the points lie on a line or there are under three.
  init?(_ xs: [Double], _ ys: [Double], weights: [Double]) {
    guard xs.count >= 3, let start = Self.algebraic(xs, ys, weights) else { return nil }
    (x, y, radius) = start
    residual = 0
    (unitXX, unitXY, unitYY) = (0, 0, 0)
    for _ in 0..<30 where !refine(xs, ys, weights) {}
    guard radius.isFinite, x.isFinite, y.isFinite, radius > 0 else { return nil }
  }

  /// One Gauss–Newton step; whether it moved nothing any more.
  private mutating func refine(_ xs: [Double], _ ys: [Double], _ weights: [Double]) -> Bool {
    var distances: [Double] = []
    distances.reserveCapacity(xs.count)
    for i in xs.indices {
      let dx = xs[i] - x
      let dy = ys[i] - y
      distances.append((dx * dx + dy * dy).squareRoot())
    }
    let scale = max(1e-9, 1.4826 * median(distances.map { abs($0 - radius) }))
    var n = NormalEquations()
    var squares = 0.0
    var weightSum = 0.0
    for i in xs.indices where distances[i] > 0 {
      let r = distances[i] - radius
      let huber = abs(r) <= 2 * scale ? 1 : 2 * scale / abs(r)
      let w = weights[i] * huber
      n.add((xs[i] - x) / distances[i], (ys[i] - y) / distances[i], 1, r, w)
      squares += w * r * r
      weightSum += w
    }
    residual = (squares / max(1e-12, weightSum)).squareRoot()
    guard let (step, inverse) = n.solve() else { return true }
    x += step.0
    y += step.1
    radius += step.2
    // Weights are relative: bring their sum to the number of points.
    let unit = weightSum / Double(xs.count)
    (unitXX, unitXY, unitYY) = (inverse.0 * unit, inverse.1 * unit, inverse.2 * unit)
    return abs(step.0) + abs(step.1) + abs(step.2) < 1e-9 * (1 + radius)
  }

  private static func algebraic(
    _ xs: [Double], _ ys: [Double], _ weights: [Double]
  ) -> (Double, Double, Double)? {
    var sum = (w: 0.0, x: 0.0, y: 0.0)
    for i in xs.indices {
      sum.w += weights[i]
      sum.x += weights[i] * xs[i]
      sum.y += weights[i] * ys[i]
    }
    let mx = sum.x / sum.w
    let my = sum.y / sum.w
    var n = NormalEquations()
    for i in xs.indices {
      let dx = xs[i] - mx
      let dy = ys[i] - my
      n.add(2 * dx, 2 * dy, 1, dx * dx + dy * dy, weights[i])
    }
    guard let (s, _) = n.solve() else { return nil }
    let squared = s.2 + s.0 * s.0 + s.1 * s.1
    return squared > 0 ? (mx + s.0, my + s.1, squared.squareRoot()) : nil
  }
}

/// Weighted least squares in three unknowns.
private struct NormalEquations {
  private var a = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
  private var b = (0.0, 0.0, 0.0)

  mutating func add(_ p: Double, _ q: Double, _ r: Double, _ value: Double, _ w: Double) {
    a.0 += w * p * p
    a.1 += w * p * q
    a.2 += w * p * r
    a.3 += w * q * q
    a.4 += w * q * r
    a.5 += w * r * r
    b.0 += w * p * value
    b.1 += w * q * value
    b.2 += w * r * value
  }

  /// The solution and the upper left 2×2 of the inverse (xx, xy, yy); nil when singular.
  func solve() -> (step: (Double, Double, Double), inverse: (Double, Double, Double))? {
    let c0 = a.3 * a.5 - a.4 * a.4
    let c1 = a.2 * a.4 - a.1 * a.5
    let c2 = a.1 * a.4 - a.2 * a.3
    let det = a.0 * c0 + a.1 * c1 + a.2 * c2
    let size = a.0 * a.3 * a.5
    guard det.isFinite, abs(det) > 1e-12 * abs(size) else { return nil }
    let c3 = a.0 * a.5 - a.2 * a.2
    let c4 = a.1 * a.2 - a.0 * a.4
    let c5 = a.0 * a.3 - a.1 * a.1
    return (
      (
        (c0 * b.0 + c1 * b.1 + c2 * b.2) / det, (c1 * b.0 + c3 * b.1 + c4 * b.2) / det,
        (c2 * b.0 + c4 * b.1 + c5 * b.2) / det
      ), (c0 / det, c1 / det, c3 / det)
    )
  }
}
