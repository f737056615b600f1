import Cleaning
import Testing
import Tracks

@Suite("spikes, jumps and flights")
struct SpikeTests {
  /// Where a trace is disturbed, how, which reason is counted how often, and how many flights
  /// remain.
  struct Trap: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var seconds: [Int]
    var latitude: Double
    var reason: String
    var dropped: Int
    var flights = 1
  }

  static let traps = [
    Trap(testDescription: "one spike", seconds: [50], latitude: 10.1, reason: "spike", dropped: 1),
    Trap(
      testDescription: "four spikes in a row that agree", seconds: Array(50...53), latitude: 10.1,
      reason: "spike", dropped: 4),
    Trap(
      testDescription: "a jump that comes back after 50 s", seconds: Array(50...100),
      latitude: 14, reason: "spike", dropped: 51),
    Trap(
      testDescription: "a wild first fix", seconds: [0], latitude: 60, reason: "spike", dropped: 1),
    Trap(
      testDescription: "four wild first fixes", seconds: [0, 1, 2, 3], latitude: 60,
      reason: "spike", dropped: 4),
    Trap(
      testDescription: "a wild last fix", seconds: [299], latitude: -60, reason: "spike",
      dropped: 1),
    Trap(
      testDescription: "a spike within the slack of 100 m and a second's way stays", seconds: [50],
      latitude: 10.004, reason: "spike", dropped: 0),
    Trap(
      testDescription: "a jump that stays is a flight of its own", seconds: Array(50...150),
      latitude: 14, reason: "spike", dropped: 0, flights: 3),
    Trap(
      testDescription: "a jump that stays to the end is a flight of its own",
      seconds: Array(290...299), latitude: 14, reason: "spike", dropped: 0, flights: 2),
  ]

  @Test("each trap costs the bad fixes and no good one", arguments: traps)
  func trap(_ trap: Trap) throws {
    var trace = Trace(count: 300)
    for second in trap.seconds { trace.fixes.latitude[second] = trap.latitude }
    for size in [1, 300] {
      let cleaned = try Cleaned(trace.fixes, size: size)
      #expect(cleaned.drops[trap.reason] == trap.dropped)
      #expect(cleaned.fixes.count == 300 - trap.dropped)
      #expect(cleaned.flightCount == trap.flights)
      #expect(cleaned.sortieCount == 1)
      if trap.dropped > 0 { #expect(cleaned.fixes.latitude.allSatisfy { $0 == 10 }) }
    }
  }

  @Test("scattered spikes that agree with nothing are all dropped")
  func scattered() throws {
    var trace = Trace(count: 300)
    for second in 50..<60 { trace.fixes.latitude[second] = 20 + Double(second % 7) * 5 }
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.drops["spike"] == 10)
    #expect(cleaned.flightCount == 1)
  }

  @Test("a position repeated for a while excuses the step after it")
  func stale() throws {
    var trace = Trace(count: 300)
    for second in 0..<300 {
      // 250 m/s, the position renewed every ten seconds only: a step of 2.5 km in one second.
      trace.fixes.longitude[second] = 20 + Double(second / 10) * 2500 / 109_640
    }
    trace.fixes.measures[.speed] = Array(repeating: 250, count: 300)
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.drops.isEmpty)
    #expect(cleaned.repairs["stale position"] == 270)
  }

  @Test(
    "the greatest speed decides what is a spike",
    arguments: [(30.0, 1), (53.0, 1), (54.0, 0), (2000.0, 0)])
  func maxSpeed(limit: Double, dropped: Int) throws {
    var trace = Trace(count: 120, every: 10)
    // 600 m aside and 200 m on in 10 s: 632 m, of which 100 m are slack.
    trace.fixes.latitude[60] += 600 / 110_610.0
    let cleaned = try Cleaned(
      trace.fixes, settings: CleaningSettings(maxSpeed: .metresPerSecond(limit)))
    #expect(cleaned.drops["spike"] == dropped)
  }

  @Test(
    "jump-stay decides between spike and flight",
    arguments: [(10.0, 3, 0), (20.0, 1, 21), (500.0, 1, 21)])
  func jumpStay(seconds: Double, flights: Int, dropped: Int) throws {
    var trace = Trace(count: 300)
    for second in 100...120 { trace.fixes.latitude[second] = 30 }
    // Stays for 20 s: as long as the second setting asks, when the track comes back first.
    let cleaned = try Cleaned(
      trace.fixes, settings: CleaningSettings(jumpStay: .seconds(seconds + (seconds == 20 ? 1 : 0)))
    )
    #expect(cleaned.flightCount == flights)
    #expect(cleaned.drops["spike"] == dropped)
  }

  @Test("0, 0 is dropped, but not from a track that is there")
  func nullIsland() throws {
    var trace = Trace(count: 100)
    for second in [0, 1, 2, 3, 4, 5, 50, 99] {
      trace.fixes.longitude[second] = 0
      trace.fixes.latitude[second] = 0
    }
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.drops["null island (0, 0)"] == 8)
    #expect(cleaned.fixes.count == 92)

    var there = Trace(count: 100)
    for second in 0..<100 {
      there.fixes.longitude[second] = Double(second - 50) * 1e-4
      there.fixes.latitude[second] = 0
    }
    #expect(try Cleaned(there.fixes).fixes.count == 100)
  }

  @Test("positions that are none are dropped by name, and longitudes up to 360 are wrapped")
  func ranges() throws {
    var trace = Trace(count: 20)
    trace.fixes.latitude[3] = 95
    trace.fixes.latitude[4] = .nan
    trace.fixes.longitude[5] = 400
    trace.fixes.longitude[6] = -340 + 6 * 20 / 109_640
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.drops["position out of range"] == 2)
    #expect(cleaned.drops["no position"] == 1)
    #expect(abs(cleaned.fixes.longitude[3] - (20 + 6 * 20 / 109_640)) < 1e-9)
    #expect(cleaned.fixes.count == 17)
  }

  @Test("a track over the antimeridian has no spike in it")
  func antimeridian() throws {
    var trace = Trace(count: 300)
    for row in 0..<300 {
      trace.fixes.longitude[row] = Earth.normalised(longitude: trace.fixes.longitude[row] + 159.97)
    }
    let cleaned = try Cleaned(trace.fixes)
    #expect(
      cleaned.fixes.longitude.contains { $0 < 0 } && cleaned.fixes.longitude.contains { $0 > 0 })
    #expect(cleaned.fixes.count == 300 && cleaned.flightCount == 1)
  }

  @Test("impossible heights go, the fixes stay")
  func heights() throws {
    var trace = Trace(count: 300)
    trace.fixes.measures[.height][10] = 32_000
    trace.fixes.measures[.height][11] = -2000
    trace.fixes.measures[.height][12] = 26_700
    for second in 200..<300 { trace.fixes.measures[.height][second] = 5000 }
    let cleaned = try Cleaned(trace.fixes)
    #expect(cleaned.fixes.count == 300)
    #expect(cleaned.repairs["height out of range"] == 2)
    // One spike, and the 15 s until 300 m/s could have climbed to the new level.
    let missing = (0..<300).filter { cleaned.fixes.measures[.height][$0].isNaN }
    #expect(Array(missing.prefix(4)) == [10, 11, 12, 200])
    #expect(cleaned.repairs["height spike"] == missing.count - 2)
    #expect(missing.count < 20)
  }

  @Test("the greatest height believed is a setting", arguments: [(400.0, 100), (500.0, 0)])
  func maxHeight(limit: Double, removed: Int) throws {
    let cleaned = try Cleaned(
      Trace(count: 100).fixes, settings: CleaningSettings(maxHeight: .metres(limit)))
    #expect(cleaned.repairs["height out of range"] == removed)
  }
}
