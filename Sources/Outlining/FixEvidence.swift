import Tracks

/// What lies behind an area made of raw fixes.
struct FixEvidence {
  let members: [FixReference]
  let batches: [Fixes]
  let times: FixTimes

  /// Fills in an area's numbers, instants and heights.
  func describe(_ area: inout Area) {
    var calendar = DwellCalendar()
    var observed: Int64 = 0
    var whole: Int64 = 0
    var flights: Set<String> = []
    var sorties: Set<String> = []
    var vehicles: Set<String> = []
    for fix in members {
      let batch = batches[fix.batch]
      let vehicle = batch.vehicle[fix.row] ?? ""
      let flight = batch.flight[fix.row] ?? vehicle
      vehicles.insert(vehicle)
      flights.insert(flight)
      sorties.insert(batch.sortie[fix.row] ?? flight)
      let milliseconds = times.observed[fix.batch][fix.row]
      observed += milliseconds
      whole += times.whole[fix.batch][fix.row]
      let instant = batch.instant(fix.row)
      calendar.add(Double(milliseconds) / 1000, from: instant, to: instant)
      see(instant, &area)
      let heights = batch.measures[.height]
      if !heights.isEmpty { see(height: heights[fix.row], &area) }
    }
    area.dwellSeconds = Double(observed) / 1000
    area.dwellUpperSeconds = Double(whole) / 1000
    area.flights = flights.count
    area.sorties = sorties.count
    area.vehicles = vehicles.count
    area.hourSeconds = calendar.hours
    area.weekdaySeconds = calendar.weekdays
  }

  private func see(_ instant: Instant, _ area: inout Area) {
    guard instant.isKnown else { return }
    area.firstSeen = area.firstSeen.isKnown ? min(area.firstSeen, instant) : instant
    area.lastSeen = max(area.lastSeen, instant)
  }

  private func see(height: Double, _ area: inout Area) {
    guard height.isFinite else { return }
    area.heightMin = area.heightMin.isNaN ? height : min(area.heightMin, height)
    area.heightMax = area.heightMax.isNaN ? height : max(area.heightMax, height)
  }
}
