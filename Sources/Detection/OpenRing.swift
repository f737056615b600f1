/// The ring that a flight flew when it was looked at: nothing is over while it stays there.
struct OpenRing {
  let centre: Vector
  /// Of its path from the centre at most, metres.
  let size: Double
  /// What leaves it for no longer than this may go on, microseconds.
  let wait: Int64
  /// When it was on it last.
  private var seen: Int64
  /// Metres flown when it was first far outside.
  private var leftAt = Double.infinity

  init(centre: Vector, size: Double, wait: Int64, seen: Int64) {
    self.centre = centre
    self.size = size
    self.wait = wait
    self.seen = seen
  }

  /// Takes a place; whether it has left for good.
  ///
  /// - Parameter way: Metres flown.
  mutating func isLeft(_ place: Vector, _ way: Double, _ time: Int64) -> Bool {
    let squared = (place - centre).squaredLength
    if squared <= 1.25 * 1.25 * size * size { seen = time }
    guard squared > 4 * size * size else {
      leftAt = .infinity
      return false
    }
    leftAt = min(leftAt, way)
    return way - leftAt > 4 * size && time - seen > wait
  }
}
