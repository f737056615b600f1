/// How noisy the positions of a flight are.
enum PositionNoise {
  /// Standard deviation of one coordinate, metres, from how far fixes lie from the line between their
  /// neighbours; 2 to 15 m, at sparse sampling at most 5, where there are too few fixes 5.
  ///
  /// Of fixes close in time the median is taken, since motion over 2 s is nearly straight; of others the
  /// lowest fifth, where the vehicle flew straight.
  static func estimate(_ track: FlightTrack) -> Double {
    var close: [Double] = []
    var sparse: [Double] = []
    for row in 1..<max(1, track.count - 1) where close.count < 20_000 {
      let before = track.time[row] - track.time[row - 1]
      let after = track.time[row + 1] - track.time[row]
      guard before > 0, after > 0, max(before, after) <= 60_000_000 else { continue }
      let share = Double(before) / Double(before + after)
      let dx = track.x[row] - track.x[row - 1] * (1 - share) - track.x[row + 1] * share
      let dy = track.y[row] - track.y[row - 1] * (1 - share) - track.y[row + 1] * share
      let variance = (dx * dx + dy * dy) / (1 + share * share + (1 - share) * (1 - share))
      if max(before, after) <= 2_000_000 { close.append(variance) } else { sparse.append(variance) }
    }
    // Of σ² times a chi-square of two degrees of freedom: −2 ln of the share that exceeds it.
    if close.count >= 20 { return min(15, max(2, (median(close) / 1.386).squareRoot())) }
    guard sparse.count >= 20 else { return 5 }
    sparse.sort()
    return min(5, max(2, (sparse[sparse.count / 5] / 0.446).squareRoot()))
  }
}
