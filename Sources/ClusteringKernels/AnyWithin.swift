/// Whether any of the points `first ..< end` lies within a radius of a point.
///
/// The test is that of ``countWithin(_:_:_:_:ofX:y:squaredRadius:enough:)``; the first hit ends it.
public func anyWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  ofX px: Double, y py: Double, squaredRadius: Double
) -> Bool {
  let px8 = SIMD8(repeating: px), py8 = SIMD8(repeating: py)
  let r8 = SIMD8(repeating: squaredRadius)
  var i = first
  while i &+ 8 <= end {
    let dx = unsafe load8(x, at: i) - px8
    let dy = unsafe load8(y, at: i) - py8
    if anyLane(lanesAtMost(dx * dx + dy * dy, r8)) { return true }
    i &+= 8
  }
  while i < end {  // the last 0…7 points, and what the lanes above must equal
    let dx = unsafe x[i] - px, dy = unsafe y[i] - py
    if dx * dx + dy * dy <= squaredRadius { return true }
    i &+= 1
  }
  return false
}

/// Whether any point of `firstA ..< endA` lies within a radius of any point of `firstB ..< endB`.
///
/// - Complexity: At most (A + 7) · (B + 7) ÷ 8 vectors; give the shorter range as A.
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
