import Tracks

/// A ball around a candidate that holds all places it may be, so that most pairs of candidates are told
/// apart by a distance alone.
struct CandidateReach {
  private let middle: SIMD3<Double>
  private let squaredReach: Double

  /// Finds the ball of a site.
  init(_ site: Site) {
    middle = Earth.cartesian(longitude: site.longitude, latitude: site.latitude, height: 0)
    squaredReach = site.ellipseSemiMajor * site.ellipseSemiMajor
  }

  /// False only where two candidates cannot be one place.
  ///
  /// On the 95 % ellipse of both errors together the offset is at most √(a² + b²), *a* and *b* the
  /// longer half axes, and candidates within 100 m are one in any case; a chord is hardly longer than
  /// its tangent offset as far as candidates are compared. What has no ellipse may meet anything.
  func mayMeet(_ other: CandidateReach) -> Bool {
    let way = middle - other.middle
    let squared = (way * way).sum()
    return !(squared > 1.1 * (squaredReach + other.squaredReach + 10_000))
  }
}
