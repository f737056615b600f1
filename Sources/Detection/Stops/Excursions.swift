import Tracks

/// Finds single fixes, or two, that jump away and come back: a fault of the receiver, not a flight.
///
/// The rule knows neither radius nor duration, so that those two stay monotone: two fixes before
/// and two after lie together, and what is between them is away by more than five times their
/// greatest distance from each other (of at least a metre), and back within the longest interval
/// that is no gap. Four fixes of white noise lie together so closely beside a fifth less than once
/// in 10,000.
package struct Excursions {
  let points: [Vector]
  let time: [Int64]
  let maxGap: Int64

  package init(points: [Vector], time: [Int64], maxGap: Int64) {
    self.points = points
    self.time = time
    self.maxGap = maxGap
  }

  private static let factor = 5.0
  private static let least = 1.0

  /// The rows that only jumped away, in order.
  ///
  /// - Complexity: O(*n*).
  package func rows() -> [Int] {
    guard points.count >= 5 else { return [] }
    var found: [Int] = []
    var before = (0, 1)
    var row = 2
    while row < points.count {
      // Most fixes are no farther from the one before than that is from its own.
      let reach = max(Self.least * Self.least, (points[before.1] - points[before.0]).squaredLength)
      guard (points[row] - points[before.1]).squaredLength > Self.factor * Self.factor * reach
      else {
        before = (before.1, row)
        row += 1
        continue
      }
      if let length = (1...2).first(where: { isExcursion(before, row, $0) }) {
        found.append(contentsOf: row..<row + length)
        row += length
        continue
      }
      before = (before.1, row)
      row += 1
    }
    return found
  }

  private func isExcursion(_ before: (Int, Int), _ row: Int, _ length: Int) -> Bool {
    let after = row + length
    guard after + 1 < points.count, time[after] - time[before.1] <= maxGap else { return false }
    let corners = [points[before.0], points[before.1], points[after], points[after + 1]]
    var reach = Self.least
    for (index, corner) in corners.enumerated() {
      for other in corners[(index + 1)...] { reach = max(reach, (corner - other).length) }
    }
    return (row..<after).allSatisfy { away in
      corners.allSatisfy { (points[away] - $0).length > Self.factor * reach }
    }
  }
}
