import Outlining
import TestSupport
import Testing
import Tracks

@Suite("The shape of areas")
struct OutlineShapeTests {
  let place = Position(longitude: 7.3, latitude: 46.2)

  private func area(
    of visits: [Visit], _ change: (inout OutlineSettings) -> Void = { _ in }
  ) throws -> Area {
    var settings = OutlineSettings()
    change(&settings)
    let areas = try Outliner(settings: settings, systems: StereographicPlanes()).areas(of: visits)
    return try #require(areas.first)
  }

  @Test("one sample gives a disc of the buffer's radius around it, in true metres")
  func disc1() throws {
    let area = try area(of: [visit("v", at: place, samples: [(300, -200, 0)])])
    #expect(abs(area.radius - 50) < 0.5)
    #expect(abs(squareMetres(area.extent) / (.pi * 2500) - 1) < 0.02)
    let metres = StereographicPlane.radius * .pi / 180
    #expect(
      abs((area.centreLongitude - place.longitude) * metres * place.latitude.cosine - 300) < 0.1)
    #expect(abs((area.centreLatitude - place.latitude) * metres + 200) < 0.1)
  }

  @Test("a visit without samples gives a disc around its centre")
  func noSamples() throws {
    let area = try area(of: [visit("v", at: place, samples: [], label: 0)])
    #expect(abs(area.radius - 50) < 0.5)
    #expect(area.dwellSeconds == 600)
  }

  @Test("two samples give a capsule, samples on a line a corridor")
  func capsule() throws {
    let two = try area(of: [visit("v", at: place, samples: [(0, 0, 0), (300, 400, 0)])])
    #expect(abs(squareMetres(two.extent) / (.pi * 2500 + 500 * 100) - 1) < 0.01)
    let line = (0..<9).map { (Double($0) * 60, Double($0) * 80, Int64(0)) }
    let corridor = try area(of: [visit("v", at: place, samples: line)])
    #expect(abs(squareMetres(corridor.extent) / (.pi * 2500 + 800 * 100) - 1) < 0.01)
    #expect(abs(corridor.radius - 450) < 0.5)
  }

  @Test("a wider buffer and a looser ratio cover more, from end to end")
  func ends() throws {
    // A horseshoe of points: its inside is filled only by a loose hull.
    let horseshoe = (0..<200).map { step -> (Double, Double, Int64) in
      let angle = 20 + Double(step) * 1.6
      let radius = step % 2 == 0 ? 1000.0 : 800
      return (radius * angle.cosine, radius * angle.sine, 0)
    }
    let visits = [visit("v", at: place, samples: horseshoe)]
    var sizes: [Double] = []
    for ratio in [0, 0.2, 1] {
      sizes.append(squareMetres(try area(of: visits) { $0.ratio = ratio }.extent))
    }
    #expect(sizes[0] <= sizes[1] && sizes[1] < sizes[2])
    #expect(sizes[2] > 1.9 * sizes[0])
    #expect(
      squareMetres(try area(of: visits) { $0.buffer = .metres(1) }.extent)
        < squareMetres(try area(of: visits) { $0.buffer = .metres(200) }.extent))
  }

  @Test("a ring that was flown keeps its hole, the gaps between scattered samples are filled")
  func holes() throws {
    var random = SplitMix(seed: 5)
    let ring = (0..<400).map { step -> (Double, Double, Int64) in
      let radius = random.uniform(1900, 2000)
      return (radius * Double(step).cosine, radius * Double(step).sine, 0)
    }
    guard case .polygon(let rings) = try area(of: [visit("v", at: place, samples: ring)]).extent
    else {
      Issue.record("is no polygon")
      return
    }
    #expect(rings.count == 2)
    #expect(signedArea(rings[1]) < -0.8 * .pi * 1850 * 1850)
    for count in [8, 30, 200] {
      let scattered = (0..<count).map { _ in
        (random.uniform(-2000, 2000), random.uniform(-2000, 2000), Int64(0))
      }
      guard
        case .polygon(let filled) = try area(of: [visit("v", at: place, samples: scattered)]).extent
      else {
        Issue.record("is no polygon")
        return
      }
      #expect(filled.count == 1)
    }
  }

  @Test("every sample lies within its outline, whatever the ratio", arguments: [0, 0.3, 1])
  func covers(ratio: Double) throws {
    var random = SplitMix(seed: 11)
    let samples = (0..<100).map { _ in
      (random.normal() * 800, random.normal() * 300, Int64(0))
    }
    let visits = [visit("v", at: place, samples: samples)]
    guard case .polygon(let rings) = try area(of: visits, { $0.ratio = ratio }).extent else {
      Issue.record("is no polygon")
      return
    }
    let metres = StereographicPlane.radius * .pi / 180
    for sample in samples {
      let longitude = place.longitude + sample.0 / (metres * place.latitude.cosine)
      let latitude = place.latitude + sample.1 / metres
      var crossings = 0
      for ring in rings {
        for (a, b) in zip(ring, ring.dropFirst())
        where (a.latitude > latitude) != (b.latitude > latitude) {
          let part = (latitude - a.latitude) / (b.latitude - a.latitude)
          if longitude < a.longitude + part * (b.longitude - a.longitude) { crossings += 1 }
        }
      }
      #expect(crossings % 2 == 1)
    }
  }

  @Test("an area across ±180° is cut into two, with the same numbers as anywhere")
  func antimeridian() throws {
    func at(_ longitude: Double) throws -> Area {
      try area(of: [
        visit(
          "v", at: Position(longitude: longitude, latitude: 0.2),
          samples: disc(radius: 2000, count: 60))
      ])
    }
    let cut = try at(179.999)
    let whole = try at(9.999)
    guard case .multiPolygon(let polygons) = cut.extent else {
      Issue.record("is not cut")
      return
    }
    #expect(polygons.count == 2)
    #expect(abs(squareMetres(cut.extent) / squareMetres(whole.extent) - 1) < 1e-3)
    #expect(abs(cut.radius - whole.radius) < 0.1)
    #expect(abs(Earth.longitudeDifference(from: 179.999, to: cut.centreLongitude)) < 0.001)
  }

  @Test("extents are outlined when asked, and the samples where there are none")
  func extents() throws {
    var first = visit("v", at: place, samples: disc(radius: 100, count: 9))
    let plain = try area(of: [first]) { $0.from = .extents }
    #expect(plain.radius < 160)
    let side = 0.01
    let corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    first.extent = .polygon([
      corners.map {
        Position(longitude: place.longitude + $0.0, latitude: place.latitude + $0.1)
      }
    ])
    let outlined = try area(of: [first]) { $0.from = .extents }
    let metres = StereographicPlane.radius * .pi / 180
    let half = side * metres / 2
    let diagonal = (half * half * (1 + place.latitude.cosine * place.latitude.cosine)).squareRoot()
    #expect(abs(outlined.radius - diagonal - 50) < 1)
  }

  @Test("a setting that draws nothing is refused by name")
  func refusals() throws {
    func refusal(_ change: (inout OutlineSettings) -> Void) -> String {
      var settings = OutlineSettings()
      change(&settings)
      do {
        _ = try Outliner(settings: settings, systems: StereographicPlanes())
        return "is taken"
      } catch {
        return error.message
      }
    }
    #expect(
      refusal { $0.ratio = 1.1 } == "--ratio 1.1: must be from 0 to 1: 0 is the tightest, 1 convex")
    #expect(refusal { $0.ratio = .nan }.hasPrefix("--ratio nan: must be from 0 to 1"))
    #expect(
      refusal { $0.buffer = .metres(0) }
        == "--buffer 0m: must be above 0m, or a point has no outline")
    #expect(refusal { $0.tolerance = .metres(-1) } == "--tolerance -1m: must be 0m or more")
    #expect(refusal { $0.ratio = 0 } == "is taken")
  }

  @Test(
    "points spread over a region outline the region, with no bay between them; a camera's outline themselves"
  )
  func spread() throws {
    var random = SplitMix(seed: 4)
    let scatter = (0..<96).map { _ -> (Double, Double, Int64) in
      let (radius, angle) = (2000 * random.uniform(0, 1).squareRoot(), random.uniform(0, 360))
      return (radius * angle.cosine, radius * angle.sine, 0)
    }
    var seen = visit("v", at: place, samples: scatter)
    seen.lookBasis = "sensor"
    var guessed = seen
    guessed.lookBasis = "path"
    func covered(_ visit: Visit, ratio: Double) throws -> Double {
      squareMetres(try area(of: [visit]) { $0.ratio = ratio }.extent) / (.pi * 2050 * 2050)
    }
    let (tight, filled) = (try covered(seen, ratio: 0.3), try covered(guessed, ratio: 0.3))
    let convex = try covered(guessed, ratio: 1)
    #expect(tight < 0.75 * convex, "\(tight) \(convex)")
    #expect(filled > 0.85 * convex && filled <= convex, "\(filled) \(convex)")
    // What is convex has no bays to be closed.
    #expect(abs(convex - (try covered(seen, ratio: 1))) < 0.002)
  }

  @Test(
    "two regions joined at a point stay two regions: only what is narrower than the spread is closed"
  )
  func spreadApart() throws {
    let left = disc(radius: 500, count: 96).map { ($0.east - 1500, $0.north, $0.label) }
    let right = disc(radius: 500, count: 96).map { ($0.east + 1500, $0.north, $0.label) }
    var visits = [visit("v", at: place, samples: left), visit("w", at: place, samples: right)]
    for row in visits.indices { visits[row].lookBasis = "path" }
    let whole = squareMetres(try area(of: visits) { $0.ratio = 0 }.extent)
    let convex = squareMetres(try area(of: visits) { $0.ratio = 1 }.extent)
    #expect(whole < 0.75 * convex, "\(whole / convex)")
  }
}
