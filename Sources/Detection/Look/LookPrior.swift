/// Where a flight may have looked, told by its path alone: a centre with a spread.
///
/// The widths are such that the 95 % ellipse of a normal distribution (2.448 σ) holds the region
/// where what is watched may lie; flights with camera data may teach better ones.
struct LookPrior {
  var centre: Vector
  /// Standard deviation along `angle`, metres.
  var along: Double
  /// Standard deviation across, metres.
  var across: Double
  /// Radians from the x axis.
  var angle: Double

  /// A point that is known: where it was looked at is as sure as the centre.
  init(point: Vector) {
    centre = point
    along = 0
    across = 0
    angle = 0
  }

  /// Of the radius of a circle: the 95 % circle is 0.93 of the circle's radius, which holds 95 % of
  /// what is strewn inside with a standard deviation of 0.45 radii (a real flight's frame centre
  /// lay 0.9 radii off) and 87 % of what is strewn evenly.
  static let inside = 0.38

  /// The region inside a circle, or beside the legs of a racetrack or figure of eight.
  ///
  /// The camera's side is not known, so the band reaches as far on both sides: by 2.5 times the
  /// half-width, or by the height where that is more (a view down at 45°).
  init(_ orbit: Orbit, height: Double) {
    centre = orbit.ring.centre
    angle = orbit.ring.axis.angle
    switch orbit.shape {
    case .circle, .drifting:
      along = Self.inside * orbit.radius
      across = along
    case .racetrack, .figureEight:
      let beside = Self.reach(orbit, height: height)
      along = Self.inside * orbit.semiMajor
      across = Self.inside * (orbit.semiMinor + beside)
    }
  }

  /// How far beside the legs the band reaches, metres.
  static func reach(_ orbit: Orbit, height: Double) -> Double {
    max(2.5 * orbit.semiMinor, height.isFinite ? height : 0)
  }

  /// Around a stop: within 150 m, or as far as the stop was wide.
  ///
  /// What a hovering quadcopter films lies about as far off as it is high, and those fly up to 120
  /// m. The height above ground itself is rarely known.
  init(stopAt centre: Vector, radius: Double) {
    self.centre = centre
    along = max(150, radius) / 2.448
    across = along
    angle = 0
  }
}
