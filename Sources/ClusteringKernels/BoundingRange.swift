/// Finds the least and the greatest of the values `first ..< end` of a column, and whether any is
/// not a finite number.
///
/// Four of each run beside each other, so that none waits for the one before. Written as vectors of eight
/// it was eight times slower: Swift 6.3 takes what chooses between lanes apart, lane by lane.
///
/// - Parameter bounds: Room for three values: the least, the greatest, and 0 when all values are
///   finite or NaN when one is not; then the first two mean nothing.
/// - Precondition: The range is not empty.
public func boundingRange(
  _ column: UnsafePointer<Double>, _ first: Int, _ end: Int,
  into bounds: UnsafeMutablePointer<Double>
) {
  let start = unsafe column[first]
  var (a0, a1, a2, a3) = (start, start, start, start)
  var (b0, b1, b2, b3) = (start, start, start, start)
  var trace4 = SIMD4<Double>.zero
  var i = first
  while i &+ 4 <= end {
    let v = unsafe load4(column, at: i)
    trace4 += v - v  // 0 for every finite v and NaN for all others; NaN survives the sum
    let (v0, v1, v2, v3) = unsafe (column[i], column[i &+ 1], column[i &+ 2], column[i &+ 3])
    a0 = v0 < a0 ? v0 : a0
    a1 = v1 < a1 ? v1 : a1
    a2 = v2 < a2 ? v2 : a2
    a3 = v3 < a3 ? v3 : a3
    b0 = v0 > b0 ? v0 : b0
    b1 = v1 > b1 ? v1 : b1
    b2 = v2 > b2 ? v2 : b2
    b3 = v3 > b3 ? v3 : b3
    i &+= 4
  }
  var least = leastOf(a0, a1, a2, a3)
  var greatest = -leastOf(-b0, -b1, -b2, -b3)
  var trace = trace4.x + trace4.y + trace4.z + trace4.w
  while i < end {  // the last 0…3 values
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
