/// The square of the distance from a point to the nearest of the points `first ..< end`.
///
/// Four nearest so far run beside each other, as in ``boundingRange(_:_:_:into:)``.
///
/// - Returns: Square metres, or +∞ for an empty range.
public func nearestSquared(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  ofX px: Double, y py: Double
) -> Double {
  let none = Double.infinity
  var (a0, a1, a2, a3) = (none, none, none, none)
  var i = first
  while i &+ 4 <= end {
    let x0 = unsafe x[i] - px, x1 = unsafe x[i &+ 1] - px
    let x2 = unsafe x[i &+ 2] - px, x3 = unsafe x[i &+ 3] - px
    let y0 = unsafe y[i] - py, y1 = unsafe y[i &+ 1] - py
    let y2 = unsafe y[i &+ 2] - py, y3 = unsafe y[i &+ 3] - py
    let d0 = x0 * x0 + y0 * y0, d1 = x1 * x1 + y1 * y1
    let d2 = x2 * x2 + y2 * y2, d3 = x3 * x3 + y3 * y3
    a0 = d0 < a0 ? d0 : a0
    a1 = d1 < a1 ? d1 : a1
    a2 = d2 < a2 ? d2 : a2
    a3 = d3 < a3 ? d3 : a3
    i &+= 4
  }
  var least = leastOf(a0, a1, a2, a3)
  while i < end {  // the last 0…3 points
    let dx = unsafe x[i] - px, dy = unsafe y[i] - py
    let d2 = dx * dx + dy * dy
    if d2 < least { least = d2 }
    i &+= 1
  }
  return least
}
