import Tracks

/// Remembers each vehicle's last position, to tell a new one from the last one said again.
struct LastPositions {
  private var names = ByteNames()
  private var last: [(time: Int64, longitude: Double, latitude: Double)] = []
  private let slack: Int64

  /// Vehicles remembered; beyond them all are forgotten, and a few repeats come through.
  private static let most = 1 << 16

  /// - Parameter slack: Microseconds by which the times of one position may differ, as ages that are
  ///   rounded make them.
  init(slack: Int64) { self.slack = slack }

  /// Whether a fix is another than the vehicle's last one; it is remembered then.
  mutating func isNew(_ row: borrowing FixRow) -> Bool {
    let place = (row.time, row.longitude, row.latitude)
    let vehicle = row.vehicle ?? ""
    let name = vehicle.utf8.span
    let number = names.number(of: name, 0, name.count)
    guard number < last.count else {
      if last.count >= Self.most {
        last.removeAll()
        names = ByteNames()
        _ = names.number(of: name, 0, name.count)
      }
      last.append(place)
      return true
    }
    let known = last[number]
    if known.longitude == place.1, known.latitude == place.2, place.0 &- known.time <= slack,
      known.time &- place.0 <= slack
    {
      return false
    }
    last[number] = place
    return true
  }
}
