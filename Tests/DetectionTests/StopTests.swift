import Detection
import TestSupport
import Testing
import Tracks

/// A walk that lingers: steps of some metres, now and then a dash, now and then a gap.
private func walk(_ count: Int, _ random: inout SplitMix) -> FlightMaking {
  var flight = FlightMaking()
  var (second, x, y) = (0.0, 0.0, 0.0)
  for _ in 0..<count {
    flight.add(second, x, y)
    second += random.uniform() < 0.05 ? 150 : Double(Int(random.uniform(1, 40)))
    let step = random.uniform() < 0.15 ? 60.0 : 12.0
    x += step * random.normal()
    y += step * random.normal()
  }
  return flight
}

@Suite struct StopTests {
  @Test(arguments: GapPolicy.allCases)
  func aStricterSettingNeverGivesMoreDwell(_ policy: GapPolicy) throws {
    var random = SplitMix(seed: 3)
    var total = 0.0
    for _ in 0..<200 {
      let fixes = walk(Int(random.uniform(2, 120)), &random).fixes()
      func dwell(_ radius: Double, _ minutes: Double) throws -> Double {
        var settings = DetectionSettings.only(.stop)
        settings.radius = Metres(radius)
        settings.minDuration = Seconds(minutes)
        settings.gapPolicy = policy
        return try Detecting.visits(in: fixes, settings).reduce(0) { $0 + $1.observedSeconds }
      }
      let radius = random.uniform(5, 120)
      let duration = random.uniform(10, 600)
      let loose = try dwell(radius, duration)
      let longer = try dwell(radius, duration * random.uniform(1, 3))
      let smaller = try dwell(radius * random.uniform(0.3, 1), duration)
      #expect(longer <= loose + 1e-6)
      #expect(smaller <= loose + 1e-6)
      total += loose
    }
    #expect(total > 1000)
  }

  @Test(arguments: [(1, 400.0), (2, 400.0), (1, 5000.0), (1, 101.0)])
  func aSpikeDoesNotSplitAStop(_ length: Int, _ jump: Double) throws {
    var random = SplitMix(seed: 4)
    var flight = FlightMaking()
    flight.fly(0...600, every: 5) { _ in (0, 0) }
    flight = flight.noisy(2, &random)
    for row in 60..<60 + length { flight.x[row] += jump }
    let visits = try flight.visits()
    #expect(visits.map(\.observedSeconds) == [600])
    #expect(visits.allSatisfy { $0.radius < 20 && $0.distance(x: 0, y: 0) < 3 })
    #expect(visits.map(\.fixes) == [121 - length])
  }

  @Test func aCreepThatEndsInAParkingIsOneStop() throws {
    var flight = FlightMaking()
    // 0.3 m/s for 8 minutes, then an hour of standing.
    flight.fly(0...480, every: 10) { (0.3 * ($0 - 480), 0) }
    flight.fly(490...4090, every: 10) { _ in (0, 0) }
    let visits = try flight.visits(.only(.stop))
    let longest = visits.max { $0.observedSeconds < $1.observedSeconds }
    #expect((longest?.observedSeconds ?? 0) >= 3600)
    // Stays lie a quarter of the least duration apart: one that starts sooner is the same.
    #expect(visits.reduce(0) { $0 + $1.observedSeconds } >= 4090 - 2 * 40)
    #expect(visits.count <= 3)
  }

  @Test func aSlowDriftIsCutIntoStopsOfTheRadius() throws {
    var flight = FlightMaking()
    flight.fly(0...3600, every: 10) { (0.25 * $0, 0) }
    let visits = try flight.visits(.only(.stop))
    let total = visits.reduce(0) { $0 + $1.observedSeconds }
    #expect(total <= 3600 && total >= 3600 - 40 * Double(visits.count - 1))
    #expect(visits.allSatisfy { $0.radius <= 50 + 1e-6 || $0.until == 3600 })
    #expect((8...9).contains(visits.count))
  }

  @Test(arguments: [(200.0, 0), (0.5, 1)])
  func aPositionRepeatedOnTheMoveIsNoStop(_ speed: Double, _ count: Int) throws {
    var flight = FlightMaking()
    flight.fly(0...300, every: 5) { (-200 * (300 - $0), 0) }
    // The receiver repeats its last position; meanwhile the vehicle goes on, or stands.
    flight.fly(305...600, every: 5) { _ in (0, 0) }
    flight.fly(605...900, every: 5) { (speed * 305 + 200 * ($0 - 605), 0) }
    #expect(try flight.visits().count == count)
  }

  /// Whatever comes after, and where nothing does; a speed that stays the same tells nothing.
  @Test(arguments: [(229.0, 0), (14, 1), (0, 1), (.nan, 1), (230, 1)], [true, false])
  func aPositionRepeatedAtCruisingSpeedIsNoStop(_ stale: (Double, Int), _ goesOn: Bool) throws {
    var flight = FlightMaking()
    flight.fly(0...300, every: 5) { (-230 * (300 - $0), 0) }
    flight.fly(305...600, every: 5) { _ in (0, 0) }
    if goesOn { flight.fly(605...900, every: 5) { (230 * ($0 - 604), 0) } }
    var fixes = flight.fixes()
    fixes.measures[.speed] = flight.seconds.map { (305...600).contains($0) ? stale.0 : 230 }
    #expect(try Detecting.visits(in: fixes).count == stale.1)
  }

  /// At 10 Hz a receiver that measures once a second repeats most positions.
  @Test func aPositionRepeatedForASecondIsAFix() throws {
    var random = SplitMix(seed: 6)
    var (flight, _) = Pattern.circle(800).flown(laps: 4, speed: 60, &random) { _ in 0.2 }
    for row in flight.x.indices where !row.isMultiple(of: 5) {
      (flight.x[row], flight.y[row]) = (flight.x[row - 1], flight.y[row - 1])
    }
    var fixes = flight.fixes()
    let plain = try Detecting.visits(in: fixes)
    fixes.measures[.speed] = flight.seconds.map { 60 + ($0 / 7).cosine }
    #expect(try Detecting.visits(in: fixes).map(\.fixes) == plain.map(\.fixes))
    #expect(plain.map(\.shape) == ["circle"])
  }

  @Test func jitterAtRestIsAStopAndNoOrbit() throws {
    for sigma in [0.5, 3, 8] {
      var random = SplitMix(seed: 5)
      var flight = FlightMaking()
      flight.fly(0...1800, every: 1) { _ in (0, 0) }
      let visits = try flight.noisy(sigma, &random).visits()
      #expect(visits.map(\.kind) == ["stop"])
      #expect(visits.map(\.observedSeconds) == [1800])
    }
  }

  /// 100,000 fixes of a parked vehicle: noise of half the radius makes windows end all the time.
  @Test(.timeLimit(.minutes(5)), arguments: [2.0, 25])
  func aLongParkingTakesSeconds(_ sigma: Double) throws {
    var random = SplitMix(seed: 6)
    var flight = FlightMaking()
    flight.fly(0...99_999, every: 1) { _ in (0, 0) }
    let visits = try flight.noisy(sigma, &random).visits(.only(.stop))
    let share = visits.reduce(0) { $0 + $1.observedSeconds } / 99_999
    #expect(sigma > 2 || (share == 1 && visits.count == 1))
    #expect(visits.allSatisfy { $0.sampleMilliseconds.count <= 256 })
  }
}
