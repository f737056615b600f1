import TestSupport
import Testing
import Tracks

@Suite("The Earth-centred system")
struct CartesianTests {
  /// Made with pyproj 3.7 (PROJ 9.5.1), EPSG:4979 to EPSG:4978.
  @Test(
    "positions have the coordinates that PROJ gives them",
    arguments: [
      (10.0, 50.0, 1200.0, 4_046_216.0320, 713_457.0562, 4_863_708.2910),
      (-104.87, 41.0957, 2933.0312, -1_235_868.8518, -4_654_543.0450, 4_172_366.3239),
      (179.9999, -89.9, 0.0, -11_169.3922, 0.0195, -6_356_742.5671),
    ])
  func published(
    _ longitude: Double, _ latitude: Double, _ height: Double, _ x: Double, _ y: Double, _ z: Double
  ) {
    let point = Earth.cartesian(longitude: longitude, latitude: latitude, height: height)
    let way = point - SIMD3(x, y, z)
    #expect((way * way).sum().squareRoot() < 1e-3)
  }

  @Test("there and back returns within a micrometre, poles and far heights included")
  func roundTrip() {
    var random = SplitMix(seed: 3)
    for _ in 0..<500 {
      let longitude = random.uniform(-179.99, 179.99)
      let latitude = [90.0, -90, 0, random.uniform(-89.9, 89.9)][Int(random.uniform(0, 3.99))]
      let height = random.uniform(-9000, 40_000)
      let point = Earth.cartesian(longitude: longitude, latitude: latitude, height: height)
      let back = Earth.geodetic(point)
      #expect(abs(back.height - height) < 1e-6)
      let again = Earth.cartesian(
        longitude: back.position.longitude, latitude: back.position.latitude, height: back.height)
      #expect(((again - point) * (again - point)).sum().squareRoot() < 1e-6)
    }
  }

  @Test("east, north and up of a place are at right angles, and lead back to it")
  func tangent() {
    let frame = TangentFrame(at: Position(longitude: -117, latitude: 34), height: 900)
    #expect(abs((frame.east * frame.north).sum()) < 1e-12)
    #expect(abs((frame.north * frame.up).sum()) < 1e-12)
    let above = Earth.cartesian(longitude: -117, latitude: 34, height: 1900)
    let local = frame.local(above)
    #expect(abs(local.x) < 1e-6 && abs(local.y) < 1e-6 && abs(local.z - 1000) < 1e-6)
    let metres = Earth.metresPerDegree(atLatitude: 34)
    let ground = TangentFrame(at: Position(longitude: -117, latitude: 34))
    let place = ground.position(east: 500, north: -300)
    #expect(abs((place.longitude + 117) * metres.longitude - 500) < 0.05)
    #expect(abs((place.latitude - 34) * metres.latitude + 300) < 0.05)
  }
}
