import Detection
import TestSupport
import Testing
import Tracks

/// Half an hour of circles of 1.5 km while the camera looks somewhere, a fix every `step` seconds.
private func circling(
  every step: Double = 1, look: (Double) -> (x: Double, y: Double)
) -> FlightMaking {
  var flight = FlightMaking()
  var second = 0.0
  while second <= 1800 {
    let angle = 360 * second / 230
    flight.add(
      second, 1500 * angle.cosine, 1500 * angle.sine, look: look(second))
    second += step
  }
  return flight
}

@Suite struct StareTests {
  @Test(arguments: [1.0, 5, 20])
  func slewsAndDropOutsDoNotBreakAStare(_ step: Double) throws {
    var random = SplitMix(seed: 21)
    let flight = circling(every: step) { second in
      let away = Int(second) % 300
      if (100..<112).contains(away) { return (2500, 900) }
      if (200..<209).contains(away) { return (.nan, .nan) }
      return (600 + 6 * random.normal(), -400 + 6 * random.normal())
    }
    let visits = try flight.visits().filter { $0.kind == "stare" }
    #expect(visits.map(\.shape) == [""])
    for visit in visits {
      #expect(visit.distance(x: 600, y: -400) < 5)
      #expect(visit.from == 0 && visit.until == 1800)
      #expect(visit.lookBasis == "sensor")
      #expect(visit.radius <= 100)
    }
  }

  @Test(arguments: [1.0, 3, 8, 15])
  func aFrameThatFollowsIsNoStaticStare(_ speed: Double) throws {
    var random = SplitMix(seed: 22)
    let flight = circling { second in
      (speed * second + 5 * random.normal(), 200 + 5 * random.normal())
    }
    let visits = try flight.visits().filter { $0.kind == "stare" }
    #expect(visits.allSatisfy { $0.isDrifting })
  }

  /// Circles round a truck on its way: the vehicle keeps closer to it than it to where it began.
  @Test(arguments: [1.0, 5])
  func aTruckThatIsFollowedIsOneDriftingStare(_ step: Double) throws {
    var random = SplitMix(seed: 24)
    var flight = circling(every: step) { second in
      let isSlew = Int(second) % 300 > 290
      return (8 * second + 6 * random.normal() + (isSlew ? 900 : 0), 6 * random.normal())
    }
    flight.x = zip(flight.x, flight.seconds).map { $0 + 8 * $1 }
    let visits = try flight.visits().filter { $0.kind == "stare" }
    #expect(visits.map(\.shape) == ["drifting"])
    #expect(visits.allSatisfy { $0.until - $0.from > 1700 })
  }

  @Test(arguments: [0.2, 1, 5])
  func aCameraThatLooksAheadStaresAtNothing(_ step: Double) throws {
    var random = SplitMix(seed: 25)
    var flight = FlightMaking()
    for index in 0...Int(900 / step) {
      let second = Double(index) * step
      flight.add(
        second, 10 * second, 0, look: (10 * second + 60 + random.normal(), random.normal()))
    }
    #expect(try flight.visits(.only(.stare)).isEmpty)
  }

  @Test func whatIsFollowedBeginsWhereTheCameraNoLongerLooksAhead() throws {
    var random = SplitMix(seed: 26)
    var flight = FlightMaking()
    for index in 0...1200 {
      let second = Double(index)
      // On the way there, then round a truck that it meets.
      let truck = 9800 + 8 * (second - 300)
      let angle = 180 + 360 * (second - 300) / 120
      let isThere = second > 300
      flight.add(
        second, isThere ? truck + 800 * angle.cosine : 30 * second,
        isThere ? 800 * angle.sine : 0,
        look: ((isThere ? truck : 30 * second + 800) + 3 * random.normal(), 3 * random.normal()))
    }
    let visits = try flight.visits(.only(.stare))
    #expect(visits.map(\.shape) == ["drifting"])
    #expect(visits.allSatisfy { abs($0.from - 300) < 20 && $0.until > 1190 })
  }

  @Test func twoPlacesOneAfterTheOtherAreTwoStares() throws {
    var random = SplitMix(seed: 23)
    let flight = circling { second in
      ((second < 900 ? 0 : 700) + 6 * random.normal(), 6 * random.normal())
    }
    let visits = try flight.visits().filter { $0.kind == "stare" }
    #expect(visits.map(\.shape) == ["", ""])
    #expect(visits.map { $0.distance(x: 0, y: 0) < 350 } == [true, false])
  }

  @Test func aStareAndTheOrbitOfTheSameTimeAreLinkedBothWays() throws {
    let visits = try circling { _ in (300, 0) }.visits()
    let stare = visits.first { $0.kind == "stare" }
    let orbit = visits.first { $0.kind == "orbit" }
    #expect(visits.count == 2)
    #expect(stare?.linked == [orbit?.visit ?? "?"])
    #expect(orbit?.linked == [stare?.visit ?? "?"])
  }

  @Test(arguments: [(99.8, 181...181), (100.2, 121...126)])
  func aFrameAsFarAsTheStareRadiusFromTheMiddleIsInside(
    _ reach: Double, _ fixes: ClosedRange<Int>
  ) throws {
    let flight = circling(every: 10) { second in
      Int(second) % 30 == 20 ? (Int(second) % 60 == 20 ? reach : -reach, 0) : (0, 0)
    }
    let visits = try flight.visits(.only(.stare))
    #expect(visits.count == 1)
    #expect(visits.allSatisfy { fixes.contains($0.fixes) })
    #expect(visits.map(\.observedSeconds) == [1800])
  }

  /// A camera that looks at one place and another, slews and loses its range, at random.
  private func restless(_ seed: UInt64) -> FlightMaking {
    var random = SplitMix(seed: seed)
    var (place, until) = ((x: 0.0, y: 0.0), 0.0)
    return circling { second in
      if second >= until {
        place = (random.uniform(-3000, 3000), random.uniform(-3000, 3000))
        until = second + random.uniform(20, 500)
      }
      if random.uniform() < 0.05 { return (.nan, .nan) }
      return (place.x + 15 * random.normal(), place.y + 15 * random.normal())
    }
  }

  @Test("More fixes lose no stare", arguments: [2, 5, 10])
  func moreFixesLoseNoStare(_ part: Int) throws {
    var count = 0
    for seed in 0..<12 {
      let all = restless(UInt64(300 + seed))
      var few = FlightMaking()
      for row in stride(from: 0, to: all.x.count, by: part) {
        few.add(all.seconds[row], all.x[row], all.y[row], look: (all.lookX[row], all.lookY[row]))
      }
      let dense = try all.visits(.only(.stare))
      for stare in try few.visits(.only(.stare)) where stare.observedSeconds >= 150 {
        count += 1
        let shared = dense.map { min($0.until, stare.until) - max($0.from, stare.from) }
        #expect((shared.max() ?? 0) >= 0.9 * (stare.until - stare.from))
      }
    }
    #expect(count > 12)
  }

  /// 100,000 frames at 10 Hz.
  @Test(.timeLimit(.minutes(5))) func aLongStareTakesSeconds() throws {
    var random = SplitMix(seed: 26)
    var flight = FlightMaking()
    for index in 0..<100_000 {
      let angle = 360 * Double(index) / 2300
      flight.add(
        Double(index) / 10, 1500 * angle.cosine, 1500 * angle.sine,
        look: (20 * random.normal(), 20 * random.normal()))
    }
    let visits = try flight.visits(.only(.stare))
    #expect(visits.map(\.shape) == [""])
    #expect(visits.allSatisfy { $0.observedSeconds > 9990 && $0.distance(x: 0, y: 0) < 2 })
  }

  @Test func withoutACameraThereIsNoStare() throws {
    #expect(try circling { _ in (.nan, .nan) }.visits(.only(.stare)).isEmpty)
  }
}
