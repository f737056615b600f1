/// Eight values of a column as one vector.
///
/// Every kernel is written against these few words and against nothing of the standard library that
/// is generic, so that the same files can be compiled once more for a wider instruction set without
/// a wide copy of shared code leaking into the rest of the program.
///
/// - Precondition: `column` holds values at `i` to `i + 7`; any alignment.
@inline(__always)
func load8(_ column: UnsafePointer<Double>, at i: Int) -> SIMD8<Double> {
  // SAFETY: the callers' ranges end at least eight values before the end of the column's memory.
  unsafe UnsafeRawPointer(column + i).loadUnaligned(as: SIMD8<Double>.self)
}

/// Four values of a column as one vector.
///
/// - Precondition: `column` holds values at `i` to `i + 3`; any alignment.
@inline(__always)
func load4(_ column: UnsafePointer<Double>, at i: Int) -> SIMD4<Double> {
  // SAFETY: as above.
  unsafe UnsafeRawPointer(column + i).loadUnaligned(as: SIMD4<Double>.self)
}

/// Eight values of an integer column as one vector.
///
/// - Precondition: `column` holds values at `i` to `i + 7`; any alignment.
@inline(__always)
func load8(_ column: UnsafePointer<Int64>, at i: Int) -> SIMD8<Int64> {
  // SAFETY: as above.
  unsafe UnsafeRawPointer(column + i).loadUnaligned(as: SIMD8<Int64>.self)
}

/// −1 in the lanes where `a` is at most `b`, 0 elsewhere.
@inline(__always)
func lanesAtMost(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Int64> {
  // SAFETY: a mask of 64-bit lanes is stored as exactly such integers.
  unsafe unsafeBitCast(a .<= b, to: SIMD8<Int64>.self)
}

/// The least of four values, none of them NaN.
@inline(__always)
func leastOf(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  var least = b < a ? b : a
  if c < least { least = c }
  if d < least { least = d }
  return least
}

/// −1 in the first `count` lanes, 0 in the others.
///
/// Compared as floating point, which every instruction set can: 64-bit integers came later. And with
/// `.<=`, for Swift 6.3 turns `.<` of eight lanes into a loop over them, at half the speed of all.
@inline(__always)
func firstLanes(_ count: Int) -> SIMD8<Int64> {
  let numbers = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)
  return lanesAtMost(numbers, SIMD8(repeating: Double(count &- 1)))
}

/// The sum of the lanes, wrapping.
@inline(__always)
func sumOfLanes(_ v: SIMD8<Int64>) -> Int64 {
  let four = v.lowHalf &+ v.highHalf
  let two = four.lowHalf &+ four.highHalf
  return two.x &+ two.y
}

/// Whether any lane is not 0.
@inline(__always)
func anyLane(_ v: SIMD8<Int64>) -> Bool {
  let four = v.lowHalf | v.highHalf
  let two = four.lowHalf | four.highHalf
  return two.x | two.y != 0
}

/// −1 in the lanes whose point lies within a radius of a point, 0 elsewhere.
///
/// The ball is closed and the test is exactly dx·dx + dy·dy ≤ r², each operation rounded once and
/// none fused: what scikit-learn's k-d tree computes in its leaves.
@inline(__always)
func lanesWithin(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, at i: Int, _ px: SIMD8<Double>,
  _ py: SIMD8<Double>, _ squaredRadius: SIMD8<Double>
) -> SIMD8<Int64> {
  let dx = unsafe load8(x, at: i) - px
  let dy = unsafe load8(y, at: i) - py
  return lanesAtMost(dx * dx + dy * dy, squaredRadius)
}
