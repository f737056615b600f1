import Tracks

/// What the camera of one fix looked at.
struct Sight {
  /// A point on the ground, or where only the line of sight is known.
  enum Aim {
    /// In the Earth-centred system.
    case point(SIMD3<Double>)
    /// Met with no ground.
    case ray(ViewRay)
  }

  /// Whether slant range, heights and frame centre fit together.
  enum Check {
    /// Not all of them are known.
    case unknown
    case agrees
    case disagrees
  }

  /// Microseconds since the Unix epoch.
  var time: Int64
  var aim: Aim
  /// Standard deviation of the point, or across the ray at the ground, metres; 0 where nothing is known
  /// of it.
  var sigma: Double
  /// Whether the point comes from attitude and gimbal, not from the sensor itself.
  var isFromRay: Bool
  /// Where the vehicle is.
  var position: Position
  /// The vehicle's height as the fix has it, metres; NaN where unknown.
  var height: Double
  var check: Check

  /// The vehicle, in the Earth-centred system.
  var vehicle: SIMD3<Double> {
    Earth.cartesian(
      longitude: position.longitude, latitude: position.latitude,
      height: height.isFinite ? height : 0)
  }
}
