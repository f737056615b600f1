import Detection
import TestSupport
import Testing
import Tracks

/// A ground of one height, without PROJ.
private final class FlatGround: GroundSurface {
  let height: Double
  let heightSigma: Double
  init(_ height: Double, sigma: Double = 10) {
    self.height = height
    heightSigma = sigma
  }
  func level(_ height: Double, above datum: HeightDatum, at place: Position) -> Double { height }
  func distance(along ray: ViewRay) -> Double? { ray.distance(toHeight: height) }
}

/// Fixes that know attitude and gimbal, and no frame centre.
private struct Gimballed {
  var fixes = Fixes()
  var random = SplitMix(seed: 77)
  /// Standard deviation of heading and elevation, degrees.
  var noise = 0.1

  /// A fix at a place over the ground that looks at a target at a height.
  mutating func add(
    _ second: Double, _ x: Double, _ y: Double, height: Double, target: (x: Double, y: Double),
    level: Double
  ) {
    var lon = [x, target.x]
    var lat = [y, target.y]
    FlightMaking.system.toDegrees(&lon, &lat)
    let frame = TangentFrame(
      at: Position(longitude: lon[0], latitude: lat[0]), height: height)
    let way = frame.local(Earth.cartesian(longitude: lon[1], latitude: lat[1], height: level))
    let bearing = atan2Degrees(way.x, way.y) + noise * random.normal()
    let level = (way.x * way.x + way.y * way.y).squareRoot()
    let elevation = atan2Degrees(way.z, level) + noise * random.normal()
    let heading = 30.0
    fixes.time.append(FlightMaking.epoch + Int64(second * 1e6))
    fixes.x.append(x)
    fixes.y.append(y)
    fixes.longitude.append(lon[0])
    fixes.latitude.append(lat[0])
    for (measure, value) in [
      (Measure.height, height), (.heading, heading), (.pitch, 0), (.roll, 0),
      (.sensorAzimuth, bearing - heading), (.sensorElevation, elevation),
    ] {
      fixes.measures[measure].append(value)
    }
  }

  func visits(_ ground: (any GroundSurface)?) throws -> [Visit] {
    var fixes = self.fixes
    fixes.vehicle = Labels(repeating: "v", count: fixes.count)
    fixes.flight = fixes.vehicle
    fixes.sortie = fixes.vehicle
    fixes.system = Labels(repeating: FlightMaking.system.name, count: fixes.count)
    fixes.heightDatum = Labels(repeating: HeightDatum.meanSeaLevel.rawValue, count: fixes.count)
    var detector = Detector(
      settings: .only(.stare), systems: LocalTangentSystems(), ground: ground)
    var visits: [Visit] = []
    try detector.take(fixes) { visits.append($0) }
    try detector.finish { visits.append($0) }
    return visits
  }
}

private func atan2Degrees(_ y: Double, _ x: Double) -> Double {
  // By halving: tests have no libm of their own.
  var (low, high) = (-180.0, 180.0)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    let cross = middle.cosine * y - middle.sine * x
    let along = middle.cosine * x + middle.sine * y
    if cross > 0 || (cross == 0 && along < 0) { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

@Suite("Stares from lines of sight")
struct RayStareTests {
  /// Ten minutes round a circle of 2 km at 3,500 m, with the eyes on a target at 1,200 m.
  private func circling(noise: Double = 0.1, seed: UInt64 = 77, drive: Double = 0) -> Gimballed {
    var flight = Gimballed()
    flight.noise = noise
    flight.random = SplitMix(seed: seed)
    for second in stride(from: 0.0, through: 600, by: 5) {
      let angle = 360 * second / 300
      flight.add(
        second, 2000 * angle.cosine, 2000 * angle.sine, height: 3500,
        target: (600 + drive * second, -400), level: 1200)
    }
    return flight
  }

  @Test("with the ground's height the place is where the lines meet it")
  func givenGround() throws {
    let visits = try circling().visits(FlatGround(1200))
    #expect(visits.map(\.lookBasis) == ["ray"])
    #expect(visits.map(\.shape) == [""])
    #expect(visits.allSatisfy { $0.distance(x: 600, y: -400) < 15 })
    #expect(visits.allSatisfy { $0.from == 0 && $0.until == 600 })
  }

  @Test("with a wrong height for the ground the place says so: it is no place, or it drifts")
  func wrongGround() throws {
    let visits = try circling(noise: 0).visits(FlatGround(0, sigma: 0))
    // 1,200 m lower the lines end on a circle of 1 km round the place.
    #expect(visits.allSatisfy { $0.isDrifting })
  }

  @Test("without any ground the lines of a pass are triangulated, within their own ellipse")
  func triangulated() throws {
    var inside = 0
    for seed in 1...60 {
      let visits = try circling(noise: 0.2, seed: UInt64(seed)).visits(nil)
      #expect(visits.count == 1)
      guard let visit = visits.first else { continue }
      #expect(visit.lookBasis == "ray")
      #expect(visit.distance(x: 600, y: -400) < 40)
      let target = FlightMaking.position(x: 600, y: -400)
      if visit.lookDistanceSquared(to: target) <= Visit.look95 { inside += 1 }
    }
    #expect(inside >= 54)
  }

  @Test("a truck that is followed is no static place, with ground and without")
  func truck() throws {
    let flight = circling(drive: 8)
    #expect(try flight.visits(FlatGround(1200)).map(\.shape) == ["drifting"])
    #expect(try flight.visits(nil).allSatisfy(\.isDrifting))
  }

  @Test("lines along the horizon place nothing")
  func flat() throws {
    var flight = Gimballed()
    for second in stride(from: 0.0, through: 600, by: 5) {
      flight.add(
        second, 10 * second, 0, height: 1000, target: (90_000, 0), level: 900)
    }
    #expect(try flight.visits(FlatGround(0)).isEmpty)
    #expect(try flight.visits(nil).isEmpty)
  }
}

extension FlightMaking {
  /// The position of a point of the plane.
  static func position(x: Double, y: Double) -> Position {
    var lon = [x]
    var lat = [y]
    system.toDegrees(&lon, &lat)
    return Position(longitude: lon[0], latitude: lat[0])
  }
}
