/// Counts the points `first ..< end` within a radius of a point, and stops early once there are enough.
///
/// The ball is closed and the test is exactly dx·dx + dy·dy ≤ r², each operation rounded once and
/// none fused: what scikit-learn's k-d tree computes in its leaves.
///
/// - Parameters:
///   - x: Metres east; readable at `first ..< end`.
///   - y: Metres north; likewise.
///   - px: The centre of the ball, metres east.
///   - py: The centre of the ball, metres north.
///   - squaredRadius: r², rounded once.
///   - enough: The count at which the caller's question is answered.
/// - Returns: The count if it is below `enough`, else some number from `enough` up to the count.
public func countWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  ofX px: Double, y py: Double, squaredRadius: Double, enough: Int
) -> Int {
  let px8 = SIMD8(repeating: px), py8 = SIMD8(repeating: py)
  let r8 = SIMD8(repeating: squaredRadius)
  var counts = SIMD8<Int64>.zero
  var i = first
  while i &+ 32 <= end {
    let stop = i &+ 32
    while i < stop {
      let dx = unsafe load8(x, at: i) - px8
      let dy = unsafe load8(y, at: i) - py8
      counts &-= lanesAtMost(dx * dx + dy * dy, r8)
      i &+= 8
    }
    let count = Int(sumOfLanes(counts))
    if count >= enough { return count }
  }
  while i &+ 8 <= end {
    let dx = unsafe load8(x, at: i) - px8
    let dy = unsafe load8(y, at: i) - py8
    counts &-= lanesAtMost(dx * dx + dy * dy, r8)
    i &+= 8
  }
  var count = Int(sumOfLanes(counts))
  while i < end {  // the last 0…7 points, and what the lanes above must equal
    let dx = unsafe x[i] - px, dy = unsafe y[i] - py
    if dx * dx + dy * dy <= squaredRadius { count &+= 1 }
    i &+= 1
  }
  return count
}
