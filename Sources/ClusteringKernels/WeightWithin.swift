/// Adds up the weights of the points `first ..< end` within a radius of a point, and stops early once
/// there is enough.
///
/// Whole numbers, so the order of adding changes nothing; the caller has made sure that all weights
/// together fit in 64 bits. All columns are readable at `first ..< end + 7`.
///
/// - Returns: The sum if it is below `enough`, else some number from `enough` up to the sum.
@inline(__always)
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
      unsafe sums &+= lanesWithin(x, y, at: i, px8, py8, r8) & load8(weight, at: i)
      i &+= 8
    }
    let sum = sumOfLanes(sums)
    if sum >= enough { return sum }
  }
  while i &+ 8 <= end {
    unsafe sums &+= lanesWithin(x, y, at: i, px8, py8, r8) & load8(weight, at: i)
    i &+= 8
  }
  if i < end {
    let inside = unsafe lanesWithin(x, y, at: i, px8, py8, r8) & firstLanes(end &- i)
    unsafe sums &+= inside & load8(weight, at: i)
  }
  return sumOfLanes(sums)
}
