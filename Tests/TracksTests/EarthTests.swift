import Testing
import Tracks

@Suite struct EarthTests {
  @Test(
    "a degree has the published length at latitudes 0, 45 and 90 (NGA calculator), to 1 m",
    arguments: [
      (0.0, 111_319.49, 110_574.28), (45, 78_846.84, 111_131.78), (60, 55_799.98, 111_412.25),
    ])
  func degrees(latitude: Double, longitudeMetres: Double, latitudeMetres: Double) {
    let metres = Earth.metresPerDegree(atLatitude: latitude)
    #expect(abs(metres.longitude - longitudeMetres) < 1)
    #expect(abs(metres.latitude - latitudeMetres) < 1)
  }

  @Test("the distance across the antimeridian is the short one")
  func antimeridian() {
    #expect(abs(Earth.distance(179.5, 0, -179.5, 0) - 111_195) < 100)
    #expect(abs(Earth.distance(0, 89.5, 180, 89.5) - 111_195) < 100)
    #expect(Earth.distance(10, 20, 10, 20) == 0)
  }

  @Test(
    "longitudes are brought into −180…180",
    arguments: [(190.0, -170.0), (-190, 170), (540, 180), (179, 179), (-180, -180)])
  func normalised(longitude: Double, expected: Double) {
    let result = Earth.normalised(longitude: longitude)
    #expect(abs(Earth.longitudeDifference(from: result, to: expected)) < 1e-9)
    #expect((-180...180).contains(result))
  }
}
