/// The corners of one ring or line as two columns: what GEOS takes and gives whole.
public struct CoordinateColumns: Equatable, Sendable {
  /// Metres east, or degrees east.
  public var x: [Double]
  /// Metres north, or degrees north; as many as ``x``.
  public var y: [Double]

  /// Makes columns of one length.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "columns of one batch have one length")
    self.x = x
    self.y = y
  }

  /// The number of corners, the closing one included.
  public var count: Int { x.count }

  /// Twice the area to the left of the ring: positive when it runs anticlockwise.
  ///
  /// Taken about the first corner, so that large coordinates cancel before they are multiplied.
  public var doubledSignedArea: Double {
    guard count > 2 else { return 0 }
    var sum = 0.0
    for place in 1..<count - 1 {
      sum +=
        (x[place] - x[0]) * (y[place + 1] - y[0]) - (x[place + 1] - x[0]) * (y[place] - y[0])
    }
    return sum
  }

  /// The corners in the other order.
  public func reversed() -> CoordinateColumns {
    CoordinateColumns(x: x.reversed(), y: y.reversed())
  }
}
