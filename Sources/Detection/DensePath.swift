#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stretch of a track with points put between fixes where it turns so fast for its sampling that the
/// straight line from fix to fix is no good: down to about four fixes a lap a circle stays round.
struct DensePath {
  /// Metres.
  private(set) var x: [Double] = []
  /// Metres.
  private(set) var y: [Double] = []
  /// Microseconds.
  private(set) var time: [Int64] = []
  /// The row of the fix at or before each point.
  private(set) var row: [Int] = []

  /// Turns from step to step below this are drawn well enough by the fixes, radians.
  private static let sharp = 0.3
  /// Points put between two fixes.
  private static let between = 7

  /// Takes a stretch; across intervals longer than `maxGap` microseconds nothing is put.
  init(
    _ xs: [Double], _ ys: [Double], _ times: [Int64], _ stretch: ClosedRange<Int>, step: Double,
    maxGap: Int64
  ) {
    let rows = stretch.filter { xs[$0].isFinite && ys[$0].isFinite }
    for (place, from) in rows.enumerated() {
      append(xs[from], ys[from], times[from], from)
      guard place > 0, place + 2 < rows.count else { continue }
      let to = rows[place + 1]
      let dx = xs[to] - xs[from]
      let dy = ys[to] - ys[from]
      let isLong = dx * dx + dy * dy > step * step
      guard isLong, times[to] - times[from] <= maxGap, times[to] > times[from] else { continue }
      let before = rows[place - 1]
      let after = rows[place + 2]
      guard
        Self.turn(xs, ys, before, from, to) > Self.sharp
          || Self.turn(xs, ys, from, to, after) > Self.sharp
      else { continue }
      add(xs, ys, times, [before, from, to, after], maxGap: maxGap)
    }
  }

  private mutating func append(_ x: Double, _ y: Double, _ time: Int64, _ row: Int) {
    self.x.append(x)
    self.y.append(y)
    self.time.append(time)
    self.row.append(row)
  }

  /// Radians between the steps that meet at a fix, without sign.
  private static func turn(
    _ xs: [Double], _ ys: [Double], _ before: Int, _ at: Int, _ after: Int
  ) -> Double {
    let ax = xs[at] - xs[before]
    let ay = ys[at] - ys[before]
    let bx = xs[after] - xs[at]
    let by = ys[after] - ys[at]
    return abs(atan2(ax * by - ay * bx, ax * bx + ay * by))
  }

  /// Points on the cubic through the middle two of four fixes (Catmull & Rom 1974), its velocities those
  /// over the intervals on either side, weighted as a parabola through three fixes has them.
  private mutating func add(
    _ xs: [Double], _ ys: [Double], _ times: [Int64], _ four: [Int], maxGap: Int64
  ) {
    func seconds(_ from: Int, _ to: Int) -> Double {
      max(1e-3, Double(times[to] - times[from]) / 1e6)
    }
    let (h0, h, h2) = (
      seconds(four[0], four[1]), seconds(four[1], four[2]), seconds(four[2], four[3])
    )
    func velocities(_ values: [Double]) -> (Double, Double) {
      let a = (values[four[1]] - values[four[0]]) / h0
      let b = (values[four[2]] - values[four[1]]) / h
      let c = (values[four[3]] - values[four[2]]) / h2
      return ((a * h + b * h0) / (h0 + h), (b * h2 + c * h) / (h + h2))
    }
    let vx = velocities(xs)
    let vy = velocities(ys)
    let span = times[four[2]] - times[four[1]]
    for index in 1...Self.between {
      let u = Double(index) / Double(Self.between + 1)
      func value(_ values: [Double], _ v: (Double, Double)) -> Double {
        let (p, q) = (values[four[1]], values[four[2]])
        let w = 1 - u
        return w * w * (1 + 2 * u) * p + u * u * (1 + 2 * w) * q + u * w * w * h * v.0
          - u * u * w * h * v.1
      }
      append(
        value(xs, vx), value(ys, vy),
        times[four[1]] + Int64(u * Double(span)), four[1])
    }
  }
}
