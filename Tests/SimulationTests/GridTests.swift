import Simulation
import TestSupport
import Testing
import Tracks

@Suite("the grid of patterns")
struct GridTests {
  static let flown = Flown(
    SimulationSettings(
      seed: 3, scenario: .grid, flights: 160, hasDefects: false, noise: .metres(0)))

  @Test("sizes go from 30 m to 30 km, samplings from 10 Hz to one fix a minute, over every shape")
  func span() {
    let orbits = Self.flown.truth.visits.filter { $0.visit.kind == "orbit" }
    #expect(
      Set(orbits.map(\.visit.shape)) == ["circle", "racetrack", "figure-eight", "drifting"])
    let circles = orbits.filter { $0.visit.shape == "circle" }.map(\.visit.radius).sorted()
    #expect((circles.first ?? 0) < 45 && (circles.last ?? 0) > 20_000)
    #expect((200...4000).contains(circles[circles.count / 2]))
    let spacings = orbits.map { $0.visit.observedSeconds / Double($0.visit.fixes - 1) }.sorted()
    #expect((spacings.first ?? 9) < 0.15 && (spacings.last ?? 0) > 50)
    #expect(Set(Self.flown.truth.visits.map(\.visit.kind)) == ["stop", "orbit", "stare"])
  }

  @Test("a circle keeps its distance from its centre at every latitude")
  func circles() {
    var north = 0.0
    for circle in Self.flown.truth.visits where circle.visit.shape == "circle" {
      let visit = circle.visit
      north = max(north, abs(visit.centreLatitude))
      for row in Self.flown.rows(of: visit) {
        // The scale halfway between is right to a millionth, so near.
        let latitude = Self.flown.fixes.latitude[row]
        let scale = Earth.metresPerDegree(atLatitude: (visit.centreLatitude + latitude) / 2)
        let east =
          scale.longitude
          * Earth.longitudeDifference(
            from: visit.centreLongitude, to: Self.flown.fixes.longitude[row])
        let north = scale.latitude * (latitude - visit.centreLatitude)
        let distance = (east * east + north * north).squareRoot()
        #expect(abs(distance - visit.radius) < 5e-5 * visit.radius + 0.1)
      }
    }
    #expect(north > 45)
  }

  @Test("every flight has a site of its own and a vehicle of its own")
  func sites() {
    #expect(Self.flown.truth.sites.count == 160)
    #expect(Set(Self.flown.truth.sites.map(\.site)).count == 160)
    #expect(Self.flown.fixes.vehicle.names.count == 160)
    #expect(Self.flown.truth.visits.allSatisfy { !$0.isBorderline || $0.visit.kind != "stop" })
  }
}
