/// Marks which points of the cells `first ..< end` have enough weight within the radius.
///
/// As ``markCores(_:_:starts:_:_:windows:squaredRadius:needed:most:core:coreCounts:)``, with sums of
/// weights in place of counts.
///
/// - Parameter weightBefore: The weight of all points before each cell, and of all.
/// - Returns: How many cells are left to the caller.
public func markWeightyCores(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, weights: UnsafePointer<Int64>,
  starts: UnsafePointer<UInt32>, weightBefore: UnsafePointer<Int64>, _ first: Int, _ end: Int,
  windows: UnsafeMutablePointer<UInt32>, squaredRadius: Double, needed: Int64, most: Int,
  core: UnsafeMutablePointer<Bool>, coreCounts: UnsafeMutablePointer<UInt32>
) -> Int {
  var left = 0
  var cell = first
  var ranges = unsafe windows
  while cell < end {
    let own = unsafe Int(starts[cell]), ownEnd = unsafe Int(starts[cell &+ 1])
    var cores = 0
    if unsafe weightBefore[cell &+ 1] &- weightBefore[cell] >= needed {
      cores = ownEnd &- own
    } else {
      var weight: Int64 = 0
      var w = 0
      while w < 10 {
        unsafe weight &+= weightBefore[Int(ranges[w &+ 1])] &- weightBefore[Int(ranges[w])]
        w &+= 2
      }
      if weight >= needed {
        if unsafe turnIntoPoints(ranges, starts) > most {
          cores = Int(UInt32.max)
          left &+= 1
        } else {
          var i = own
          while i < ownEnd {
            let px = unsafe x[i], py = unsafe y[i]
            var sum: Int64 = 0
            w = 0
            while w < 10 && sum < needed {
              unsafe sum &+= weightWithin(
                x, y, weights, Int(ranges[w]), Int(ranges[w &+ 1]), ofX: px, y: py,
                squaredRadius: squaredRadius, enough: needed &- sum)
              w &+= 2
            }
            unsafe core[i] = sum >= needed
            cores &+= sum >= needed ? 1 : 0
            i &+= 1
          }
        }
      }
    }
    unsafe coreCounts[cell] = UInt32(truncatingIfNeeded: cores)
    cell &+= 1
    unsafe ranges += 10
  }
  return left
}
