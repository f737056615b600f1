import Matching
import TestSupport
import Testing
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Known sites")
struct KnownSiteTests {
  @Test("the score is the one worked out by hand")
  func score() throws {
    var scene = Scene()
    scene.look(0, 0, sigma: 300, sortie: 1)
    let near = scene.site("near", 600, 0, uncertainty: 50)
    let far = scene.site("far", 0, -1200)
    let findings = try scene.match([far, near]).findings
    func density(_ distance: Double, _ variance: Double) -> Double {
      exp(-distance * distance / 2 / variance) / (2 * .pi * variance)
    }
    // One look, known 95 % as well as plainly.
    let own = (300.0 * 300 + 3.3 * 3.3) / 0.95
    let weights = [density(600, own + 2500), density(1200, own)]
    let total = weights[0] + weights[1] + 2 / (.pi * 5000 * 5000)
    #expect(findings.map(\.site) == ["near", "far"])
    #expect(findings.map(\.rank) == [1, 2])
    #expect(findings.map(\.kind) == ["known", "known"])
    #expect(abs(findings[0].score - weights[0] / total) < 1e-4)
    #expect(abs(findings[1].score - weights[1] / total) < 1e-4)
    #expect(abs(findings[0].distance - 600) < 0.5)
    #expect(abs(findings[1].distance - 1200) < 0.5)
    #expect(findings[0].visitIds == ["v0"])
    #expect(findings[0].overlap.isNaN)
  }

  @Test("a list that is long says no more of a place than a short one: its sites share one chance")
  func longList() throws {
    var scene = Scene()
    scene.look(0, 0, sigma: 300, sortie: 1)
    let near = scene.site("near", 500, 0)
    let alone = try scene.match([near]).findings[0]
    // Nine more as near are ten with a tenth of the chance each.
    let ring = (1..<10).map { number in
      let turn = Double(number) * 36
      return scene.site("other \(number)", 500 * turn.cosine, 500 * turn.sine)
    }
    let among = try scene.match([near] + ring).findings
    #expect(among.count == 10)
    #expect(among.allSatisfy { abs($0.noneScore - alone.noneScore) < 1e-3 })
    #expect(among.allSatisfy { abs($0.score - alone.score / 10) < 1e-3 })
    // Those that are too far to be near take nothing.
    let far = (0..<50).map { scene.site("far \($0)", 20_000 + Double($0), 0) }
    #expect(abs(try scene.match([near] + far).findings[0].score - alone.score) < 1e-12)
  }

  @Test("a prior moves the score as odds")
  func prior() throws {
    var scene = Scene()
    scene.look(0, 0, sortie: 1)
    var site = scene.site("a", 700, 0)
    func odds(_ prior: Double) throws -> Double {
      site.prior = prior
      let score = try scene.match([site]).findings[0].score
      return score / (1 - score)
    }
    #expect(abs(try odds(4) / odds(1) - 4) < 1e-9)
    site.prior = 0
    #expect(try scene.match([site]).findings[0].score == 0)
  }

  @Test("a site inside the reach is found and one beyond is not, at both ends of --within")
  func within() throws {
    var scene = Scene()
    scene.look(0, 0, sortie: 1)
    let site = scene.site("a", 3000, 4000)
    #expect(try scene.match([site]) { $0.within = .metres(4995) }.findings.map(\.kind) == ["none"])
    #expect(try scene.match([site]) { $0.within = .metres(5005) }.findings[0].site == "a")
    #expect(try scene.match([site]) { $0.within = .kilometres(900) }.findings[0].site == "a")
    #expect(try scene.match([site]) { $0.within = .metres(1) }.findings.map(\.kind) == ["none"])
    // Inside the area, 2 km to a side, it is found all the same.
    let inside = scene.site("b", 1900, 1900)
    #expect(try scene.match([inside]) { $0.within = .metres(1) }.findings[0].site == "b")
    let beside = scene.site("c", 2100, 1900)
    #expect(try scene.match([beside]) { $0.within = .metres(1) }.findings.map(\.kind) == ["none"])
  }

  @Test("inside a polygon the distance is 0, beside it that to its edge, with the part covered")
  func polygons() throws {
    var scene = Scene()
    scene.look(0, 0, sortie: 1)
    func site(_ name: String, _ west: Double, _ east: Double) -> Site {
      var site = Site()
      site.site = name
      let corners = [(west, -500.0), (east, -500), (east, 500), (west, 500), (west, -500)]
      site.extent = .polygon([corners.map { scene.position($0.0, $0.1) }])
      return site
    }
    let around = try scene.match([site("around", -1000, 1000)]).findings[0]
    #expect(around.distance == 0)
    #expect(abs(around.overlap - 1) < 1e-6)
    // The area reaches to 2000: a third of a site from 1500 to 3000.
    let beside = try scene.match([site("beside", 1500, 3000)]).findings[0]
    #expect(abs(beside.distance - 1500) < 1)
    #expect(abs(beside.overlap - 1.0 / 3) < 1e-3)
    guard case .point(let middle) = beside.extent else {
      Issue.record("has no place")
      return
    }
    #expect(abs(middle.longitude - scene.position(2250, 0).longitude) < 1e-4)
  }

  @Test("a site that was cut at ±180° is near from either side")
  func antimeridian() throws {
    var scene = Scene()
    scene.place = Position(longitude: 179.999, latitude: 10)
    scene.look(0, 0, sortie: 1)
    let east = Position(longitude: -179.99, latitude: 10)
    var site = Site()
    site.site = "date"
    site.extent = .point(east)
    site.longitude = east.longitude
    site.latitude = east.latitude
    let finding = try scene.match([site]).findings[0]
    #expect(finding.site == "date")
    #expect(abs(finding.distance - 0.011 * 111_195 * (10.0).cosine) < 5)
  }

  @Test("known sites that are explained stand before candidates, weak ones after, none last")
  func ranks() throws {
    var all: [(Area, [Visit])] = []
    for (number, spot) in [0.0, 1, 2, 3].enumerated() {
      var scene = Scene()
      scene.place = Position(longitude: -117 + spot, latitude: 34)
      let shape = number == 3 ? "drifting" : "circle"
      scene.look(0, 0, sortie: number * 10, seconds: 100 * spot + 100, shape: shape)
      scene.look(50, 0, sortie: number * 10 + 1, seconds: 100 * spot + 100, shape: shape)
      for row in scene.visits.indices { scene.visits[row].visit = "\(number)-\(row)" }
      all.append((scene.area(number + 1), scene.visits))
    }
    var weak = Scene()
    weak.place.longitude = -116
    var strong = Scene()
    strong.place.longitude = -117
    let sites = [weak.site("weak", 2500, 0), strong.site("strong", 100, 0)]
    let matcher = Matcher(settings: MatchSettings(), systems: StereographicPlanes())
    let (findings, candidates) = try matcher.match(
      areas: all.map(\.0), visits: all.flatMap(\.1), sites: sites)
    #expect(findings.map(\.rank) == Array(1...5))
    #expect(findings.map(\.kind) == ["known", "candidate", "candidate", "known", "none"])
    #expect(findings.map(\.area) == [1, 3, 2, 2, 4])
    #expect(findings.map(\.site) == ["strong", "candidate-1", "candidate-2", "weak", ""])
    #expect(candidates.map(\.site) == ["candidate-1", "candidate-2"])
    let again = try matcher.match(
      areas: all.map(\.0).reversed(), visits: all.flatMap(\.1).reversed(), sites: sites.reversed())
    #expect("\(again)" == "\((findings: findings, candidates: candidates))")
  }

  @Test("an area of raw fixes is matched from its centre and radius, and infers nothing")
  func rawFixes() throws {
    let scene = Scene()
    var area = scene.area(radius: 400)
    area.visitIds = []
    area.sorties = 5
    let matcher = Matcher(settings: MatchSettings(), systems: StereographicPlanes())
    let (findings, candidates) = try matcher.match(
      areas: [area], visits: [], sites: [scene.site("a", 300, 0)])
    #expect(findings.map(\.site) == ["a"])
    #expect(findings[0].sorties == 5)
    #expect(candidates.isEmpty)
    #expect(
      try matcher.match(areas: [area], visits: [], sites: []).findings.map(\.kind) == ["none"])
  }

  @Test("what cannot be used is refused in one line, and the next call works")
  func refusals() throws {
    var scene = Scene()
    scene.look(0, 0, sortie: 1)
    var nowhere = Site()
    nowhere.site = "lost"
    #expect(
      throws: DwellError(
        .badData, "site 'lost': has no position: give it a geometry, or lon and lat")
    ) { _ = try scene.match([nowhere]) }
    #expect(throws: DwellError(.usage, "--within 0m: must be above 0m")) {
      _ = try scene.match { $0.within = .metres(0) }
    }
    #expect(throws: DwellError(.usage, "--min-sorties 0: must be at least 1")) {
      _ = try scene.match { $0.minSorties = 0 }
    }
    let matcher = Matcher(settings: MatchSettings(), systems: StereographicPlanes())
    #expect(
      throws: DwellError(
        .badData,
        "area 1: its visit 'v0' is not among the visits: pass on all that 'outline' gives")
    ) { _ = try matcher.match(areas: [scene.area()], visits: [], sites: []) }
    #expect(try scene.match().findings.count == 1)
    #expect(try matcher.match(areas: [], visits: [], sites: []).findings.isEmpty)
  }
}
