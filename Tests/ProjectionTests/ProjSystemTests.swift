import Projection
import Testing
import TestSupport
import Tracks

@Suite struct ProjSystemTests {
  @Test("33.3 N 44.4 E is 38S MB 44140 84706, as GeographicLib's GeoConvert prints it")
  func baghdad() throws {
    let system = try ProjSystems().system(named: "EPSG:32638")
    let place = try system.plane(Position(longitude: 44.4, latitude: 33.3))
    #expect(place.x.rounded(.down) == 444_140)
    #expect(place.y.rounded(.down) == 3_684_706)
  }

  @Test("longitude comes first: with the axes swapped the answer is another place")
  func axisOrder() throws {
    let system = try ProjSystems().system(named: "EPSG:32638")
    let swapped = try system.plane(Position(longitude: 33.3, latitude: 44.4))
    #expect(swapped.x.isNaN || abs(swapped.x - 444_140) > 100_000)
  }

  @Test("degrees to metres and back return within a millimetre", arguments: [-60.0, 0, 35, 89.5])
  func roundTrip(latitude: Double) throws {
    let systems = try ProjSystems()
    let centre = Position(longitude: 179.9, latitude: latitude)
    let system = try systems.localSystem(around: centre)
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let start = Position(
        longitude: Earth.normalised(longitude: 179.9 + random.uniform(-1, 1)),
        latitude: min(90, latitude + random.uniform(-1, 1)))
      let place = try system.plane(start)
      let back = try system.position(x: place.x, y: place.y)
      #expect(
        Earth.distance(start.longitude, start.latitude, back.longitude, back.latitude) < 1e-3)
    }
  }

  @Test("a local system keeps lengths within 0.1 % to 400 km around its centre")
  func scale() throws {
    let systems = try ProjSystems()
    let system = try systems.localSystem(around: Position(longitude: 10, latitude: 45))
    for bearing in stride(from: 0.0, to: 360, by: 30) {
      let far = try system.position(
        x: 400_000 * bearing.sine, y: 390_000 * bearing.cosine)
      #expect(abs(try system.axes(at: far).scale - 1) < 0.001)
    }
    let beyond = try system.position(x: 600_000, y: 0)
    #expect(abs(try system.axes(at: beyond).scale - 1) > 0.001)
  }

  @Test("convergence of UTM is Δλ sin φ, east of the central meridian clockwise")
  func convergence() throws {
    let system = try ProjSystems().system(named: "EPSG:32633")
    let axes = try system.axes(at: Position(longitude: 16, latitude: 50))
    #expect(abs(axes.convergence - 1.0 * .pi / 180 * 50.0.sine) < 1e-5)
    #expect(abs(axes.scale - 0.9996) < 1e-4)
  }

  @Test("an offset turned into the plane and back is the same, and matches the projection")
  func axesOffsets() throws {
    let system = try ProjSystems().system(named: "EPSG:32633")
    let centre = Position(longitude: 17.5, latitude: 50)
    let axes = try system.axes(at: centre)
    let metres = Earth.metresPerDegree(atLatitude: 50)
    let near = Position(
      longitude: 17.5 + 300 / metres.longitude, latitude: 50 + 400 / metres.latitude)
    let offset = axes.planeOffset(east: 300, north: 400)
    let from = try system.plane(centre)
    let to = try system.plane(near)
    #expect(abs(to.x - from.x - offset.x) < 0.05)
    #expect(abs(to.y - from.y - offset.y) < 0.05)
    let back = axes.groundOffset(x: offset.x, y: offset.y)
    #expect(abs(back.east - 300) < 1e-9 && abs(back.north - 400) < 1e-9)
  }

  @Test(
    "what is no metric system is refused in one line",
    arguments: [
      (
        "EPSG:99",
        "EPSG:99: PROJ knows no such system (proj_create: crs not found). Try 'projinfo --list-crs'."
      ),
      (
        "EPSG:4326",
        "EPSG:4326: measures in degree, and distances need metres. Take a projected system in metres, or 'auto'."
      ),
      (
        "EPSG:2263",
        "EPSG:2263: measures in US survey foot, and distances need metres. Take a projected system in metres, or 'auto'."
      ),
      (
        "+proj=utm +zone=33",
        "+proj=utm +zone=33: is no coordinate system to PROJ; a PROJ string needs '+type=crs'."
      ),
    ])
  func refusals(name: String, message: String) throws {
    let systems = try ProjSystems()
    let error = #expect(throws: DwellError.self) { try systems.system(named: name) }
    #expect(error?.kind == .usage)
    #expect(error?.message.hasPrefix(message.prefix(40)) == true, "\(error?.message ?? "")")
    _ = try systems.system(named: "EPSG:32633")
  }

  @Test("a point that cannot be placed becomes NaN, and the next call works")
  func unplaceable() throws {
    let system = try ProjSystems().system(named: "EPSG:32633")
    var x = [15, Double.nan, 15]
    var y = [50, 50, Double.infinity]
    try system.toPlane(&x, &y)
    #expect(!x[0].isNaN && x[1].isNaN && x[2].isNaN && y[2].isNaN)
    #expect(abs(try system.plane(Position(longitude: 15, latitude: 0)).x - 500_000) < 1e-6)
  }
}
