/// Tells circles in rising air from circles round a place: the aircraft climbs steadily, and its
/// circles are shifted to and fro to stay in the lift.
///
/// In calm air such circles hardly drift; nothing on the ground holds them there all the same.
struct SoaringRule {
  let track: FlightTrack
  let clocking: Clocking

  /// Metres per second: an aircraft that watches something keeps its height.
  private static let climb = 0.35
  /// Of the radius: what an autopilot or a pilot round a landmark misses the circle by is less.
  private static let irregular = 0.15

  /// Whether an orbit is one in rising air.
  func soars(_ orbit: Orbit) -> Bool {
    guard orbit.shape == .circle, orbit.residual > Self.irregular * orbit.radius else {
      return false
    }
    return climb(orbit.rows) > Self.climb
  }

  /// Metres per second from the first to the last third; NaN without heights.
  private func climb(_ rows: ClosedRange<Int>) -> Double {
    let third = rows.count / 3
    guard third > 0 else { return .nan }
    func middle(_ part: ClosedRange<Int>) -> (height: Double, seconds: Double) {
      let known = part.filter { track.heights[$0].x.isFinite }
      let height = median(known.map { Double(track.heights[$0].x) })
      return (height, median(known.map { Double(clocking.time[$0] - clocking.time[0]) / 1e6 }))
    }
    let from = middle(rows.lowerBound...rows.lowerBound + third)
    let to = middle(rows.upperBound - third...rows.upperBound)
    return (to.height - from.height) / (to.seconds - from.seconds)
  }
}
