import Detection
import TestSupport
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The side that a camera looks to from a path")
struct CameraSideTests {
  /// Which columns say where the camera looks.
  enum Columns: CaseIterable {
    case none, headingAndAzimuth, attitude, frameCentre
  }

  /// Four laps of a racetrack with legs of 4 km, 700 m south and north of the origin, at 40 m/s, while the camera
  /// sweeps a front of 4 km on one side, so that it stares at nothing.
  private func flight(_ columns: Columns, side: Double) -> Fixes {
    let (half, radius) = (2000.0, 700.0)
    let lap = 4 * half + 2 * .pi * radius
    var random = SplitMix(seed: 5)
    var flight = FlightMaking()
    var headings: [Double] = []
    var bearings: [Double] = []
    for second in stride(from: 0.0, to: 4 * lap / 40, by: 4) {
      let way = (40 * second).truncatingRemainder(dividingBy: lap)
      let turn = .pi * radius
      let (x, y, course): (Double, Double, Double)
      if way < 2 * half {
        (x, y, course) = (way - half, -radius, 0)
      } else if way < 2 * half + turn {
        let angle = (way - 2 * half) / radius
        (x, y, course) = (half + radius * sin(angle), -radius * cos(angle), angle)
      } else if way < 4 * half + turn {
        (x, y, course) = (3 * half + turn - way, radius, .pi)
      } else {
        let angle = (way - 4 * half - turn) / radius
        (x, y, course) = (-half - radius * sin(angle), radius * cos(angle), .pi + angle)
      }
      let target = (x: random.uniform(-2000, 2000), y: side * 3700)
      headings.append(90 - course * 180 / .pi)
      bearings.append(atan2(target.x - x, target.y - y) * 180 / .pi)
      if columns == .frameCentre {
        flight.add(second, x, y, look: target)
      } else {
        flight.add(second, x, y)
      }
    }
    var fixes = flight.fixes()
    guard columns == .headingAndAzimuth || columns == .attitude else { return fixes }
    fixes.measures[.heading] = headings
    fixes.measures[.sensorAzimuth] = zip(bearings, headings).map { $0 - $1 }
    guard columns == .attitude else { return fixes }
    let level = [Double](repeating: 0, count: fixes.count)
    fixes.measures[.pitch] = level
    fixes.measures[.roll] = level
    fixes.measures[.sensorElevation] = level.map { _ in -20 }
    return fixes
  }

  @Test(
    "a racetrack looks to the camera's side, whichever columns tell it, and to both where none does",
    arguments: Columns.allCases, [-1.0, 1])
  func side(_ columns: Columns, _ side: Double) throws {
    let visits = try Detecting.visits(in: flight(columns, side: side))
    let track = try #require(visits.first { $0.shape == "racetrack" })
    #expect(track.lookBasis == "path")
    let frame = TangentFrame(
      at: Position(longitude: track.centreLongitude, latitude: track.centreLatitude))
    let reach = 2.5 * track.semiMinor
    let own = frame.position(east: 0, north: side * reach)
    let other = frame.position(east: 0, north: -side * reach)
    #expect(track.lookDistanceSquared(to: own) <= Visit.look95)
    #expect((track.lookDistanceSquared(to: other) <= Visit.look95) == (columns == .none))
    // Samples lie where it looked, and none of the time is lost.
    let beyond = track.sampleNorth.filter { side * $0 < -track.semiMinor }.count
    #expect(columns == .none ? beyond > track.sampleNorth.count / 4 : beyond == 0)
    let milliseconds = track.sampleMilliseconds.reduce(0, +)
    #expect(abs(Double(milliseconds) - 1000 * track.observedSeconds) <= 1)
  }

  @Test("batches of any size tell the same side", arguments: [1, 7, 100])
  func batches(_ size: Int) throws {
    let fixes = flight(.frameCentre, side: 1)
    func told(_ visits: [Visit]) -> [[Double]] {
      visits.filter { $0.lookBasis == "path" }.map {
        [$0.lookLongitude, $0.lookLatitude, $0.lookModeEast] + $0.sampleEast + $0.sampleNorth
      }
    }
    let whole = told(try Detecting.visits(in: fixes))
    #expect(!whole.isEmpty)
    #expect(try told(Detecting.visits(in: fixes, batch: size)) == whole)
  }
}
