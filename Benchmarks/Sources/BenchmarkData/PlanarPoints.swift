/// Points in the plane, in metres, as two columns.
public struct PlanarPoints: Sendable {
  /// Metres east.
  public var x: [Double] = []
  /// Metres north.
  public var y: [Double] = []

  /// No points, and room for some.
  public init(reserving count: Int = 0) {
    x.reserveCapacity(count)
    y.reserveCapacity(count)
  }

  /// The number of points.
  public var count: Int { x.count }

  /// Appends a point.
  public mutating func append(_ x: Double, _ y: Double) {
    self.x.append(x)
    self.y.append(y)
  }
}

/// The order that points come in.
public enum PointOrder: String, CaseIterable, Sendable {
  /// By chance: the hardest for memory.
  case shuffled
  /// As they were made: along tracks, or from place to place.
  case time
  /// By y, then x.
  case sorted
}

extension PlanarPoints {
  /// The same points in another order; the shuffle is Fisher and Yates's with a seed.
  public consuming func ordered(_ order: PointOrder, seed: UInt64) -> PlanarPoints {
    switch order {
    case .time: return self
    case .shuffled:
      var numbers = SeededNumbers(seed: seed ^ 0x5F17)
      var i = count - 1
      while i > 0 {
        let j = numbers.below(i + 1)
        x.swapAt(i, j)
        y.swapAt(i, j)
        i -= 1
      }
      return self
    case .sorted:
      let (x, y) = (self.x, self.y)
      let rows = x.indices.sorted { (y[$0], x[$0]) < (y[$1], x[$1]) }
      var sorted = PlanarPoints(reserving: rows.count)
      for row in rows { sorted.append(x[row], y[row]) }
      return sorted
    }
  }
}
