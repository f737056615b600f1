/// Tells positions that a receiver or a relay only repeats while the vehicle goes on, by the speed
/// reported beside them: they are no fixes, and what lies between is a gap.
///
/// A speed that is repeated as well says nothing: a parked aircraft may go on with that of its
/// landing.
struct StalePosition {
  private var point = Vector(.nan, .nan)
  /// When it was new, microseconds.
  private var since: Int64 = 0
  /// The speed reported with it.
  private var speed = Float.nan

  /// Metres per second: what is slower may stand, whatever it says.
  private static let moving: Float = 15
  /// Metres that it must have gone on.
  private static let way: Float = 200

  /// Takes a position; whether it is the one before, although the vehicle has left it by its speed.
  ///
  /// - Parameter speed: Metres per second; NaN where unknown.
  mutating func repeats(_ point: Vector, _ time: Int64, speed: Float) -> Bool {
    guard point == self.point else {
      self.point = point
      since = time
      self.speed = speed
      return false
    }
    return speed != self.speed && speed > Self.moving
      && speed * Float(time - since) / 1e6 > Self.way
  }
}
