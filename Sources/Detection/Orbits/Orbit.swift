/// An orbit as found, in the flight's plane.
struct Orbit {
  /// What its path looks like.
  enum Shape: String {
    case circle
    case racetrack
    case figureEight = "figure-eight"
    case drifting
  }

  /// Whether it turns alternately, however it drifts.
  var isEight = false
  var rows: ClosedRange<Int>
  var shape: Shape
  /// Radians the course turned, left positive; of a figure of eight the sum without sign.
  var turn: Double
  /// Median seconds a lap.
  var lapSeconds: Double
  /// The curve its path follows; the centre and, of one that drifts, the place at half time.
  var ring: Ring
  /// Of the path along and across its longer axis, metres.
  var semiMajor: Double
  var semiMinor: Double
  /// Mean radius: of a circle as long as a lap.
  var radius: Double
  /// Metres per second, of the centre; NaN where under two laps do not tell.
  var pace: Double
  /// Root mean square distance from the curve, metres.
  var residual: Double
  /// Covariance of the centre, metres².
  var covariance: (xx: Double, yy: Double, xy: Double)
}
