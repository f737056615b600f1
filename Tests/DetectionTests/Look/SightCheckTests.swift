import Detection
import TestSupport
import Testing
import Tracks

@Suite("Slant range, heights and frame centre held against each other")
struct SightCheckTests {
  /// Twenty minutes at 4 km height past a place 6 km aside, whose frame centre errs by metres.
  private func fixes(
    frameHeight: Double, rangeFor level: Double, frameNoise: Double = 5
  ) -> Fixes {
    var random = SplitMix(seed: 9)
    var flight = FlightMaking()
    for second in stride(from: 0.0, through: 1200, by: 2) {
      flight.add(
        second, 5 * (second - 600), 0,
        look: (frameNoise * random.normal(), 6000 + frameNoise * random.normal()))
    }
    var fixes = flight.fixes()
    for row in 0..<fixes.count {
      let (dx, dy) = (flight.x[row] - flight.lookX[row], flight.y[row] - flight.lookY[row])
      let depth = 4000 - level
      fixes.measures[.height].append(4000)
      fixes.measures[.frameHeight].append(frameHeight)
      fixes.measures[.slantRange].append((dx * dx + dy * dy + depth * depth).squareRoot())
    }
    return fixes
  }

  @Test("what agrees is said to, and what contradicts is flagged and less sure")
  func flags() throws {
    let right = try Detecting.visits(in: fixes(frameHeight: 300, rangeFor: 300), .only(.stare))
    let wrong = try Detecting.visits(in: fixes(frameHeight: 300, rangeFor: 1300), .only(.stare))
    #expect(right.map(\.lookCheck) == ["agrees"])
    #expect(wrong.map(\.lookCheck) == ["disagrees"])
    #expect((wrong.first?.lookSigma ?? 0) > 5 * (right.first?.lookSigma ?? .infinity))
  }

  @Test("the warning is counted")
  func counted() throws {
    var detector = Detector(settings: .only(.stare), systems: LocalTangentSystems())
    try detector.take(fixes(frameHeight: 300, rangeFor: 1300)) { _ in }
    try detector.finish { _ in }
    #expect(detector.tally["stares whose slant range and heights disagree"] == 1)
  }

  @Test("the radius widens with what the heights leave open, and only then")
  func widened() throws {
    let scattered = fixes(frameHeight: 300, rangeFor: 300, frameNoise: 90)
    let unsure = fixes(frameHeight: 300, rangeFor: 1300, frameNoise: 90)
    var settings = DetectionSettings.only(.stare)
    settings.lookPriors.sensorDegrees = 0
    let few = try Detecting.visits(in: scattered, settings).reduce(0) { $0 + $1.fixes }
    let all = try Detecting.visits(in: unsure, settings).reduce(0) { $0 + $1.fixes }
    #expect(all == 601)
    #expect(few < 500)
  }

  @Test("where a number is missing nothing is said")
  func unknown() throws {
    var fixes = fixes(frameHeight: 300, rangeFor: 1300)
    fixes.measures[.slantRange] = []
    #expect(try Detecting.visits(in: fixes, .only(.stare)).map(\.lookCheck) == [""])
  }
}
