/// Trigonometry out of additions and multiplications alone.
///
/// The C library's sine differs in its last bit from machine to machine, and a simulation must not.
package enum PortableMath {
  /// The sine and cosine of an angle in turns (1 = 360°), to 1e-14.
  package static func sineCosine(turns: Double) -> (sine: Double, cosine: Double) {
    let quarters = turns * 4
    let nearest = quarters.rounded()
    let x = (quarters - nearest) * (Double.pi / 2)
    let x2 = x * x
    // Taylor series on ±45°, Horner's way.
    var s = 1.0 / 6_227_020_800
    s = s * x2 - 1.0 / 39_916_800
    s = s * x2 + 1.0 / 362_880
    s = s * x2 - 1.0 / 5_040
    s = s * x2 + 1.0 / 120
    s = s * x2 - 1.0 / 6
    s = (s * x2 + 1) * x
    var c = -1.0 / 87_178_291_200
    c = c * x2 + 1.0 / 479_001_600
    c = c * x2 - 1.0 / 3_628_800
    c = c * x2 + 1.0 / 40_320
    c = c * x2 - 1.0 / 720
    c = c * x2 + 1.0 / 24
    c = c * x2 - 0.5
    c = c * x2 + 1
    let quadrant = nearest - (nearest / 4).rounded(.down) * 4
    switch quadrant {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  /// The direction of a vector, turns anticlockwise from the first axis, −½…½, to 1e-11.
  package static func direction(_ x: Double, _ y: Double) -> Double {
    let ax = abs(x)
    let ay = abs(y)
    guard ax + ay > 0 else { return 0 }
    let isSteep = ay > ax
    var a = isSteep ? ax / ay : ay / ax
    // Around 1 the series is slow: turn by 45°.
    let isTurned = a > 0.414_213_562_373_095
    if isTurned { a = (a - 1) / (a + 1) }
    let a2 = a * a
    var series = 1.0 / 21
    series = series * a2 - 1.0 / 19
    series = series * a2 + 1.0 / 17
    series = series * a2 - 1.0 / 15
    series = series * a2 + 1.0 / 13
    series = series * a2 - 1.0 / 11
    series = series * a2 + 1.0 / 9
    series = series * a2 - 1.0 / 7
    series = series * a2 + 1.0 / 5
    series = series * a2 - 1.0 / 3
    var turns = (series * a2 + 1) * a / (2 * Double.pi)
    if isTurned { turns += 0.125 }
    if isSteep { turns = 0.25 - turns }
    if x < 0 { turns = 0.5 - turns }
    return y < 0 ? -turns : turns
  }

  /// Where a vector points, degrees clockwise from north, 0..<360.
  package static func bearing(east: Double, north: Double) -> Double {
    let degrees = direction(north, east) * 360
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// `value` rounded to a whole number of `1 / scale`.
  package static func rounded(_ value: Double, scale: Double) -> Double {
    (value * scale).rounded() / scale
  }
}
