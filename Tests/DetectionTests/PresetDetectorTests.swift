import Detection
import Testing
import Tracks

@Suite("stops by the rule of another tool, as visits")
struct PresetDetectorTests {
  /// A vehicle at a place for so many minutes, a fix a minute from `start` (minutes), at `east` kilometres.
  private struct Stay {
    var vehicle = "a"
    var flight = ""
    var start = 0
    var minutes: Int
    var east = 0.0
  }

  private func fixes(_ stays: [Stay]) -> Fixes {
    var fixes = Fixes()
    for stay in stays {
      for minute in stay.start...(stay.start + stay.minutes) {
        fixes.time.append(1_700_000_000_000_000 + Int64(minute) * 60_000_000)
        fixes.longitude.append(8 + stay.east / 111.32)
        fixes.latitude.append(0)
        fixes.vehicle.append(stay.vehicle)
        fixes.flight.append(stay.flight)
      }
    }
    return fixes
  }

  private func visits(
    _ semantics: StopSemantics, _ stays: [Stay], keepsLast: Bool = false, batches: Int = 1,
    maxGap: Seconds = .minutes(15)
  ) throws -> [Visit] {
    var settings = DetectionSettings()
    settings.radius = .metres(100)
    settings.minDuration = .minutes(5)
    settings.maxGap = maxGap
    var detector = PresetDetector(settings: settings, semantics: semantics, keepsLast: keepsLast)
    var found: [Visit] = []
    let all = fixes(stays)
    let size = (all.count + batches - 1) / batches
    for start in stride(from: 0, to: all.count, by: size) {
      let rows = Array(start..<min(all.count, start + size))
      try detector.take(all.gathered(rows)) { (visit: Visit) throws(DwellError) in
        found.append(visit)
      }
    }
    try detector.finish { (visit: Visit) throws(DwellError) in found.append(visit) }
    return found
  }

  @Test("trackintel counts the way to the first fix outside; what was observed stands beside it")
  func outEnd() throws {
    let found = try visits(
      .trackintel, [Stay(minutes: 10), Stay(start: 20, minutes: 2, east: 40)])
    #expect(found.count == 1)
    let visit = try #require(found.first)
    #expect(visit.last.microseconds - visit.first.microseconds == 20 * 60_000_000)
    #expect(visit.observedSeconds == 600 && visit.gapSeconds == 600)
    #expect(visit.maxGapSeconds == 600 && visit.fixes == 11)
    #expect(visit.sampleMilliseconds.reduce(0, +) == 600_000)
  }

  @Test("trackintel throws away what a gap ends, and the last stop unless it is asked to keep it")
  func losses() throws {
    let gap = [Stay(minutes: 60), Stay(start: 77, minutes: 1, east: 40)]
    #expect(try visits(.trackintel, gap).isEmpty)
    #expect(try visits(.trackintel, gap, maxGap: .minutes(17)).count == 1)
    #expect(try visits(.trackintel, [Stay(minutes: 60)]).isEmpty)
    #expect(try visits(.trackintel, [Stay(minutes: 60)], keepsLast: true).count == 1)
    #expect(try visits(.trackintel, [Stay(minutes: 4)], keepsLast: true).isEmpty)
  }

  @Test(
    "MovingPandas takes ten hours without a fix for ten hours of stop, of which we observed minutes"
  )
  func bridged() throws {
    let found = try visits(
      .movingpandas,
      [Stay(minutes: 3), Stay(start: 603, minutes: 3), Stay(start: 607, minutes: 0, east: 9)])
    #expect(found.count == 1)
    let visit = try #require(found.first)
    #expect(visit.last.microseconds - visit.first.microseconds == 606 * 60_000_000)
    #expect(visit.observedSeconds == 360 && visit.gapSeconds == 600 * 60)
    #expect(visit.kind == "stop" && visit.fixes == 8)
  }

  @Test(
    "MovingPandas cuts by flight and trackintel by vehicle, whatever the batches",
    arguments: [1, 3, 11])
  func tracks(batches: Int) throws {
    let stays = [
      Stay(flight: "a1", minutes: 6), Stay(flight: "a2", start: 7, minutes: 6),
      Stay(vehicle: "b", flight: "b1", minutes: 6),
    ]
    let cut = try visits(.movingpandas, stays, batches: batches)
    #expect(cut.map(\.flight) == ["a1", "a2", "b1"])
    let whole = try visits(.trackintel, stays, keepsLast: true, batches: batches)
    #expect(whole.map(\.vehicle) == ["a", "b"])
    #expect(whole.map(\.fixes) == [14, 7])
  }

  @Test(
    "no fixes give no stops, one fix gives none, and fixes without a place or time are left out")
  func sizes() throws {
    #expect(try visits(.movingpandas, [Stay(minutes: 0)]).isEmpty)
    for semantics in StopSemantics.allCases {
      var detector = PresetDetector(settings: DetectionSettings(), semantics: semantics)
      var holes = fixes([Stay(minutes: 30)])
      for row in 0..<holes.count {
        if row % 2 == 0 { holes.longitude[row] = .nan } else { holes.time[row] = .min }
      }
      try detector.take(holes) { (_: Visit) throws(DwellError) in Issue.record("a stop") }
      try detector.finish { (_: Visit) throws(DwellError) in Issue.record("a stop") }
    }
  }
}
