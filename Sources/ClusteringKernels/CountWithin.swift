/// Counts the points `first ..< end` within a radius of a point, and stops early once there are enough.
///
/// - Parameters:
///   - x: Metres east; readable at `first ..< end + 7`.
///   - y: Metres north; likewise.
///   - px: The centre of the ball, metres east.
///   - py: The centre of the ball, metres north.
///   - squaredRadius: r², rounded once; see ``lanesWithin(_:_:at:_:_:_:)`` for the test.
///   - enough: The count at which the caller's question is answered.
/// - Returns: The count if it is below `enough`, else some number from `enough` up to the count.
@inline(__always)
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
      unsafe counts &-= lanesWithin(x, y, at: i, px8, py8, r8)
      i &+= 8
    }
    let count = Int(sumOfLanes(counts))
    if count >= enough { return count }
  }
  while i &+ 8 <= end {
    unsafe counts &-= lanesWithin(x, y, at: i, px8, py8, r8)
    i &+= 8
  }
  if i < end {
    unsafe counts &-= lanesWithin(x, y, at: i, px8, py8, r8) & firstLanes(end &- i)
  }
  return Int(sumOfLanes(counts))
}
