/// Adds up the weights of the points `first ..< end` within a radius of a point, and stops early once
/// there is enough.
///
/// Whole numbers, so the order of adding changes nothing; the caller has made sure that all weights
/// together fit in 64 bits. The test is that of ``countWithin(_:_:_:_:ofX:y:squaredRadius:enough:)``.
///
/// - Returns: The sum if it is below `enough`, else some number from `enough` up to the sum.
public func weightWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ weight: UnsafePointer<Int64>,
  _ first: Int, _ end: Int, ofX px: Double, y py: Double, squaredRadius: Double, enough: Int64
) -> Int64 {
  let px8 = SIMD8(repeating: px), py8 = SIMD8(repeating: py)
  let r8 = SIMD8(repeating: squaredRadius)
  var sums = SIMD8<Int64>.zero
  var i = first
  while i &+ 32 <= end {
    let stop = i &+ 32
    while i < stop {
      let dx = unsafe load8(x, at: i) - px8
      let dy = unsafe load8(y, at: i) - py8
      sums &+= unsafe lanesAtMost(dx * dx + dy * dy, r8) & load8(weight, at: i)
      i &+= 8
    }
    let sum = sumOfLanes(sums)
    if sum >= enough { return sum }
  }
  while i &+ 8 <= end {
    let dx = unsafe load8(x, at: i) - px8
    let dy = unsafe load8(y, at: i) - py8
    sums &+= unsafe lanesAtMost(dx * dx + dy * dy, r8) & load8(weight, at: i)
    i &+= 8
  }
  var sum = sumOfLanes(sums)
  while i < end {  // the last 0…7 points, and what the lanes above must equal
    let dx = unsafe x[i] - px, dy = unsafe y[i] - py
    if dx * dx + dy * dy <= squaredRadius { unsafe sum &+= weight[i] }
    i &+= 1
  }
  return sum
}
