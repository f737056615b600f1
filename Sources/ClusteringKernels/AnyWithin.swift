/// Whether any of the points `first ..< end` lies within a radius of a point; the first hit ends it.
///
/// Columns are readable at `first ..< end + 7`.
@inline(__always)
public func anyWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  ofX px: Double, y py: Double, squaredRadius: Double
) -> Bool {
  let px8 = SIMD8(repeating: px), py8 = SIMD8(repeating: py)
  let r8 = SIMD8(repeating: squaredRadius)
  var i = first
  while i &+ 8 <= end {
    if unsafe anyLane(lanesWithin(x, y, at: i, px8, py8, r8)) { return true }
    i &+= 8
  }
  guard i < end else { return false }
  return unsafe anyLane(lanesWithin(x, y, at: i, px8, py8, r8) & firstLanes(end &- i))
}

/// Whether any point of `firstA ..< endA` lies within a radius of any point of `firstB ..< endB`.
///
/// Columns are readable seven values beyond either range.
///
/// - Complexity: At most A · (B + 7) ÷ 8 vectors; give the shorter range as A.
public func anyPairWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ firstA: Int, _ endA: Int,
  _ firstB: Int, _ endB: Int, squaredRadius: Double
) -> Bool {
  var a = firstA
  while a < endA {
    let near = unsafe anyWithin(
      x, y, firstB, endB, ofX: x[a], y: y[a], squaredRadius: squaredRadius)
    if near { return true }
    a &+= 1
  }
  return false
}
