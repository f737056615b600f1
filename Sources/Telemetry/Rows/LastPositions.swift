import Tracks

/// Remembers each vehicle's last position, to tell a new one from the last one said again.
struct LastPositions {
  private var last: [String: (time: Int64, longitude: Double, latitude: Double)] = [:]
  private let slack: Int64

  /// Vehicles remembered; beyond them all are forgotten, and a few repeats come through.
  private static let most = 1 << 16

  /// - Parameter slack: Microseconds by which the times of one position may differ, as ages that are
  ///   rounded make them.
  init(slack: Int64) { self.slack = slack }

  /// Whether a fix is another than the vehicle's last one; it is remembered then.
  mutating func isNew(_ row: FixRow) -> Bool {
    let name = row.vehicle ?? ""
    if let known = last[name], known.longitude == row.longitude, known.latitude == row.latitude,
      row.time &- known.time <= slack, known.time &- row.time <= slack
    {
      return false
    }
    if last.count >= Self.most { last.removeAll() }
    last[name] = (row.time, row.longitude, row.latitude)
    return true
  }
}
