import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The stop rule of trackintel 1.4: `generate_staypoints(method="sliding")` (after Li et al., ACM GIS 2008).
///
/// A stop holds the fixes nearer than `distance` to its first one, and ends when the first fix that is not is
/// made: that travel counts. A gap throws away what was gathered before it, and the last stop of a track is
/// lost unless `keepsLast`.
package struct TrackintelRule: StopRule {
  /// `dist_threshold`, metres.
  package let distance: Double
  /// `time_threshold`, microseconds.
  package let minDuration: Int64
  /// `gap_threshold`, microseconds.
  package let maxGap: Int64
  /// `include_last`.
  package let keepsLast: Bool

  private var fixes: [RuledFix] = []

  package init(distance: Double, minDuration: Int64, maxGap: Int64, keepsLast: Bool) {
    self.distance = distance
    self.minDuration = minDuration
    self.maxGap = maxGap
    self.keepsLast = keepsLast
  }

  package mutating func take(_ fix: RuledFix) -> RuledStop? {
    guard let first = fixes.first, let last = fixes.last else {
      fixes = [fix]
      return nil
    }
    // `exclude_duplicate_pfs`: rows that are the same in everything count once.
    for other in fixes.reversed() {
      if other.time != fix.time { break }
      if other == fix { return nil }
    }
    if fix.time - last.time > maxGap {
      fixes = [fix]
      return nil
    }
    guard Self.arc(first, fix) >= distance else {
      fixes.append(fix)
      return nil
    }
    let stop = fix.time - first.time >= minDuration ? stop(until: fix.time) : nil
    fixes = [fix]
    return stop
  }

  package mutating func finish() -> RuledStop? {
    guard keepsLast, let first = fixes.first, let last = fixes.last,
      last.time - first.time >= minDuration
    else { return nil }
    return stop(until: last.time)
  }

  private func stop(until end: Int64) -> RuledStop {
    RuledStop(start: fixes[0].time, end: end, fixes: fixes, point: Self.middle(of: fixes))
  }

  /// Metres on a sphere of 6,371 km, by the arc cosine: two places nearer than 0.1 m are one or 0.1 m apart,
  /// and so they are there.
  private static func arc(_ a: RuledFix, _ b: RuledFix) -> Double {
    let radian = Double.pi / 180
    let (latitude1, latitude2) = (a.latitude * radian, b.latitude * radian)
    let across = 1 - cos(a.longitude * radian - b.longitude * radian)
    return 6_371_000 * acos(cos(latitude1 - latitude2) - cos(latitude1) * cos(latitude2) * across)
  }

  /// The mean of the places, each counted once, longitudes by their directions.
  private static func middle(of fixes: [RuledFix]) -> Position {
    var seen: Set<SIMD2<Double>> = []
    var sums = (sine: 0.0, cosine: 0.0, latitude: 0.0)
    for fix in fixes where seen.insert(SIMD2(fix.longitude, fix.latitude)).inserted {
      sums.sine += sin(fix.longitude * .pi / 180)
      sums.cosine += cos(fix.longitude * .pi / 180)
      sums.latitude += fix.latitude
    }
    return Position(
      longitude: atan2(sums.sine, sums.cosine) * 180 / .pi,
      latitude: sums.latitude / Double(seen.count))
  }
}
