import Tracks

/// Gives the accepted fixes of one vehicle their flight and sortie, and removes heights that cannot
/// be.
///
/// A flight also ends where the source itself begins another leg (``Fixes/legs``).
///
/// A sortie ends after `sortieGap` without a fix, or when the source itself says that the vehicle
/// stood on the ground for `landing` between two times in the air. Position alone cannot tell a
/// landing from a hover, and a sortie cut in two by mistake would count as independent evidence
/// twice.
struct FlightBook {
  private var flight = ""
  private var sortie = ""
  private var lastTime = Int64.min
  private var lastLeg = Int64.min
  private var lastLongitude = Double.nan
  private var lastLatitude = Double.nan
  private var groundSince: Int64?
  private var hasFlown = false
  private var heights = HeightCheck()
  private var serial = -1
  private var flightCode: Int32 = -1
  private var sortieCode: Int32 = -1

  /// Enters a fix.
  mutating func enter(
    _ row: Int, startsFlight: Bool, name: String, _ bench: inout Workbench
  ) {
    let time = bench.store.fixes.time[row]
    let hasLanded = passGround(bench.store.isOnGround[row], at: time, bench.limits)
    let startsSortie =
      lastTime == .min || hasLanded || time &- lastTime > bench.limits.sortieGap
    let leg = bench.store.leg[row]
    let startsLeg = leg != .min && lastLeg != .min && leg != lastLeg
    if leg != .min { lastLeg = leg }
    if startsSortie || startsFlight || startsLeg {
      flight = name + "@" + Instant(microseconds: time).basicDescription
      bench.flightCount += 1
      heights = HeightCheck()
      if startsSortie {
        sortie = flight
        bench.sortieCount += 1
        hasFlown = bench.store.isOnGround[row] == 0
      }
      serial = -1
    }
    if serial != bench.output.serial {
      serial = bench.output.serial
      flightCode = bench.output.flights.code(of: flight)
      sortieCode = bench.output.sorties.code(of: sortie)
    }
    heights.check(row, at: time, &bench)
    noteStale(row, &bench)
    lastTime = time
    bench.output.rows.append(row)
    bench.output.flights.codes.append(flightCode)
    bench.output.sorties.codes.append(sortieCode)
  }

  /// Follows the source's own word on being on the ground; returns whether this is a new take-off.
  private mutating func passGround(_ flag: UInt8, at time: Int64, _ limits: Limits) -> Bool {
    guard flag != 2 else { return false }
    if flag == 1 {
      if groundSince == nil { groundSince = time }
      return false
    }
    let hasLanded = hasFlown && groundSince.map { time &- $0 >= limits.landing } ?? false
    groundSince = nil
    hasFlown = true
    return hasLanded
  }

  /// Counts positions that repeat while the source reports speed; they are kept.
  private mutating func noteStale(_ row: Int, _ bench: inout Workbench) {
    let longitude = bench.store.fixes.longitude[row]
    let latitude = bench.store.fixes.latitude[row]
    if longitude == lastLongitude && latitude == lastLatitude {
      let speeds = bench.store.fixes.measures[.speed]
      if !speeds.isEmpty && speeds[row] > bench.limits.movingSpeed { bench.note(.stale) }
    }
    lastLongitude = longitude
    lastLatitude = latitude
  }
}
