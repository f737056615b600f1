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

  /// The rectangle between two corners.
  init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
  }

  /// The smallest rectangle around the points `first ..< end`, at least one; NaN anywhere when one of
  /// them has no place.
  init(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ first: Int, _ end: Int,
    _ kernels: KernelSet
  ) {
    var bounds = InlineArray<3, Double>(repeating: 0)
    (minX, maxX) = unsafe Self.range(x, first, end, kernels, &bounds)
    let isPlaced = bounds[2] == 0
    (minY, maxY) = unsafe Self.range(y, first, end, kernels, &bounds)
    if !isPlaced || bounds[2] != 0 { minX = .nan }
  }

  private static func range(
    _ column: UnsafePointer<Double>, _ first: Int, _ end: Int, _ kernels: KernelSet,
    _ bounds: inout InlineArray<3, Double>
  ) -> (Double, Double) {
    var span = bounds.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { room in
      guard let room = room.baseAddress else { return }
      unsafe kernels.boundingRange(column, first, end, room)
    }
    return (bounds[0], bounds[1])
  }

  /// The smallest rectangle around two.
  func joined(with other: Box) -> Box {
    guard minX.isFinite && other.minX.isFinite else {
      return Box(minX: .nan, minY: .nan, maxX: .nan, maxY: .nan)
    }
    return Box(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
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
