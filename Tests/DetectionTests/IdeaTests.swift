import TestSupport
import Testing
import Tracks

import Detection

@Suite("ideas that can be left out")
struct IdeaTests {
  private func visits(_ flight: FlightMaking, without idea: DetectionIdea?) throws -> [Visit] {
    var settings = DetectionSettings()
    if let idea { settings.without = [idea] }
    return try flight.visits(settings)
  }

  @Test("leave a plain circle as it is", arguments: DetectionIdea.allCases)
  func circle(idea: DetectionIdea) throws {
    var random = SplitMix(seed: 81)
    let (flight, _) = Pattern.circle(800).flown(laps: 5, speed: 40, &random) { _ in 2 }
    let found = try visits(flight, without: idea)
    #expect(found.map(\.shape) == ["circle"])
    #expect(found.allSatisfy { $0.distance(x: 0, y: 0) < 10 })
  }

  @Test("contribute what they are for")
  func contributions() throws {
    var random = SplitMix(seed: 82)
    let (eight, _) = Pattern.eight(1500).flown(laps: 5, speed: 40, &random) { _ in 2 }
    #expect(try visits(eight, without: nil).map(\.shape) == ["figure-eight"])
    #expect(try !visits(eight, without: .eights).contains { $0.shape == "figure-eight" })
    var spike = FlightMaking()
    spike.fly(0...400, every: 5) { _ in (0, 0) }
    spike.x[40] += 5000
    #expect(try visits(spike, without: nil).map(\.observedSeconds) == [400])
    #expect(try visits(spike, without: .excursions).count != 1)
  }

  @Test("know a survey flown in laps, whose legs lie so close that its middle hardly moves")
  func surveyRule() throws {
    // Twelve legs of 6 km, 100 m apart, in two blocks of six so that all turns are of one sense.
    var survey = FlightMaking()
    var second = 0.0
    func fly(to target: (x: Double, y: Double), from start: (x: Double, y: Double), bend: Double) {
      let (dx, dy) = (target.x - start.x, target.y - start.y)
      let way = (dx * dx + dy * dy).squareRoot()
      let count = Int(way * (bend == 0 ? 1 : 1.5708) / 120)
      for index in 0..<count {
        let share = Double(index) / Double(count)
        let side = bend * way / 2 * (share * 180).sine
        let along = bend == 0 ? share : (1 - (share * 180).cosine) / 2
        survey.add(
          second, start.x + along * dx - side * dy / way, start.y + along * dy + side * dx / way)
        second += 2
      }
    }
    for leg in 0..<11 {
      func line(_ leg: Int) -> Double {
        Double(leg.isMultiple(of: 2) ? leg / 2 : leg / 2 + 6) * 100
      }
      let (here, next) = (line(leg), line(leg + 1))
      let isNorthward = leg.isMultiple(of: 2)
      let (bottom, top) = (0.0, 6000.0)
      fly(
        to: (here, isNorthward ? top : bottom), from: (here, isNorthward ? bottom : top), bend: 0)
      fly(
        to: (next, isNorthward ? top : bottom), from: (here, isNorthward ? top : bottom),
        bend: isNorthward ? (next > here ? 1 : -1) : (next > here ? -1 : 1))
    }
    #expect(try visits(survey, without: nil).filter { !$0.isDrifting }.isEmpty)
    #expect(try !visits(survey, without: .surveyRule).filter { !$0.isDrifting }.isEmpty)
  }

  @Test("know circles in rising air, shifted to and fro, from circles round a place")
  func soaring() throws {
    var random = SplitMix(seed: 84)
    var glider = FlightMaking()
    var centre = (x: 0.0, y: 0.0)
    for second in 0..<600 {
      let angle = 360 * Double(second) / 25
      if second.isMultiple(of: 25) {
        centre = (random.uniform(-50, 50), random.uniform(-50, 50))
      }
      glider.add(Double(second), centre.x + 110 * angle.cosine, centre.y + 110 * angle.sine)
    }
    func shapes(_ idea: DetectionIdea?, climb: Double) throws -> Set<String> {
      var settings = DetectionSettings()
      if let idea { settings.without = [idea] }
      var fixes = glider.fixes()
      fixes.measures[.height] = glider.seconds.map { 500 + climb * $0 }
      return Set(try Detecting.visits(in: fixes, settings).map(\.shape))
    }
    #expect(try shapes(nil, climb: 1.5) == ["drifting"])
    #expect(try shapes(.driftTest, climb: 1.5) == ["circle"])
    #expect(try shapes(nil, climb: 0) == ["circle"])
  }
}

@Suite("the median spacing")
struct SpacingMedianTests {
  @Test("is that of the intervals, as far as it is more than a third of the gap asked for")
  func median() {
    var random = SplitMix(seed: 83)
    for _ in 0..<200 {
      let values = (0..<Int(random.uniform(1, 80))).map { _ in
        Int64(random.uniform(1, 400) * 1_000_000)
      }
      var spacings = SpacingMedian(maxGap: 120_000_000)
      for value in values { spacings.add(value) }
      let exact = values.sorted()[(values.count - 1) / 2]
      #expect(spacings.isSparse == (exact > 40_000_000))
      let expected = max(exact, 40_000_000)
      #expect(spacings.value >= expected && spacings.value <= expected + expected / 4000)
    }
  }
}
