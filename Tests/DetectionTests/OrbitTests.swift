import Detection
import TestSupport
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pattern of a size, flown at a speed and logged every so often.
private struct Case: Sendable, CustomStringConvertible {
  var size: Double
  var speed: Double
  var step: Double
  var isIrregular = false
  var laps = 5.4
  var wind = 0.0
  var noise = 3.0
  var description: String { "\(size) m at \(speed) m/s every \(step) s, wind \(wind)" }

  func flown(_ pattern: Pattern, seed: UInt64) -> (FlightMaking, ClosedRange<Double>) {
    var random = SplitMix(seed: seed)
    let (flight, on) = pattern.flown(laps: laps, speed: speed, wind: wind, &random) {
      isIrregular ? step * (0.3 + 1.4 * $0) : step
    }
    return (flight.noisy(noise, &random), on)
  }
}

private let sizes = [
  Case(size: 30, speed: 5, step: 0.1, noise: 0.5), Case(size: 30, speed: 4, step: 1, noise: 1),
  Case(size: 120, speed: 7, step: 1), Case(size: 120, speed: 12, step: 5),
  Case(size: 700, speed: 40, step: 1, wind: 0.3), Case(size: 700, speed: 40, step: 10, wind: 0.5),
  Case(size: 1500, speed: 45, step: 0.1, laps: 3.3), Case(size: 1500, speed: 45, step: 5),
  Case(size: 1500, speed: 45, step: 20, isIrregular: true),
  Case(size: 2500, speed: 40, step: 30, wind: 0.3),
  Case(size: 2500, speed: 45, step: 40, isIrregular: true),
  Case(size: 8000, speed: 80, step: 5, laps: 2.3), Case(size: 8000, speed: 80, step: 60),
  Case(size: 8000, speed: 80, step: 60, isIrregular: true),
  Case(size: 28_000, speed: 110, step: 5, laps: 1.8),
  Case(size: 28_000, speed: 110, step: 60, isIrregular: true),
]

/// How much of either time both share, 0…1.
private func overlap(_ visit: Visit, _ on: ClosedRange<Double>) -> Double {
  let shared = min(visit.until, on.upperBound) - max(visit.from, on.lowerBound)
  let either = max(visit.until, on.upperBound) - min(visit.from, on.lowerBound)
  return max(0, shared) / either
}

@Suite struct OrbitTests {
  @Test(arguments: sizes)
  private func aCircleOfAnySizeIsOneOrbitAboutItsCentre(_ example: Case) throws {
    let (flight, on) = example.flown(.circle(example.size), seed: 11)
    let visits = try flight.visits(.only(.orbit))
    #expect(visits.map(\.shape) == ["circle"])
    for visit in visits {
      #expect(visit.distance(x: 0, y: 0) <= 0.02 * example.size)
      #expect(abs(visit.radius - example.size) <= 0.03 * example.size)
      #expect(visit.sense == "left" && visit.turns < 0)
      #expect(abs(abs(visit.turns) - example.laps) <= 0.35)
      #expect(overlap(visit, on) >= 0.9)
    }
  }

  @Test(arguments: sizes)
  private func aRacetrackIsOneOrbitAboutItsMiddle(_ example: Case) throws {
    var example = example
    example.laps = max(2.4, example.laps)
    let radius = example.size / 2
    let (flight, on) = example.flown(
      .racetrack(halfLeg: example.size, radius: radius), seed: 12)
    let visits = try flight.turned(35).visits(.only(.orbit))
    #expect(visits.map(\.shape) == ["racetrack"])
    for visit in visits {
      #expect(visit.distance(x: 0, y: 0) <= 0.05 * example.size)
      // Anticlockwise from east is 35°, so from north 55°.
      #expect(abs(visit.orientation - 55) <= 6)
      #expect(visit.semiMajor > 1.3 * visit.semiMinor)
      #expect(overlap(visit, on) >= 0.8)
    }
  }

  @Test(arguments: sizes.filter { $0.size > 30 })
  private func aFigureOfEightIsOneOrbitAboutItsMiddle(_ example: Case) throws {
    var example = example
    example.laps = max(3.4, example.laps)
    let (flight, on) = example.flown(.eight(2 * example.size), seed: 13)
    let visits = try flight.visits(.only(.orbit))
    #expect(visits.map(\.shape) == ["figure-eight"])
    for visit in visits {
      #expect(visit.distance(x: 0, y: 0) <= 0.06 * example.size)
      #expect(visit.sense == "both")
      #expect(overlap(visit, on) >= 0.75)
    }
  }

  @Test(arguments: [0.9, 1.0, 1.2])
  func oneTurnIsNoOrbit(_ laps: Double) throws {
    for step in [1.0, 10] {
      var random = SplitMix(seed: 14)
      let (flight, _) = Pattern.circle(800).flown(laps: laps, speed: 40, &random) { _ in step }
      #expect(try flight.noisy(3, &random).visits().isEmpty)
    }
  }

  @Test(arguments: [1.0, 10])
  func aSenseIsAsSeenFromAbove(_ step: Double) throws {
    var random = SplitMix(seed: 15)
    var (flight, _) = Pattern.circle(800).flown(laps: 4, speed: 40, &random) { _ in step }
    flight.y = flight.y.map { -$0 }
    let visits = try flight.visits()
    #expect(visits.map(\.sense) == ["right"])
    #expect(visits.allSatisfy { abs($0.turns - 4) < 0.3 })
  }

  @Test(arguments: [(8.0, 1.0), (3, 1), (8, 5), (5, 10)])
  func aCircleThatMovesOnIsDrifting(_ drift: Double, _ step: Double) throws {
    var random = SplitMix(seed: 16)
    let (flight, on) = Pattern.circle(600).flown(
      laps: 9, speed: 40, drift: drift, &random
    ) { _ in step }
    let visits = try flight.noisy(3, &random).visits()
    #expect(visits.map(\.shape) == ["drifting"])
    for visit in visits {
      #expect(abs(visit.drift - drift) <= 0.15 * drift)
      #expect(abs(visit.radius - 600) <= 90)
      #expect(overlap(visit, on) >= 0.8)
      #expect(visit.isDrifting)
    }
  }

  @Test(arguments: [(8.0, 1.0), (3, 1), (8, 5), (5, 10)])
  func aDriftingCircleEndsWhereItIsLeft(_ drift: Double, _ step: Double) throws {
    var random = SplitMix(seed: 21)
    let (flight, on) = Pattern.circle(600).flown(
      laps: 4.3, speed: 40, drift: drift, &random
    ) { _ in step }
    let visits = try flight.noisy(2, &random).visits()
    #expect(visits.map(\.shape) == ["drifting"])
    for visit in visits {
      // The way in is a tangent: it leaves the circle slowly.
      #expect(abs(visit.from - on.lowerBound) <= 8 + step)
      #expect(abs(visit.until - on.upperBound) <= 8 + step)
      #expect(
        visit.distance(x: drift * (visit.from + visit.until - 2 * on.lowerBound) / 2, y: 0) <= 6)
    }
  }

  /// A thermal: small circles that go with the wind at a third of the airspeed.
  @Test func aThermalIsDrifting() throws {
    var random = SplitMix(seed: 17)
    let (flight, _) = Pattern.circle(150).flown(
      laps: 14, speed: 28, drift: 9, &random
    ) { _ in 4 }
    let visits = try flight.noisy(3, &random).visits()
    #expect(visits.map(\.shape) == ["drifting"])
    #expect(visits.allSatisfy { abs($0.drift - 9) < 1.5 })
  }

  /// In calm air: the middle of the circles wanders, and comes back.
  @Test(arguments: [(2.0, 60.0, "drifting"), (0, 60, "circle"), (2, 3, "circle")])
  func circlesShiftedWhileClimbingAreNoPlace(
    _ climb: Double, _ shift: Double, _ shape: String
  ) throws {
    var flight = FlightMaking()
    flight.fly(0...600, every: 2) { second in
      let angle = 360 * second / 40
      let middle = 360 * second / 130
      return (
        180 * angle.cosine + shift * middle.cosine, 180 * angle.sine + shift * middle.sine
      )
    }
    var fixes = flight.fixes()
    fixes.measures[.height] = flight.seconds.map { 500 + climb * $0 }
    #expect(try Detecting.visits(in: fixes).map(\.shape) == [shape])
  }

  @Test(arguments: [1.0, 10])
  func threePlacesInStepsAreThreeVisits(_ step: Double) throws {
    var random = SplitMix(seed: 18)
    var flight = FlightMaking()
    let lap = 2 * Double.pi * 1000 / 40
    flight.fly(0...36 * lap, every: step) { second in
      let site = min(2, (second / (12 * lap)).rounded(.down))
      let angle = 360 * second / lap
      return (1000 * angle.cosine + 1400 * site, 1000 * angle.sine + 300 * site)
    }
    let visits = try flight.noisy(3, &random).visits(.only(.orbit))
    #expect(visits.map(\.shape) == ["circle", "circle", "circle"])
    for (site, visit) in visits.enumerated() {
      #expect(visit.distance(x: 1400 * Double(site), y: 300 * Double(site)) <= 30)
    }
  }

  @Test(arguments: [true, false], [1.0, 5, 20])
  func aSurveyIsNoOrbit(_ alternates: Bool, _ step: Double) throws {
    // Twelve legs of 6 km, 400 m apart; or in two blocks so that all turns are of one sense.
    var corners: [(x: Double, y: Double)] = []
    for leg in 0..<12 {
      let line =
        alternates ? leg : leg.isMultiple(of: 2) ? leg / 2 : leg / 2 + 6
      let x = Double(line) * 400
      let isNorthward = leg.isMultiple(of: 2)
      corners.append((x, isNorthward ? 0 : 6000))
      corners.append((x, isNorthward ? 6000 : 0))
    }
    var random = SplitMix(seed: 19)
    let flight = walked(rounded(corners), speed: 60, step: step).noisy(3, &random)
    #expect(try flight.visits().filter { !$0.isDrifting }.isEmpty)
  }

  @Test func taxiingRoundABlockOnceIsNoOrbit() throws {
    let corners: [(x: Double, y: Double)] = [
      (0, 0), (800, 0), (800, 300), (100, 300), (100, 0), (-2000, 0),
    ]
    let flight = walked(corners, speed: 10, step: 1)
    #expect(try flight.visits().isEmpty)
  }

  @Test func aSquareOfCornersIsAnOrbit() throws {
    var corners: [(x: Double, y: Double)] = []
    for _ in 0..<5 { corners += [(0, 0), (900, 0), (900, 900), (0, 900)] }
    let visits = try walked(corners, speed: 30, step: 2).visits()
    #expect(visits.count == 1)
    #expect(visits.allSatisfy { $0.distance(x: 450, y: 450) < 30 })
  }
}

/// Corners cut by arcs of a sort, so that turns take time.
private func rounded(_ corners: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
  var path: [(x: Double, y: Double)] = []
  for (index, corner) in corners.enumerated() {
    guard index > 0, index + 1 < corners.count else {
      path.append(corner)
      continue
    }
    let cut = 150.0
    func towards(_ other: (x: Double, y: Double), _ way: Double) -> (x: Double, y: Double) {
      let length = hypot(other.x - corner.x, other.y - corner.y)
      return (
        corner.x + way * (other.x - corner.x) / length,
        corner.y + way * (other.y - corner.y) / length
      )
    }
    path.append(towards(corners[index - 1], cut))
    path.append(towards(corners[index - 1], 0.3 * cut))
    path.append(towards(corners[index + 1], 0.3 * cut))
    path.append(towards(corners[index + 1], cut))
  }
  return path
}

/// A way along corners at a speed.
private func walked(
  _ corners: [(x: Double, y: Double)], speed: Double, step: Double
) -> FlightMaking {
  var flight = FlightMaking()
  var second = 0.0
  var next = 0.0
  for (from, to) in zip(corners, corners.dropFirst()) {
    let duration = hypot(to.x - from.x, to.y - from.y) / speed
    while next < second + duration {
      let share = (next - second) / duration
      flight.add(next, from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
      next += step
    }
    second += duration
  }
  return flight
}
