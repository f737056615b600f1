import TestSupport
import Testing
import Tracks

@Suite("Orbits on an Earth that is not flat")
struct LargeOrbitTests {
  @Test(
    "no middle is known better than distances on a plane are true",
    arguments: [(3000.0, 30.0), (60_000, 200), (85_000, 200)])
  func bent(radius: Double, speed: Double) throws {
    var random = SplitMix(seed: 91)
    let (flight, _) = Pattern.circle(radius).flown(laps: 3, speed: speed, &random) { _ in 10 }
    let orbit = try #require(try flight.visits(.only(.orbit)).first)
    let bend = radius * radius * radius / (3 * 6_378_137.0 * 6_378_137)
    #expect(orbit.sigma >= bend)
    #expect(orbit.sigma < bend + 2)
  }
}
