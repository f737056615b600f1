import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The middle of positions on the sphere: right at ±180° and at the poles, and close enough to choose
/// a plane system by.
struct MeanPosition {
  private var x = 0.0
  private var y = 0.0
  private var z = 0.0

  /// Counts a position; one that is not finite is left out.
  mutating func add(_ position: Position, weight: Double) {
    guard position.longitude.isFinite, position.latitude.isFinite else { return }
    let lambda = position.longitude * .pi / 180
    let phi = position.latitude * .pi / 180
    x += weight * cos(phi) * cos(lambda)
    y += weight * cos(phi) * sin(lambda)
    z += weight * sin(phi)
  }

  /// The middle; 0, 0 when there is none.
  var position: Position {
    Position(
      longitude: atan2(y, x) * 180 / .pi,
      latitude: atan2(z, (x * x + y * y).squareRoot()) * 180 / .pi)
  }
}
