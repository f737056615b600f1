import Detection
import Foundation
import TestSupport
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A flight fed in small batches: when each visit came, and the most rows held on the way.
private struct Fed {
  var visits: [(visit: Visit, at: Double)] = []
  var mostHeld = 0

  /// - Parameter path: Metres at a second; `count` fixes, `step` seconds apart.
  init(
    _ count: Int, every step: Double, batch: Int = 500,
    _ path: (Double) -> (x: Double, y: Double)
  ) throws {
    var detector = Detector(settings: DetectionSettings(), systems: LocalTangentSystems())
    var first = 0
    while first < count {
      var flight = FlightMaking()
      for row in first..<min(count, first + batch) {
        let place = path(Double(row) * step)
        flight.add(Double(row) * step, place.x, place.y)
      }
      let now = Double(first) * step
      var found: [(Visit, Double)] = []
      try detector.take(flight.fixes()) { found.append(($0, now)) }
      visits += found
      mostHeld = max(mostHeld, detector.held)
      first += batch
    }
    var found: [(Visit, Double)] = []
    try detector.finish { found.append(($0, .infinity)) }
    visits += found
  }
}

/// 4 hours, 40 with `DWELL_SOAK`: more rows than are held.
private let hours = ProcessInfo.processInfo.environment["DWELL_SOAK"] == nil ? 4.0 : 40.0

@Suite("a stream of fixes")
struct StreamingTests {
  @Test("is held in part only while an orbit at 10 Hz goes on, and every fix counts")
  func longOrbit() throws {
    let count = Int(hours * 36_000)
    var random = SplitMix(seed: 71)
    let fed = try Fed(count, every: 0.1) { second in
      let angle = 360 * second / 200
      return (
        1000 * angle.cosine + 2 * random.normal(), 1000 * angle.sine + 2 * random.normal()
      )
    }
    #expect(fed.mostHeld <= 16_384)
    #expect(fed.visits.map(\.visit.shape) == ["circle"])
    let visit = try #require(fed.visits.first?.visit)
    #expect(visit.fixes >= count - 20 && visit.fixes <= count)
    #expect(abs(visit.observedSeconds - (visit.until - visit.from)) < 1e-5)
    #expect(abs(visit.observedSeconds - hours * 3600) < 5)
    #expect(abs(abs(visit.turns) - hours * 18) < 0.05 * hours)
    #expect(abs(visit.radius - 1000) < 2 && visit.distance(x: 0, y: 0) < 2)
    #expect(visit.sampleMilliseconds.count <= 256)
    #expect(
      visit.sampleMilliseconds.reduce(0, +)
        == Int64((visit.observedSeconds * 1e6).rounded()) / 1000)
    #expect(visit.maxGapSeconds < 0.2)
  }

  @Test(
    "tells of an orbit that is over soon after, though what follows stays on its ring or inside it",
    arguments: [0.0, 1])
  func orbitThenHover(inward: Double) throws {
    // Ten laps of 200 m in 21 min, then a hover of 100 min where it ended, or in the middle.
    let fed = try Fed(7200, every: 1) { second in
      let angle = 360 * min(1257, second) / 125.7
      let radius = second < 1257 ? 200 : max(200 * (1 - inward), 200 - 5 * (second - 1257))
      return (radius * angle.cosine, radius * angle.sine)
    }
    #expect(fed.visits.map(\.visit.kind) == ["orbit", "stop"])
    let told = try #require(fed.visits.first?.at)
    #expect(told < 3 * 1257)
  }

  @Test("is held in part only while a hover at 10 Hz goes on, and it stays one stop")
  func longHover() throws {
    let count = Int(hours * 36_000)
    var random = SplitMix(seed: 72)
    let fed = try Fed(count, every: 0.1) { _ in (3 * random.normal(), 3 * random.normal()) }
    #expect(fed.mostHeld <= 16_384)
    #expect(fed.visits.map(\.visit.kind) == ["stop"])
    let visit = try #require(fed.visits.first?.visit)
    // White noise looks like a jump once in ten thousand rows.
    #expect(visit.fixes >= count - 20 && visit.fixes <= count)
    #expect(abs(visit.observedSeconds - Double(count - 1) / 10) < 1e-5)
    #expect(visit.radius > 9 && visit.radius < 20)
    #expect(visit.censored == "both")
  }

  @Test("of a straight flight holds a leg, and nothing is found")
  func transit() throws {
    let fed = try Fed(36_000, every: 1) { (230 * $0, 100 * sin($0 / 500)) }
    #expect(fed.mostHeld < 2000)
    #expect(fed.visits.isEmpty)
  }

  @Test(
    "gives a visit within minutes of its end",
    arguments: [(1000.0, 40.0, 400.0), (60.0, 8.0, 300.0), (5000.0, 90.0, 1100.0)])
  func latency(radius: Double, speed: Double, within: Double) throws {
    let lap = 2 * .pi * radius / speed
    let end = 6 * lap
    let fed = try Fed(Int(end + 4000), every: 1, batch: 20) { second in
      guard second > end else {
        let angle = 360 * second / lap
        return (radius * angle.cosine, radius * angle.sine)
      }
      return (radius, speed * (second - end))
    }
    #expect(fed.visits.map(\.visit.shape) == ["circle"])
    #expect(fed.visits.allSatisfy { $0.at <= end + within })
  }

  @Test("gives a stop within minutes of its end, though the flight never goes straight")
  func latencyOfStops() throws {
    // Hover, fly a zigzag of 200 m legs, hover, …
    let fed = try Fed(6000, every: 1, batch: 20) { second in
      let part = second.truncatingRemainder(dividingBy: 1500)
      let home = 1000 * (second / 1500).rounded(.down)
      if part < 300 { return (home, 0) }
      let leg = (part - 300) / 40
      let along = leg.truncatingRemainder(dividingBy: 2)
      return (home + 20 * leg, 200 * (along < 1 ? along : 2 - along))
    }
    #expect(fed.visits.count == 4)
    #expect(fed.visits.allSatisfy { $0.visit.kind == "stop" })
    #expect(fed.visits.dropLast().allSatisfy { $0.at - $0.visit.until < 900 })
  }

  @Test("of a day over three places gives three orbits, though its rows were let go of")
  func threePlaces() throws {
    var random = SplitMix(seed: 73)
    let fed = try Fed(36_000, every: 2) { second in
      let home = 6000 * Double(min(2, Int(second / 24_000)))
      let angle = 360 * second / 240
      return (
        home + 1500 * angle.cosine + 2 * random.normal(), 1500 * angle.sine + 2 * random.normal()
      )
    }
    let orbits = fed.visits.map(\.visit).filter { $0.shape == "circle" }
    #expect(fed.mostHeld <= 16_384)
    #expect(orbits.count == 3)
    for (place, orbit) in orbits.enumerated() {
      #expect(orbit.distance(x: 6000 * Double(place), y: 0) < 15)
      #expect(abs(orbit.observedSeconds - 24_000) < 600)
    }
  }

  /// A look that waits for more rows finds the vehicle turning again: what it left ends before that.
  ///
  /// The first orbit is looked at when 512 rows are there, then when a quarter more are: with some legs
  /// in the first lap of the second.
  @Test(arguments: [15.0, 16, 17])
  func anOrbitAfterALegBeginsWithItsFirstLap(_ laps: Double) throws {
    for leg in stride(from: 40.0, through: 120, by: 10) {
      let lap = 2 * Double.pi * 150 / 28
      let (first, second) = (laps * lap, laps * lap + leg)
      var flight = FlightMaking()
      flight.fly(0...second + 10 * lap + 300, every: 1) { time in
        // Round with the wind, straight on, round again, and away.
        let turning = min(time, first) + min(max(0, time - second), 10 * lap)
        let straight = time - turning
        let angle = 360 * turning / lap
        return (4 * turning + 150 * angle.sine + 28 * straight, -150 * angle.cosine)
      }
      let visits = try flight.visits(.only(.orbit))
      #expect(visits.count == 2)
      #expect(visits.allSatisfy { abs(abs($0.turns) - ($0.from < first ? laps : 10)) < 0.5 })
    }
  }
}
