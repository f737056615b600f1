import Tracks

/// The stop rule of MovingPandas 0.23: `TrajectoryStopDetector` on longitudes and latitudes.
///
/// A window of fixes stands still while the diagonal of its rectangle of least area is shorter than
/// `maxDiameter`; it is a stop when it lasts. The rectangle is one of degrees, of which only the diagonal is
/// measured on the ellipsoid. Gaps are not seen: ten hours without a fix are ten hours of stop.
package struct MovingPandasRule: StopRule {
  /// `max_diameter`, metres.
  package let maxDiameter: Double
  /// `min_duration`, microseconds.
  package let minDuration: Int64

  private var window: [RuledFix] = []
  /// Those of the window that can be corners of its hull.
  private var corners: [SIMD2<Double>] = []
  private var bounds = (low: SIMD2<Double>(), high: SIMD2<Double>())
  private var isStill = false

  package init(maxDiameter: Double, minDuration: Int64) {
    self.maxDiameter = maxDiameter
    self.minDuration = minDuration
  }

  package mutating func take(_ fix: RuledFix) -> RuledStop? {
    // A trajectory has one row an instant, the first.
    if let last = window.last, last.time == fix.time { return nil }
    let wasStill = isStill
    if wasStill { grow(by: fix) } else { slide(to: fix) }
    isStill = window.count > 1 && isSmall
    guard wasStill, !isStill, window.count > 1 else { return nil }
    let inside = window.dropLast()
    guard let stop = stop(of: inside) else { return nil }
    window = [fix]
    measureAgain()
    return stop
  }

  package mutating func finish() -> RuledStop? {
    isStill ? stop(of: window[...]) : nil
  }

  private mutating func grow(by fix: RuledFix) {
    window.append(fix)
    let place = SIMD2(fix.longitude, fix.latitude)
    corners.append(place)
    bounds = (pointwiseMin(bounds.low, place), pointwiseMax(bounds.high, place))
  }

  /// Drops what is older than the least duration, but for the last two.
  private mutating func slide(to fix: RuledFix) {
    window.append(fix)
    var first = 0
    while window.count - first > 2, fix.time - window[first].time >= minDuration { first += 1 }
    window.removeFirst(first)
    measureAgain()
  }

  private mutating func measureAgain() {
    corners = window.map { SIMD2($0.longitude, $0.latitude) }
    bounds = corners.reduce(into: (corners[0], corners[0])) {
      $0 = (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1))
    }
  }

  /// Whether the diagonal is short enough; a large box of coordinates settles it unseen.
  private var isSmall: Bool {
    mutating get {
      guard Geodesic.distance(bounds.low, bounds.high) < maxDiameter * 1.5 else { return false }
      if window.count == 2 { return Geodesic.distance(corners[0], corners[1]) < maxDiameter }
      let hull = LeastRectangle.hull(of: corners)
      // The hull of a hull and one point more is that of them all: windows may be long.
      corners = hull
      let diagonal = LeastRectangle.diagonal(ofHull: hull)
      return Geodesic.distance(diagonal.from, diagonal.to) < maxDiameter
    }
  }

  private func stop(of fixes: ArraySlice<RuledFix>) -> RuledStop? {
    guard let first = fixes.first, let last = fixes.last, last.time - first.time >= minDuration
    else { return nil }
    return RuledStop(
      start: first.time, end: last.time, fixes: Array(fixes),
      point: Position(
        longitude: Self.median(fixes.map(\.longitude)),
        latitude: Self.median(fixes.map(\.latitude))))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
