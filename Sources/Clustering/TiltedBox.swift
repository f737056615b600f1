/// A rectangle around points that is turned the way they lie.
///
/// Of points along a slanting or bent line an axis-parallel box knows little: two such lines just over
/// a radius apart would have to be compared nearly point by point. Turned boxes are as thin as the line
/// is straight and tell it at once (Gottschalk, Lin, Manocha: SIGGRAPH 1996). Their bounds are rounded,
/// so they only ever settle that points are clearly out of reach; who is left is compared exactly.
struct TiltedBox {
  /// Where distances are measured from: one of the points.
  private let originX: Double
  private let originY: Double
  /// The unit vector along the points; the other axis is a quarter turn to the left of it.
  private let alongX: Double
  private let alongY: Double
  /// The extent along it.
  private var along: ClosedRange<Double>
  /// The extent across it.
  private var across: ClosedRange<Double>

  /// Encloses the points `first ..< end`; at least one.
  init(_ points: borrowing SortedPoints, _ first: Int, _ end: Int) {
    (originX, originY) = (points.x[first], points.y[first])
    var (sumX, sumY, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for i in first..<end {
      let dx = points.x[i] - originX, dy = points.y[i] - originY
      sumX += dx
      sumY += dy
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    // The principal axis is at half the angle of (variance x − variance y, 2 · covariance).
    let n = Double(end - first)
    let difference = (xx - yy) - (sumX * sumX - sumY * sumY) / n
    let covariance = 2 * (xy - sumX * sumY / n)
    let length = (difference * difference + covariance * covariance).squareRoot()
    // An axis is only ever a good guess: where the sums overflow, any other will do.
    let cosine = length > 0 && length.isFinite ? difference / length : 1
    alongX = max(0, (1 + cosine) / 2).squareRoot()
    alongY = (covariance < 0 ? -1 : 1) * max(0, (1 - cosine) / 2).squareRoot()
    (along, across) = (0...0, 0...0)
    for i in first..<end {
      let dx = points.x[i] - originX, dy = points.y[i] - originY
      along = along.widened(to: dx * alongX + dy * alongY)
      across = across.widened(to: dy * alongX - dx * alongY)
    }
  }

  /// A lower bound on the squared distance of any two points, one in each box, before rounding.
  func nearestSquared(to other: TiltedBox) -> Double {
    max(gapSquared(to: other), other.gapSquared(to: self))
  }

  /// The squared distance to the rectangle, turned as this one, that encloses another.
  private func gapSquared(to other: TiltedBox) -> Double {
    let dx = other.originX - originX, dy = other.originY - originY
    let cosine = other.alongX * alongX + other.alongY * alongY
    let sine = other.alongY * alongX - other.alongX * alongY
    let u = gap(
      along, dx * alongX + dy * alongY, other.along.scaled(by: cosine),
      other.across.scaled(by: -sine))
    let v = gap(
      across, dy * alongX - dx * alongY, other.along.scaled(by: sine),
      other.across.scaled(by: cosine))
    return u * u + v * v
  }

  /// The gap between a range and the sum of a place and two ranges.
  private func gap(
    _ range: ClosedRange<Double>, _ place: Double, _ a: ClosedRange<Double>,
    _ b: ClosedRange<Double>
  ) -> Double {
    let low = place + a.lowerBound + b.lowerBound
    let high = place + a.upperBound + b.upperBound
    return max(0, max(low - range.upperBound, range.lowerBound - high))
  }
}

extension ClosedRange<Double> {
  fileprivate func widened(to value: Double) -> ClosedRange<Double> {
    Swift.min(lowerBound, value)...Swift.max(upperBound, value)
  }

  fileprivate func scaled(by factor: Double) -> ClosedRange<Double> {
    factor >= 0
      ? lowerBound * factor...upperBound * factor : upperBound * factor...lowerBound * factor
  }
}
