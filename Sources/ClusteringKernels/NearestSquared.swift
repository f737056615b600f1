/// The square of the distance from a point to the nearest of the points `first ..< end`.
///
/// - Returns: Square metres, or +∞ for an empty range.
public func nearestSquared(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  ofX px: Double, y py: Double
) -> Double {
  let px8 = SIMD8(repeating: px), py8 = SIMD8(repeating: py)
  var least8 = SIMD8(repeating: Double.infinity)
  var i = first
  while i &+ 8 <= end {
    let dx = unsafe load8(x, at: i) - px8
    let dy = unsafe load8(y, at: i) - py8
    let d2 = dx * dx + dy * dy
    least8 = lanes(lanesAtMost(d2, least8), d2, else: least8)
    i &+= 8
  }
  var least = Double.infinity
  var lane = 0
  while lane < 8 {
    if least8[lane] < least { least = least8[lane] }
    lane &+= 1
  }
  while i < end {  // the last 0…7 points, and what the lanes above must equal
    let dx = unsafe x[i] - px, dy = unsafe y[i] - py
    let d2 = dx * dx + dy * dy
    if d2 < least { least = d2 }
    i &+= 1
  }
  return least
}
