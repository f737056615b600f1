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
