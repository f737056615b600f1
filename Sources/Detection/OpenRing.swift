/// The ring that a flight flew when it was looked at: nothing is over while it stays there.
struct OpenRing {
  private let ring: Ring
  /// Of its path from the centre at most, metres.
  private let size: Double
  /// From the curve at most, metres; without end where the path is no ring.
  private let band: Double
  /// What leaves it for no longer than this may go on, microseconds.
  private let wait: Int64
  /// When it was near it last.
  private var seen: Int64
  /// When it was on it last.
  private var followed: Int64
  /// Metres flown when it was first far outside.
  private var leftAt = Double.infinity

  /// Of the round ends' radius: what belongs to an orbit is no farther from its ring.
  private static let band = 0.4

  /// - Parameters:
  ///   - wait: How long it may be away, microseconds.
  ///   - now: The instant of the last fix.
  init(of orbit: Orbit, wait: Int64, now: Int64) {
    ring = orbit.ring
    size = max(orbit.semiMajor, orbit.radius)
    band = orbit.isEight ? .infinity : Self.band * orbit.ring.radius
    self.wait = wait
    seen = now
    followed = now
  }

  /// What a place says of the ring.
  enum Sign {
    /// It is still flown.
    case flown
    /// It is not, or not known to be.
    case open
    /// The flight has left it for good.
    case left
  }

  /// Takes a place.
  ///
  /// - Parameter way: Metres flown.
  mutating func sign(_ place: Vector, _ way: Double, _ time: Int64) -> Sign {
    let squared = (place - ring.centre).squaredLength
    if squared <= 1.25 * 1.25 * size * size {
      seen = time
      if band < .infinity, abs(ring.residual(place, seconds: 0)) <= band { followed = time }
    }
    if squared > 4 * size * size {
      leftAt = min(leftAt, way)
      if way - leftAt > 4 * size, time - seen > wait { return .left }
    } else {
      leftAt = .infinity
    }
    guard band < .infinity else { return .open }
    return time - followed > wait ? .left : .flown
  }
}
