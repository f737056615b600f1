/// Finds the least and the greatest of the values `first ..< end` of a column, and whether any is
/// not a finite number.
///
/// - Parameter bounds: Room for three values: the least, the greatest, and 0 when all values are
///   finite or NaN when one is not; then the first two mean nothing.
/// - Precondition: The range is not empty.
public func boundingRange(
  _ column: UnsafePointer<Double>, _ first: Int, _ end: Int,
  into bounds: UnsafeMutablePointer<Double>
) {
  var least = unsafe column[first], greatest = least
  var trace = 0.0
  var i = first
  if first &+ 8 <= end {
    var least8 = unsafe load8(column, at: first), greatest8 = least8
    var trace8 = SIMD8<Double>.zero
    while i &+ 8 <= end {
      let v = unsafe load8(column, at: i)
      least8 = lanes(lanesAtMost(v, least8), v, else: least8)
      greatest8 = lanes(lanesAtMost(greatest8, v), v, else: greatest8)
      trace8 += v - v  // 0 for every finite v and NaN for all others; NaN survives the sum
      i &+= 8
    }
    var lane = 0
    while lane < 8 {
      if least8[lane] < least { least = least8[lane] }
      if greatest8[lane] > greatest { greatest = greatest8[lane] }
      trace += trace8[lane]
      lane &+= 1
    }
  }
  while i < end {  // the last 0…7 values, and what the lanes above must equal
    let v = unsafe column[i]
    if v < least { least = v }
    if v > greatest { greatest = v }
    trace += v - v
    i &+= 1
  }
  unsafe bounds[0] = least
  unsafe bounds[1] = greatest
  unsafe bounds[2] = trace
}
