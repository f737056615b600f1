/// How noisy the positions of a flight are.
enum PositionNoise {
  /// Standard deviation of one coordinate, metres, from third differences of fixes close in time,
  /// where motion is smooth; 1 to 15 m, nil where there are too few.
  ///
  /// Only what changes from fix to fix shows; the slow wander of a receiver does not.
  /// - Complexity: O(*n*), at most 2,000 differences.
  static func estimate(_ points: [Vector], _ time: [Int64]) -> Double? {
    var squares: [Double] = []
    for row in stride(from: 3, to: points.count, by: max(1, points.count / 2000)) {
      let step = time[row] - time[row - 1]
      if step > 0, step <= 2_000_000, time[row - 1] - time[row - 2] == step,
        time[row - 2] - time[row - 3] == step
      {
        let third =
          points[row] - 3 * points[row - 1] + 3 * points[row - 2] - points[row - 3]
        squares.append(third.squaredLength)
      }
    }
    guard squares.count >= 20 else { return nil }
    // Of 20 σ² times a chi-square of two degrees of freedom, whose median is 2 ln 2.
    return min(15, max(1, (squares.takeMedian() / 20 / 1.386).squareRoot()))
  }
}
