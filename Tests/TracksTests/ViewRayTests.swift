import TestSupport
import Testing
import Tracks

@Suite("Lines of sight")
struct ViewRayTests {
  private let place = Position(longitude: 44.4, latitude: 33.3)

  /// Turns a vector about an axis by degrees (Rodrigues): an oracle that knows no matrices.
  private func turned(
    _ v: SIMD3<Double>, about axis: SIMD3<Double>, _ degrees: Double
  ) -> SIMD3<Double> {
    let cross = SIMD3(
      axis.y * v.z - axis.z * v.y, axis.z * v.x - axis.x * v.z, axis.x * v.y - axis.y * v.x)
    return v * degrees.cosine + cross * degrees.sine + axis * (axis * v).sum()
      * (1 - degrees.cosine)
  }

  @Test(
    "attitude turns about the vehicle's own axes: heading, pitch, roll, then azimuth, elevation")
  func rotations() {
    var random = SplitMix(seed: 5)
    for _ in 0..<200 {
      let attitude = ViewAttitude(
        heading: random.uniform(0, 360), pitch: random.uniform(-60, 60),
        roll: random.uniform(-80, 80), azimuth: random.uniform(-180, 180),
        elevation: random.uniform(-90, 30))
      // East, north, up: forward, right and down of a vehicle that flies north.
      var axes = [SIMD3(0.0, 1, 0), SIMD3(1.0, 0, 0), SIMD3(0.0, 0, -1)]
      for (axis, angle) in [
        (2, attitude.heading), (1, attitude.pitch), (0, attitude.roll), (2, attitude.azimuth),
        (1, attitude.elevation),
      ] {
        let about = axes[axis]
        axes = axes.map { turned($0, about: about, angle) }
      }
      let way = attitude.direction - axes[0]
      #expect((way * way).sum().squareRoot() < 1e-12)
    }
  }

  @Test("the order counts: a steep bank with the camera abeam does not look where a level one does")
  func order() {
    let banked = ViewAttitude(heading: 0, pitch: 0, roll: -30, azimuth: 270, elevation: -10)
    // Left wing down by 30° and the camera on the left wing, 10° below: 40° down.
    #expect(abs(banked.direction.z + (40.0).sine) < 1e-12)
    #expect(abs(banked.direction.x + (40.0).cosine) < 1e-12)
  }

  @Test("45° down from 3 km above the ground meets it about 3 km ahead", arguments: [0.0, 1200])
  func meetsTheGround(height: Double) throws {
    let ray = ViewRay(
      from: place, height: 3000 + height,
      ViewAttitude(heading: 90, pitch: 0, roll: 0, azimuth: 0, elevation: -45))
    let range = try #require(ray.distance(toHeight: height))
    let hit = Earth.geodetic(ray.point(at: range))
    #expect(abs(hit.height - height) < 1e-3)
    let metres = Earth.metresPerDegree(atLatitude: 33.3)
    let east = (hit.position.longitude - 44.4) * metres.longitude
    #expect(abs(east - 3000) < 3)
    #expect(abs(hit.position.latitude - 33.3) * metres.latitude < 1)
  }

  @Test("far off the curvature counts: 4° down from 6 km meets the ellipsoid where marching does")
  func curvature() throws {
    let ray = ViewRay(
      from: place, height: 6000,
      ViewAttitude(heading: 200, pitch: 0, roll: 0, azimuth: 0, elevation: -4))
    let range = try #require(ray.distance(toHeight: 250))
    var (near, far) = (0.0, 120_000.0)
    while far - near > 1e-4 {
      let middle = (near + far) / 2
      if Earth.geodetic(ray.point(at: middle)).height > 250 { near = middle } else { far = middle }
    }
    #expect(abs(range - far) < 0.01)
    // Over a flat Earth it would be 5.4 km less.
    #expect(range - 5750 / (4.0).sine > 5000)
  }

  @Test("a line that looks up, or over the horizon, meets nothing", arguments: [1.0, 0, -2])
  func aboveTheHorizon(elevation: Double) {
    let ray = ViewRay(
      from: place, height: 6000,
      ViewAttitude(heading: 0, pitch: 0, roll: 0, azimuth: 0, elevation: elevation))
    #expect(ray.distance(toHeight: 0) == nil)
  }

  @Test("a sensor below the ground meets nothing")
  func below() {
    let ray = ViewRay(
      from: place, height: 100,
      ViewAttitude(heading: 0, pitch: 0, roll: 0, azimuth: 0, elevation: -45))
    #expect(ray.distance(toHeight: 200) == nil)
  }
}
