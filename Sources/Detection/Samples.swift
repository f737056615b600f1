import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Points in metres from a visit's centre with the milliseconds they stand for.
struct Samples {
  private var east: [Double] = []
  private var north: [Double] = []
  private var milliseconds: [Int64] = []

  /// At most this many a visit, so that a long one weighs no more memory than a short one.
  private static let most = 256
  /// Points spread over a look region.
  private static let spread = 96

  func store(in visit: inout Visit) {
    visit.sampleEast = east
    visit.sampleNorth = north
    visit.sampleMilliseconds = milliseconds
  }

  /// The fixes at `rows`, at most 256: neighbours in time are drawn together, their weights kept.
  ///
  /// A fix stands for half the observed interval before it and half of that after.
  static func along(
    _ rows: [Int], _ x: [Double], _ y: [Double], centre: (x: Double, y: Double), axes: PlaneAxes,
    _ clocking: Clocking
  ) -> Samples {
    var samples = Samples()
    guard let first = rows.first, let last = rows.last else { return samples }
    let total = clocking.observed(first...last) / 1000
    var given: Int64 = 0
    let groups = min(most, rows.count)
    for group in 0..<groups {
      let members = rows[(group * rows.count / groups)..<((group + 1) * rows.count / groups)]
      guard let end = members.last else { continue }
      let n = Double(members.count)
      let offset = axes.groundOffset(
        x: members.reduce(0) { $0 + x[$1] } / n - centre.x,
        y: members.reduce(0) { $0 + y[$1] } / n - centre.y)
      samples.east.append(offset.east)
      samples.north.append(offset.north)
      // Cumulative shares, rounded down: they add up to the total exactly.
      let place = rows[min(rows.count - 1, (group + 1) * rows.count / groups)]
      let half = (clocking.observed[end] + clocking.observed[place]) / 2
      let until = group == groups - 1 ? total : (half - clocking.observed[first]) / 1000
      samples.milliseconds.append(max(0, until - given))
      given = max(given, until)
    }
    return samples
  }

  /// A deterministic spread over a disc: the R2 sequence (Roberts 2018) mapped to equal areas.
  static func inside(radius: Double, milliseconds total: Int64) -> Samples {
    var samples = Samples()
    let g = 1.324_717_957_244_746
    for index in 0..<spread {
      let u = (0.5 + Double(index + 1) / g).truncatingRemainder(dividingBy: 1)
      let v = (0.5 + Double(index + 1) / (g * g)).truncatingRemainder(dividingBy: 1)
      let r = radius * u.squareRoot()
      samples.east.append(r * cos(2 * .pi * v))
      samples.north.append(r * sin(2 * .pi * v))
      let share = total / Int64(spread) + (Int64(index) < total % Int64(spread) ? 1 : 0)
      samples.milliseconds.append(share)
    }
    return samples
  }
}
