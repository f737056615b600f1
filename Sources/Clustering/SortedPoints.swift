/// The points in the order of their cells: what every later phase works on.
///
/// Points may change places within their cell (trees and the partition by core flag do so); all
/// columns move together through ``swapAt(_:_:)``. Each column of coordinates and weights has eight
/// readable values more than points, so that kernels may load whole vectors at the end of a range.
struct SortedPoints: ~Copyable {
  /// Values beyond the last point that may be read and mean nothing.
  static let margin = 8

  /// The number of points.
  let count: Int
  /// Metres east.
  let x: Slab<Double>
  /// Metres north.
  let y: Slab<Double>
  /// Milliseconds; no values when points count as 1 each.
  let weight: Slab<Int64>
  /// Where each point was dealt to: its place in ``rows``.
  let place: Slab<UInt32>
  /// The row in the input of the point that was dealt to a place, in order within each bucket.
  let rows: Slab<UInt32>
  /// Whether it is a core point; written in the marking, for points of cells that hold both kinds.
  let core: Slab<Bool>
  /// What compares them.
  let kernels: KernelSet

  /// Whether weights count.
  var isWeighted: Bool { weight.count > 0 }

  /// Room for points that are still to be written; fewer than 2³¹ of them.
  init(roomFor count: Int, weighted: Bool, in arena: Arena, _ kernels: KernelSet) {
    precondition(count <= Int32.max, "labels number points with 31 bits")
    self.count = count
    self.kernels = kernels
    x = Slab(count: count + Self.margin, in: arena)
    y = Slab(count: count + Self.margin, in: arena)
    place = Slab(count: count, in: arena)
    rows = Slab(count: count, in: arena)
    weight = Slab(count: weighted ? count + Self.margin : 0, in: arena)
    core = Slab(count: count)
    for i in count..<count + Self.margin {
      x[i] = 0
      y[i] = 0
      if weighted { weight[i] = 0 }
    }
  }

  /// The bytes the columns of so many points take in an arena.
  static func bytes(_ count: Int, weighted: Bool) -> Int {
    let column = Arena.bytes(count + margin, of: Double.self)
    return (weighted ? 3 : 2) * column + 2 * Arena.bytes(count, of: UInt32.self)
  }

  /// The row of a point in the input.
  @inline(__always)
  func row(of i: Int) -> UInt32 { rows[Int(place[i])] }

  /// Exchanges two points, every column of them.
  @inline(__always)
  func swapAt(_ i: Int, _ j: Int) {
    precondition(i >= 0 && j >= 0 && i < count && j < count, "indices of points")
    // SAFETY: each column has `count` values, the weights where there are any.
    unsafe swap(x.base, i, j)
    unsafe swap(y.base, i, j)
    unsafe swap(place.base, i, j)
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
