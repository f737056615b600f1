#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cosine and sine of an angle that changes little from one call to the next, for a fraction of what the
/// library's functions cost.
///
/// From the last angle asked of the library by the addition theorems; the turn since, at most 0.01 rad, by
/// its series, whose first term left out is below 10⁻²⁰: as exact as doubles are.
package struct TurningAngle {
  private var anchor = Double.nan
  private var unit = SIMD2<Double>(1, 0)

  /// Nothing asked yet.
  package init() {}

  /// The cosine and the sine of an angle.
  package mutating func unit(degrees: Double) -> SIMD2<Double> {
    let angle = degrees * .pi / 180
    let turn = angle - anchor
    guard abs(turn) < 0.01 else {
      anchor = angle
      unit = SIMD2(cos(angle), sin(angle))
      return unit
    }
    let square = turn * turn
    let sine = turn * (1 - square * (1.0 / 6 - square * (1.0 / 120 - square * (1.0 / 5040))))
    let cosine = 1 - square * (0.5 - square * (1.0 / 24 - square * (1.0 / 720)))
    return SIMD2(unit.x * cosine - unit.y * sine, unit.y * cosine + unit.x * sine)
  }
}
