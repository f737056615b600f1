import Detection
import TestSupport
import Testing
import Tracks

/// Ten seconds a fix: 100 s of approach at 40 m/s, a hover from second 100 to 700, 100 s of leaving.
private func hover() -> FlightMaking {
  var flight = FlightMaking()
  flight.fly(0...800, every: 10) { second in
    second < 100 ? (-40 * (100 - second), 0) : second > 700 ? (40 * (second - 700), 0) : (0, 0)
  }
  return flight
}

private struct Expected: Sendable, CustomStringConvertible {
  var gap: Range<Double>
  var policy: GapPolicy
  /// From, until, observed and longest interval of each visit.
  var visits: [[Double]]
  var censored: [String]
  var description: String { "\(gap) \(policy.rawValue)" }
}

@Suite struct TimeHonestyTests {
  @Test(arguments: [
    // In the middle.
    Expected(
      gap: 300..<500, policy: .close, visits: [[100, 300, 200, 10], [500, 700, 200, 10]],
      censored: ["end", "start"]),
    Expected(gap: 300..<500, policy: .bridge, visits: [[100, 700, 400, 200]], censored: ["none"]),
    Expected(gap: 300..<500, policy: .cap, visits: [[100, 700, 520, 200]], censored: ["none"]),
    // What is too short before a gap is no visit; what comes after is.
    Expected(
      gap: 200..<350, policy: .close, visits: [[350, 700, 350, 10]], censored: ["start"]),
    Expected(gap: 200..<350, policy: .bridge, visits: [[100, 700, 450, 150]], censored: ["none"]),
    // The flight comes out of a gap hovering.
    Expected(gap: 60..<300, policy: .close, visits: [[300, 700, 400, 10]], censored: ["start"]),
    Expected(gap: 60..<300, policy: .bridge, visits: [[300, 700, 400, 10]], censored: ["start"]),
    Expected(gap: 60..<300, policy: .cap, visits: [[300, 700, 400, 10]], censored: ["start"]),
    // And goes into one.
    Expected(gap: 500..<750, policy: .close, visits: [[100, 500, 400, 10]], censored: ["end"]),
    Expected(gap: 500..<750, policy: .bridge, visits: [[100, 500, 400, 10]], censored: ["end"]),
    Expected(gap: 500..<750, policy: .cap, visits: [[100, 500, 400, 10]], censored: ["end"]),
    // Exactly max-gap is none.
    Expected(gap: 300..<420, policy: .close, visits: [[100, 700, 600, 120]], censored: ["none"]),
  ])
  private func aGapIsNoDwell(_ expected: Expected) throws {
    var settings = DetectionSettings()
    settings.gapPolicy = expected.policy
    let visits = try hover().without(expected.gap).visits(settings)
    #expect(
      visits.map { [$0.from, $0.until, $0.observedSeconds, $0.maxGapSeconds] } == expected.visits)
    #expect(visits.map(\.censored) == expected.censored)
    for visit in visits {
      #expect(visit.observedSeconds + visit.gapSeconds == visit.until - visit.from)
    }
  }

  @Test func theTravelToTheFixThatLeavesIsNotDwell() throws {
    let visits = try hover().visits()
    #expect(visits.map(\.observedSeconds) == [600])
    #expect(visits.map(\.fixes) == [61])
  }

  @Test(arguments: [
    (0.0...800.0, "none"), (200...800, "start"), (0...600, "end"), (200...600, "both"),
  ])
  func aVisitSaysWhereTheDataCutsIt(_ range: ClosedRange<Double>, _ censored: String) throws {
    let flight = hover().without(-1..<range.lowerBound).without(range.upperBound..<801)
    let visits = try flight.visits()
    #expect(visits.map(\.censored) == [censored])
    #expect(visits.map(\.from) == [max(100, range.lowerBound)])
    #expect(visits.map(\.until) == [min(700, range.upperBound)])
  }

  @Test(arguments: [(120.0, 1), (119.999_999, 1), (120.000_001, 0)])
  func aStopOfExactlyTheLeastDurationCounts(_ duration: Double, _ count: Int) throws {
    var settings = DetectionSettings()
    settings.minDuration = Seconds(duration)
    var flight = FlightMaking()
    flight.fly(0...120, every: 10) { _ in (0, 0) }
    #expect(try flight.visits(settings).count == count)
  }

  @Test(arguments: [(50.0, 1), (50.001, 0)])
  func aFixAtExactlyTheRadiusIsInside(_ reach: Double, _ count: Int) throws {
    var flight = FlightMaking()
    flight.fly(0...300, every: 10) { second in
      Int(second) % 20 == 0 ? (reach * 0.6, reach * 0.8) : (-reach * 0.6, -reach * 0.8)
    }
    let visits = try flight.visits(.only(.stop))
    #expect(visits.count == count)
    #expect(visits.allSatisfy { abs($0.radius - reach) < 1e-6 })
  }

  /// At one fix a minute the greatest gap is three minutes, not two.
  @Test(arguments: [(180.0, 1), (180.1, 2)])
  func theGreatestGapIsAtLeastThreeSpacings(_ pause: Double, _ count: Int) throws {
    var flight = FlightMaking()
    flight.fly(0...600, every: 60) { _ in (0, 0) }
    flight.fly(600 + pause...1200 + pause, every: 60) { _ in (0, 0) }
    var warnings: [String] = []
    var detector = Detector(settings: DetectionSettings(), systems: LocalTangentSystems()) {
      warnings.append($0)
    }
    var visits: [Visit] = []
    try detector.take(flight.fixes("a")) { visits.append($0) }
    try detector.take(flight.fixes("b")) { visits.append($0) }
    try detector.finish { visits.append($0) }
    #expect(visits.count == 2 * count)
    #expect(warnings.count == 1)
    #expect(warnings.allSatisfy { $0.contains("1min") && $0.contains("--max-gap") })
  }

  @Test func theLastVisitOfEveryFlightIsKept() throws {
    var flight = FlightMaking()
    flight.fly(0...300, every: 10) { _ in (0, 0) }
    var fixes = flight.fixes()
    fixes.flight = Labels(codes: fixes.time.indices.map { $0 < 15 ? 0 : 1 }, names: ["f1", "f2"])
    let visits = try Detecting.visits(in: fixes)
    #expect(visits.map(\.flight) == ["f1", "f2"])
    #expect(visits.map(\.observedSeconds) == [140, 150])
  }

  @Test func fixesWithoutTimeOrPlaceAreNoDwell() throws {
    var fixes = hover().fixes()
    for row in 30...40 { fixes.time[row] = .min }
    for row in 50...60 { fixes.x[row] = .nan }
    var detector = Detector(settings: DetectionSettings(), systems: LocalTangentSystems())
    var visits: [Visit] = []
    try detector.take(fixes) { visits.append($0) }
    try detector.finish { visits.append($0) }
    #expect(detector.tally["fixes without a time"] == 11)
    #expect(visits.map(\.observedSeconds) == [600])
    #expect(visits.map(\.maxGapSeconds) == [120])
    #expect(visits.map(\.fixes) == [39])
  }

  @Test func fixesThatAreNotProjectedAreRefusedByName() throws {
    var fixes = hover().fixes()
    fixes.x = []
    fixes.y = []
    var detector = Detector(settings: DetectionSettings(), systems: LocalTangentSystems())
    let error = #expect(throws: DwellError.self) { try detector.take(fixes) { _ in } }
    #expect(error?.message.contains("run 'dwell project'") == true)
    #expect(error?.message.contains("\n") == false)
  }

  @Test(arguments: [0, 1, 2])
  func hardlyAnyFixesAreNoVisit(_ count: Int) throws {
    var flight = FlightMaking()
    for second in 0..<count { flight.add(Double(second), 0, 0) }
    #expect(try flight.visits().isEmpty)
  }
}
