/// The numbers of the cells of the points `first ..< end` on a grid of equal cells, row by row.
///
/// - Parameters:
///   - startX: Where the first column begins, metres; no point lies before it.
///   - startY: Where the first row begins.
///   - columnsPerMetre: One over the width of a column; rows likewise.
///   - width: The number of columns, a whole number.
///   - numbers: Room for one value a point.
/// - Precondition: Fewer than 2³¹ columns and rows and 2⁵² cells, so that all below is exact but the two
///   products by which a point is placed, which are those of one point by itself.
public func cellNumbers(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  startX: Double, startY: Double, columnsPerMetre: Double, rowsPerMetre: Double, width: Double,
  into numbers: UnsafeMutablePointer<UInt64>
) {
  let startX8 = SIMD8(repeating: startX), startY8 = SIMD8(repeating: startY)
  let columns8 = SIMD8(repeating: columnsPerMetre), rows8 = SIMD8(repeating: rowsPerMetre)
  let width8 = SIMD8(repeating: width)
  var i = first
  var to = UnsafeMutableRawPointer(numbers)
  while i &+ 8 <= end {
    let column = wholePart((unsafe load8(x, at: i) - startX8) * columns8)
    let row = wholePart((unsafe load8(y, at: i) - startY8) * rows8)
    unsafe to.storeBytes(of: wholeNumbers(row * width8 + column), as: SIMD8<Int64>.self)
    unsafe to += 64
    i &+= 8
  }
  while i < end {  // the last 0…7 points, and what the lanes above must equal
    let column = unsafe UInt64((x[i] - startX) * columnsPerMetre)
    let row = unsafe UInt64((y[i] - startY) * rowsPerMetre)
    unsafe numbers[i &- first] = row &* UInt64(width) &+ column
    i &+= 1
  }
}

/// The whole parts of values from 0 to 2⁵¹.
///
/// Between 2⁵² and 2⁵³ doubles are whole, so adding 2⁵² rounds to a whole number, and where that is
/// more than the value it is one too many. So without conversions, which older sets of instructions
/// lack and Swift makes lane by lane.
@inline(__always)
private func wholePart(_ v: SIMD8<Double>) -> SIMD8<Double> {
  let large = SIMD8(repeating: 0x1p52)
  let near = (v + large) - large
  // The bits of 2⁵² + 1, less one where `near` is not too large.
  let bits = lanesAtMost(near, v) &+ SIMD8(repeating: 0x4330_0000_0000_0001)
  // SAFETY: 64 bits a lane on either side.
  return unsafe near - (unsafeBitCast(bits, to: SIMD8<Double>.self) - large)
}

/// Whole doubles from 0 to 2⁵² as integers.
@inline(__always)
private func wholeNumbers(_ v: SIMD8<Double>) -> SIMD8<Int64> {
  // SAFETY: 64 bits a lane on either side.
  let bits = unsafe unsafeBitCast(v + SIMD8(repeating: 0x1p52), to: SIMD8<Int64>.self)
  return bits &- SIMD8(repeating: 0x4330_0000_0000_0000)
}
