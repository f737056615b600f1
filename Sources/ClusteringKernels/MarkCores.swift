/// Marks which of the points `first ..< end` (one cell) have enough points within the radius.
///
/// One call a cell, so that whatever chooses an instruction set is paid for once a cell.
///
/// - Parameters:
///   - windows: Pairs of first and end of the ranges that hold every neighbour of the cell's points,
///     themselves included; the ranges most likely to hold many come first.
///   - windowCount: The number of pairs.
///   - needed: The count that makes a core point.
///   - core: One flag a point; written at `first ..< end`.
public func markCores(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
  windows: UnsafePointer<Int>, windowCount: Int, squaredRadius: Double, needed: Int,
  into core: UnsafeMutablePointer<Bool>
) {
  var i = first
  while i < end {
    let px = unsafe x[i], py = unsafe y[i]
    var count = 0
    var w = 0
    while w < windowCount && count < needed {
      unsafe count &+= countWithin(
        x, y, windows[2 &* w], windows[2 &* w &+ 1], ofX: px, y: py, squaredRadius: squaredRadius,
        enough: needed &- count)
      w &+= 1
    }
    unsafe core[i] = count >= needed
    i &+= 1
  }
}

/// Marks which of the points `first ..< end` (one cell) have enough weight within the radius.
///
/// As ``markCores(_:_:_:_:windows:windowCount:squaredRadius:needed:into:)``, with sums of weights in
/// place of counts.
public func markCores(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, weights: UnsafePointer<Int64>,
  _ first: Int, _ end: Int, windows: UnsafePointer<Int>, windowCount: Int, squaredRadius: Double,
  needed: Int64, into core: UnsafeMutablePointer<Bool>
) {
  var i = first
  while i < end {
    let px = unsafe x[i], py = unsafe y[i]
    var sum: Int64 = 0
    var w = 0
    while w < windowCount && sum < needed {
      unsafe sum &+= weightWithin(
        x, y, weights, windows[2 &* w], windows[2 &* w &+ 1], ofX: px, y: py,
        squaredRadius: squaredRadius, enough: needed &- sum)
      w &+= 1
    }
    unsafe core[i] = sum >= needed
    i &+= 1
  }
}
