import Matching
import TestSupport
import Testing
import Tracks

extension Scene {
  /// Adds sorties that each looked at so many places, spread normally over a region.
  fileprivate mutating func work(
    _ sorties: Range<Int>, places: Int = 3, spread: Double = 3000, stretch: Double = 1,
    sigma: Double = 300, seed: UInt64
  ) {
    var random = SplitMix(seed: seed)
    for sortie in sorties {
      for _ in 0..<places {
        look(
          spread * stretch * random.normal() + sigma * random.normal(),
          spread * random.normal() + sigma * random.normal(), sigma: sigma, sortie: sortie)
      }
    }
  }

  fileprivate func regions(_ change: (inout MatchSettings) -> Void = { _ in }) throws -> [Site] {
    try match([], change).candidates.filter { $0.basis == "region" }
  }
}

@Suite("Candidates that are regions")
struct RegionTests {
  private func worked(_ seed: UInt64 = 3) -> Scene {
    var scene = Scene()
    scene.work(0..<15, spread: 2500, seed: seed)
    return scene
  }

  @Test(
    "sorties that came back to a region without a point in common give one candidate, and say so")
  func fire() throws {
    let scene = worked()
    let (findings, candidates) = try scene.match()
    let regions = candidates.filter { $0.basis == "region" }
    #expect(regions.count == 1)
    let site = try #require(regions.first)
    #expect(site.kind == "candidate")
    #expect(site.sorties == 15)
    #expect(site.visits == 45)
    let finding = try #require(findings.first { $0.site == site.site })
    #expect(finding.kind == "candidate" && finding.basis == "region")
    #expect(finding.score > 0.5 && finding.score <= 1)
    #expect(finding.sorties == 15)
    let offset = scene.offset(site)
    #expect((offset * offset).sum().squareRoot() < 1000)
  }

  @Test("a point that sorties agree on is a place and no region")
  func point() throws {
    var scene = Scene()
    scene.work(0..<15, places: 3, spread: 1, seed: 3)
    let candidates = try scene.match().candidates
    #expect(candidates.map(\.basis) == ["place"])
  }

  @Test("one place a sortie is no region, however many sorties, as calls all over a town")
  func calls() throws {
    var scene = Scene()
    scene.work(0..<40, places: 1, seed: 5)
    #expect(try scene.regions().isEmpty)
  }

  @Test("sorties that share no ground are no region, however much each roams")
  func strangers() throws {
    var scene = Scene()
    for sortie in 0..<6 {
      for place in 0..<3 {
        scene.look(
          Double(sortie) * 4000, Double(place) * 4000, sigma: 100, sortie: sortie)
      }
    }
    #expect(try scene.regions().isEmpty)
  }

  @Test(
    "what drifts, spirals as in a thermal, stands on the ground or may lie on either side is no evidence",
    arguments: ["drifting", "spiral", "stop", "sides"])
  func noEvidence(kind: String) throws {
    var scene = worked()
    #expect(try scene.regions().count == 1)
    for row in scene.visits.indices {
      switch kind {
      case "drifting": scene.visits[row].shape = "drifting"
      case "spiral":
        scene.visits[row].heightMin = 1000
        scene.visits[row].heightMax = 2010
      case "stop": scene.visits[row].kind = "stop"
      default: (scene.visits[row].lookModeEast, scene.visits[row].lookModeNorth) = (200, 0)
      }
    }
    #expect(try scene.regions().isEmpty)
  }

  @Test("an orbit more than twice as wide as tall is evidence, though it climbs")
  func heights() throws {
    var scene = worked()
    for row in scene.visits.indices {
      scene.visits[row].heightMin = 1000
      scene.visits[row].heightMax = 1990
    }
    #expect(try scene.regions().count == 1)
  }

  @Test("a region needs three sorties, or --min-sorties where that is more, at both ends")
  func minSorties() throws {
    var scene = Scene()
    for sortie in 0..<3 {
      for place in 0..<3 { scene.look(4000 * Double(place), 50 * Double(sortie), sortie: sortie) }
    }
    // Three places that three sorties agree on are places; with --min-sorties 4 nothing is.
    #expect(try scene.regions().isEmpty)
    #expect(try scene.match([]) { $0.minSorties = 4 }.candidates.isEmpty)
    let worked = worked()
    #expect(try worked.regions { $0.minSorties = 15 }.count == 1)
    #expect(try worked.regions { $0.minSorties = 16 }.isEmpty)
    #expect(try worked.regions { $0.infers = false }.isEmpty)
    var two = Scene()
    two.work(0..<2, places: 12, seed: 3)
    #expect(try two.regions { $0.minSorties = 1 }.isEmpty)
  }

  @Test("cutting visits into fragments changes neither counts nor ellipse of a region")
  func fragments() throws {
    let whole = worked()
    var cut = whole
    for visit in whole.visits.prefix(7) {
      var fragment = visit
      fragment.visit += " again"
      cut.visits.append(fragment)
    }
    let before = try #require(try whole.regions().first)
    let after = try #require(try cut.regions().first)
    #expect(before.sorties == after.sorties)
    #expect(abs(before.ellipseSemiMajor - after.ellipseSemiMajor) < 1)
    #expect(abs(before.longitude - after.longitude) < 1e-6)
  }

  @Test("a region's ellipse holds 95 % of the places looked at, not of where they seem to be")
  func spread() throws {
    var inside = 0
    var all = 0
    for seed in 1...40 {
      var scene = Scene()
      scene.work(0..<12, places: 3, spread: 1500, stretch: 2, sigma: 600, seed: UInt64(seed))
      guard let site = try scene.regions().first else { continue }
      #expect(abs(site.ellipseOrientation - 90) < 30)
      var random = SplitMix(seed: UInt64(1000 + seed))
      for _ in 0..<200 {
        let offset = SIMD2(3000 * random.normal(), 1500 * random.normal()) - scene.offset(site)
        let azimuth = site.ellipseOrientation
        let along = (offset.x * azimuth.sine + offset.y * azimuth.cosine) / site.ellipseSemiMajor
        let across = (offset.x * azimuth.cosine - offset.y * azimuth.sine) / site.ellipseSemiMinor
        all += 1
        if along * along + across * across <= 1 { inside += 1 }
      }
    }
    #expect(all > 4000)
    let part = Double(inside) / Double(all)
    #expect(part > 0.92 && part < 0.98)
  }

  @Test("of many visits all are evidence, though they are held against some")
  func many() throws {
    var scene = Scene()
    scene.work(0..<51, places: 10, seed: 9)
    let site = try #require(try scene.regions().first)
    #expect(site.sorties == 51)
    #expect(site.visits == 510)
  }

  @Test("nothing depends on the order of the visits")
  func order() throws {
    let scene = worked()
    var turned = scene
    turned.visits.reverse()
    #expect(try scene.match().candidates == turned.match().candidates)
  }

  @Test("two calls of a town that are near each other are no place, as they would be alone")
  func town() throws {
    var pair = Scene()
    pair.look(-50, 0, sigma: 200, sortie: 20)
    pair.look(50, 0, sigma: 200, sortie: 21)
    #expect(try pair.match().candidates.map(\.basis) == ["place"])
    var town = pair
    for sortie in 0..<10 {
      // A sunflower: nowhere denser than elsewhere.
      let away = 2500 * ((Double(sortie) + 0.5) / 10).squareRoot()
      let angle = 137.508 * Double(sortie) + 60
      town.look(away * angle.cosine, away * angle.sine, sigma: 200, sortie: sortie)
    }
    #expect(try town.match().candidates.isEmpty)
    // Where another looked far away, the two say as much as alone, but for the choice.
    pair.look(40_000, 9000, sigma: 200, sortie: 0)
    #expect(try pair.match().candidates.count == 1)
  }

  @Test("of places that cameras know to a metre none is claimed between two", arguments: 1...4)
  func known(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var scene = Scene()
    for sortie in 0..<12 {
      for _ in 0..<3 {
        let (away, angle) = (4000 * random.uniform(0, 1).squareRoot(), random.uniform(0, 360))
        scene.look(
          away * angle.cosine, away * angle.sine, sigma: 1, sortie: sortie, kind: "stare",
          shape: "", basis: "sensor")
      }
    }
    let places = try scene.match().candidates.filter { $0.basis == "place" }
    #expect(places.allSatisfy { $0.ellipseSemiMajor < 100 }, "\(places.map(\.ellipseSemiMajor))")
  }
}
