/// Marks which points of the cells `first ..< end` have enough points within the radius.
///
/// Three ways, cheapest first: a cell that holds enough by itself is all core, for its points are
/// neighbours of each other; a cell whose whole stencil holds less is not core at all; only the points
/// of the others are compared with those of the stencil, row by row of it, until there are enough.
///
/// - Parameters:
///   - starts: The first point of each cell, and one value to close the last.
///   - windows: Ten values a cell, as ``findWindows(_:rowWords:row:columns:_:_:into:)`` gives them;
///     spoilt on return.
///   - needed: The count that makes a core point.
///   - most: Stencils of more points than this are left to the caller.
///   - core: One flag a point; written for cells whose points were compared.
///   - coreCounts: The number of core points of each cell, `UInt32.max` for one left to the caller.
/// - Returns: How many cells are left to the caller.
public func markCores(
  _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, starts: UnsafePointer<UInt32>,
  _ first: Int, _ end: Int, windows: UnsafeMutablePointer<UInt32>, squaredRadius: Double,
  needed: Int, most: Int, core: UnsafeMutablePointer<Bool>,
  coreCounts: UnsafeMutablePointer<UInt32>
) -> Int {
  var left = 0
  var cell = first
  var ranges = unsafe windows
  while cell < end {
    let own = unsafe Int(starts[cell]), ownEnd = unsafe Int(starts[cell &+ 1])
    var cores = 0
    if ownEnd &- own >= needed {
      cores = ownEnd &- own
    } else {
      let population = unsafe turnIntoPoints(ranges, starts)
      if population > most && population >= needed {
        cores = Int(UInt32.max)
        left &+= 1
      } else if population >= needed {
        var i = own
        while i < ownEnd {
          let px = unsafe x[i], py = unsafe y[i]
          var count = 0
          var w = 0
          while w < 10 && count < needed {
            unsafe count &+= countWithin(
              x, y, Int(ranges[w]), Int(ranges[w &+ 1]), ofX: px, y: py,
              squaredRadius: squaredRadius, enough: needed &- count)
            w &+= 2
          }
          unsafe core[i] = count >= needed
          cores &+= count >= needed ? 1 : 0
          i &+= 1
        }
      }
    }
    unsafe coreCounts[cell] = UInt32(truncatingIfNeeded: cores)
    cell &+= 1
    unsafe ranges += 10
  }
  return left
}

/// Turns five windows of cells into windows of points; gives the number of all points in them.
@inline(__always)
func turnIntoPoints(
  _ windows: UnsafeMutablePointer<UInt32>, _ starts: UnsafePointer<UInt32>
) -> Int {
  var population = 0
  var w = 0
  while w < 10 {
    let first = unsafe starts[Int(windows[w])], end = unsafe starts[Int(windows[w &+ 1])]
    unsafe windows[w] = first
    unsafe windows[w &+ 1] = end
    population &+= Int(end &- first)
    w &+= 2
  }
  return population
}
