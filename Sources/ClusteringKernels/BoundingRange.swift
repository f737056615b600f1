/// The least and the greatest of the values `first ..< end` of a column.
///
/// - Precondition: The range is not empty and holds no NaN.
public func boundingRange(
  _ column: UnsafePointer<Double>, _ first: Int, _ end: Int
) -> (least: Double, greatest: Double) {
  var least = unsafe column[first], greatest = unsafe column[first]
  var i = first
  if first &+ 8 <= end {
    var least8 = unsafe load8(column, at: first), greatest8 = least8
    while i &+ 8 <= end {
      let v = unsafe load8(column, at: i)
      least8.replace(with: v, where: v .< least8)
      greatest8.replace(with: v, where: v .> greatest8)
      i &+= 8
    }
    var lane = 0
    while lane < 8 {
      if least8[lane] < least { least = least8[lane] }
      if greatest8[lane] > greatest { greatest = greatest8[lane] }
      lane &+= 1
    }
  }
  while i < end {  // the last 0…7 values, and what the lanes above must equal
    let v = unsafe column[i]
    if v < least { least = v }
    if v > greatest { greatest = v }
    i &+= 1
  }
  return (least, greatest)
}
