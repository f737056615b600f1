/// The points in the order of their cells: what every later phase works on.
///
/// Points may change places within their cell (trees and the partition by core flag do so); all
/// columns move together through ``swapAt(_:_:)``.
struct SortedPoints: ~Copyable {
  /// The number of points.
  let count: Int
  /// Metres east.
  let x: Slab<Double>
  /// Metres north.
  let y: Slab<Double>
  /// Milliseconds; no values when points count as 1 each.
  private(set) var weight: Slab<Int64>
  /// The row in the input.
  let origin: Slab<UInt32>
  /// Whether it is a core point; not written before the marking.
  let core: Slab<Bool>

  /// Whether weights count.
  var isWeighted: Bool { weight.count > 0 }

  /// Sorts points by their cells; fewer than 2³¹ of them.
  init(_ x: [Double], _ y: [Double], _ weights: [Int64]?, in grid: Grid, keyBits: Int) {
    precondition(x.count <= Int32.max, "labels number points with 31 bits")
    count = x.count
    self.x = Slab(count: count)
    self.y = Slab(count: count)
    origin = Slab(count: count)
    weight = Slab(count: weights == nil ? 0 : count)
    core = Slab(count: count)
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        guard let x0 = x.baseAddress, let y0 = y.baseAddress else { return }
        unsafe gather(x0, y0, in: grid, keyBits)
      }
    }
    guard let weights else { return }
    unsafe weights.withUnsafeBufferPointer { from in
      let to = unsafe weight.base, rows = unsafe origin.base
      // SAFETY: `gather` has written a row below `count` to every place.
      for i in 0..<count { unsafe to[i] = from[Int(rows[i])] }
    }
  }

  private func gather(
    _ fromX: UnsafePointer<Double>, _ fromY: UnsafePointer<Double>, in grid: Grid,
    _ keyBits: Int
  ) {
    let order = unsafe CellOrder(fromX, fromY, count: count, in: grid, keyBits: keyBits)
    let indexMask = order.indexMask
    let keys = unsafe order.keys.base
    let toX = unsafe x.base, toY = unsafe y.base, rows = unsafe origin.base
    for i in 0..<count {
      // SAFETY: the keys hold each row of the input once.
      let row = unsafe Int(keys[i] & indexMask)
      unsafe rows[i] = UInt32(truncatingIfNeeded: row)
      unsafe toX[i] = fromX[row]
      unsafe toY[i] = fromY[row]
    }
  }

  /// Gives back the room of the weights, which nothing asks for once the core points are marked.
  mutating func forgetWeights() { weight = Slab(count: 0) }

  /// Exchanges two points, every column of them.
  @inline(__always)
  func swapAt(_ i: Int, _ j: Int) {
    precondition(i >= 0 && j >= 0 && i < count && j < count, "indices of points")
    // SAFETY: each column has `count` values, the weights where there are any.
    unsafe swap(x.base, i, j)
    unsafe swap(y.base, i, j)
    unsafe swap(origin.base, i, j)
    unsafe swap(core.base, i, j)
    if isWeighted { unsafe swap(weight.base, i, j) }
  }

  @inline(__always)
  private func swap<T>(_ column: UnsafeMutablePointer<T>, _ i: Int, _ j: Int) {
    let kept = unsafe column[i]
    unsafe column[i] = column[j]
    unsafe column[j] = kept
  }
}
