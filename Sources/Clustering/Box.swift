internal import ClusteringKernels

/// An axis-parallel rectangle around points, and bounds on their distances that hold as computed.
///
/// Subtraction, squaring and addition in floating point never turn an order round, so the squares
/// here bound the squares computed for any two points inside: a pair of boxes with
/// `nearestSquared` above r² holds no pair of neighbours, one with `farthestSquared` at most r² holds
/// nothing else, without any margin for rounding.
struct Box {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  /// The rectangle of one point.
  init(x: Double, y: Double) {
    (minX, minY, maxX, maxY) = (x, y, x, y)
  }

  /// The smallest rectangle around points; at least one.
  init(enclosing x: [Double], _ y: [Double]) {
    self = unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        guard let x0 = x.baseAddress, let y0 = y.baseAddress else {
          preconditionFailure("a box is around at least one point")
        }
        return unsafe Box(x0, y0, 0, x.count)
      }
    }
  }

  /// The smallest rectangle around the points `first ..< end`; at least one.
  init(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int) {
    (minX, maxX) = unsafe boundingRange(x, first, end)
    (minY, maxY) = unsafe boundingRange(y, first, end)
  }

  /// Whether it holds one place only.
  var isPoint: Bool { minX == maxX && minY == maxY }

  /// At most the computed squared distance of any point here from any point there.
  @inline(__always)
  func nearestSquared(to other: Box) -> Double {
    let dx = max(0, max(other.minX - maxX, minX - other.maxX))
    let dy = max(0, max(other.minY - maxY, minY - other.maxY))
    return dx * dx + dy * dy
  }

  /// At least the computed squared distance of any point here from any point there.
  @inline(__always)
  func farthestSquared(to other: Box) -> Double {
    let dx = max(other.maxX - minX, maxX - other.minX)
    let dy = max(other.maxY - minY, maxY - other.minY)
    return dx * dx + dy * dy
  }
}
