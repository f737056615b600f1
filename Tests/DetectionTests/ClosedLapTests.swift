import Detection
import TestSupport
import Testing
import Tracks

/// What turns as far as an orbit does and is none, and what looks as little like one and is.
@Suite struct ClosedLapTests {
  private static let samplings = [1.0, 5, 15]

  @Test(arguments: [8000.0, 20_000, 30_000], samplings)
  func thereAndBackIsNoOrbit(_ leg: Double, _ step: Double) throws {
    var way = Turtle()
    way.leg(3000)
    way.turn(180, radius: 600)
    way.leg(leg)
    way.turn(180, radius: 400)
    way.leg(leg + 1500)
    way.turn(330, radius: 900)
    way.leg(4000)
    #expect(try way.flown(speed: 60, every: step).visits().isEmpty)
  }

  @Test(arguments: samplings)
  func aLapAndTheWayOnFromItAreNoOrbit(_ step: Double) throws {
    // A box of 30 × 8 km, and within it back to its middle: a turn and a half.
    var way = Turtle()
    way.racetrack(leg: 24_000, radius: 4000)
    way.leg(18_000)
    way.turn(180, radius: 1500)
    way.leg(6000)
    #expect(try way.flown(speed: 80, every: step).visits().isEmpty)
  }

  @Test(arguments: samplings)
  func threeLegsOfASurveyAreNoOrbit(_ step: Double) throws {
    // Legs 1, 3, 2: turns of one sense. Legs 1, 2, 3 with turns that swing out first.
    var laps = Turtle()
    laps.leg(12_000)
    laps.turn(180, radius: 1500)
    laps.leg(12_000)
    laps.turn(180, radius: 750)
    laps.leg(12_000)
    laps.turn(180, radius: 1500)
    #expect(try laps.flown(speed: 60, every: step).visits().isEmpty)
    var bulges = Turtle()
    for side in [-1.0, 1, -1] {
      bulges.leg(12_000)
      bulges.turn(-40 * side, radius: 900)
      bulges.turn(260 * side, radius: 900)
      bulges.turn(-40 * side, radius: 900)
    }
    bulges.leg(12_000)
    #expect(try bulges.flown(speed: 60, every: step).visits().isEmpty)
  }

  @Test(arguments: samplings)
  func aHoldingOfALapAndAHalfIsAnOrbit(_ step: Double) throws {
    // Turns and legs of a minute each; the way in leads along a leg.
    let radius = 60 * 80 / Double.pi
    var way = Turtle()
    way.leg(12_000)
    way.turn(180, radius: radius)
    way.racetrack(leg: 4800, radius: radius)
    way.leg(15_000)
    let visits = try way.flown(speed: 80, every: step).visits()
    #expect(visits.map(\.shape) == ["racetrack"])
    #expect(
      visits.allSatisfy { $0.distance(x: 12_000 - 2400, y: radius) < 0.05 * (radius + 2400) })
  }

  @Test(arguments: samplings)
  func aRacetrackEndsWhereItsLapsDo(_ step: Double) throws {
    // The way in and the way out go on along the legs for three times as long.
    var way = Turtle()
    way.leg(14_000)
    for _ in 0..<3 { way.racetrack(leg: 4000, radius: 1200) }
    way.leg(18_000)
    let visits = try way.flown(speed: 60, every: step).visits()
    #expect(visits.map(\.shape) == ["racetrack"])
    for visit in visits {
      #expect(visit.distance(x: 16_000, y: 1200) < 150)
      #expect(abs(visit.semiMajor - 3200) < 160)
    }
  }

  @Test(arguments: samplings)
  func aLapTwiceAsLargeIsNoPartOfTheOthers(_ step: Double) throws {
    var way = Turtle()
    way.leg(5000)
    for size in [1, 1, 1, 1, 2.2] { way.racetrack(leg: 5000 * size, radius: 1200 * size) }
    way.leg(9000)
    let visits = try way.flown(speed: 60, every: step).visits()
    #expect(visits.map(\.shape) == ["racetrack"])
    for visit in visits {
      #expect(visit.distance(x: 7500, y: 1200) < 40)
      #expect(abs(visit.semiMajor - 3700) < 40 && abs(abs(visit.turns) - 4) < 0.3)
    }
  }

  @Test(arguments: [1.8, 2, 2.2])
  func largerLapsAreCutOutOfTheOthers(_ size: Double) throws {
    // Every lap comes back to within half a radius of the one before: only their size tells.
    var way = Turtle()
    for size in [1, 1, 1, 1.5, size, 1.5, 1, 1, 1] {
      for _ in 0..<2 {
        way.turn(180, radius: 1000 * size)
        way.leg(600 * size)
      }
    }
    let visits = try way.flown(speed: 50, every: 5).visits()
    for part in [visits.first, visits.last] {
      let visit = try #require(part)
      #expect(visit.shape == "racetrack" && abs(visit.radius - 1192) < 10)
      #expect(abs(abs(visit.turns) - 3) < 0.2 && visit.distance(x: -300, y: 1000) < 10)
    }
  }

  @Test(arguments: [5.0, 15, 30], [3, 4, 5] as [UInt64])
  func wideIrregularRingsAreAnOrbit(_ step: Double, _ seed: UInt64) throws {
    // As over a fire: each ring about another middle and of another size, by a fifth.
    var random = SplitMix(seed: seed)
    var flight = FlightMaking()
    let knots = (0..<80).map { _ in (random.normal(), random.normal(), random.normal()) }
    flight.fly(0...1800, every: step) { second in
      let lap = second / 250
      let (index, part) = (Int(2 * lap), (2 * lap).truncatingRemainder(dividingBy: 1))
      func mixed(_ value: (Int) -> Double) -> Double {
        (1 - part) * value(index) + part * value(index + 1)
      }
      let radius = 2000 * (1 + 0.12 * mixed { knots[$0].0 })
      return (
        radius * (lap * 360).cosine + 250 * mixed { knots[$0].1 },
        radius * (lap * 360).sine + 250 * mixed { knots[$0].2 }
      )
    }
    let visits = try flight.visits()
    #expect(visits.count == 1)
    #expect(visits.allSatisfy { abs($0.turns) > 5 && $0.distance(x: 0, y: 0) < 600 })
  }

  @Test(arguments: samplings)
  func lapsStretchedByTheWindAreOneRacetrack(_ step: Double) throws {
    var way = Turtle()
    for stretch in [0.0, 900, -600, 500, -900] {
      way.leg(5000 + stretch)
      way.turn(180, radius: 1000 + stretch / 12)
      way.leg(5000 + stretch)
      way.turn(180, radius: 1000 + stretch / 12)
    }
    let visits = try way.flown(speed: 70, every: step).visits()
    #expect(visits.map(\.shape) == ["racetrack"])
    #expect(visits.allSatisfy { abs($0.turns) > 4.4 && $0.radius < 3100 })
  }
}
