import Matching
import TestSupport
import Testing
import Tracks

extension Scene {
  /// Adds a racetrack round a middle with its axis at an azimuth, which looked at a place 2.5 km from its
  /// axis on one side or the other.
  fileprivate mutating func racetrack(
    _ east: Double, _ north: Double, azimuth: Double, sortie: Int, vehicle: String? = nil
  ) {
    look(east, north, sortie: sortie, shape: "racetrack")
    let (sine, cosine) = (azimuth.sine, azimuth.cosine)
    let mode = SIMD2(2500 * cosine, -2500 * sine)
    let (along, across) = (500.0 * 500, 700.0 * 700)
    let row = visits.count - 1
    visits[row].lookModeEast = mode.x
    visits[row].lookModeNorth = mode.y
    visits[row].lookVarianceEast = along * sine * sine + across * cosine * cosine + mode.x * mode.x
    visits[row].lookVarianceNorth = along * cosine * cosine + across * sine * sine + mode.y * mode.y
    visits[row].lookCovarianceEastNorth = (along - across) * sine * cosine + mode.x * mode.y
    if let vehicle { visits[row].vehicle = vehicle }
  }
}

@Suite("Several places, and places on either side")
struct ManyPlacesTests {
  @Test("racetracks from different sides agree on the one place they share")
  func sided() throws {
    var random = SplitMix(seed: 3)
    var scene = Scene()
    for (sortie, azimuth) in [10.0, 75, 140, 100, 160].enumerated() {
      // The middle lies off the place, to one side of the axis or the other.
      let side = sortie % 2 == 0 ? 1.0 : -1
      let away = 2500 + 300 * random.normal()
      let along = 400 * random.normal()
      scene.racetrack(
        -side * away * azimuth.cosine + along * azimuth.sine,
        side * away * azimuth.sine + along * azimuth.cosine, azimuth: azimuth, sortie: sortie)
    }
    let (findings, candidates) = try scene.match()
    #expect(findings.map(\.kind) == ["candidate"])
    let site = try #require(candidates.first)
    let offset = scene.offset(site)
    #expect((offset * offset).sum().squareRoot() < 600)
    #expect(site.sorties == 5)
  }

  @Test("a stack of airliners that hold on one line over a fix is no site", arguments: [2, 6, 40])
  func holding(aircraft: Int) throws {
    var random = SplitMix(seed: 8)
    var scene = Scene()
    for number in 0..<aircraft {
      scene.racetrack(
        150 * random.normal(), 150 * random.normal(), azimuth: 70 + 2 * random.normal(),
        sortie: number, vehicle: "airliner \(number)")
    }
    let (findings, candidates) = try scene.match()
    #expect(candidates.isEmpty)
    #expect(findings.map(\.kind) == ["none"])
    #expect(findings.first?.visits == aircraft)
  }

  @Test(
    "a site on either side of a racetrack is as likely as its mirror image, with one look or many")
  func eitherSide() throws {
    for looks in [1, 6] {
      var scene = Scene()
      for number in 0..<looks { scene.racetrack(0, 0, azimuth: 90, sortie: number) }
      let (north, south) = (scene.site("north", 0, 2500), scene.site("south", 0, -2500))
      let both = try scene.match([north, south]).findings
      #expect(both.count == 2)
      #expect(both.allSatisfy { abs($0.score - both[0].score) < 1e-3 && $0.distance < 10 })
      // The one that is listed is where they looked, or nothing is.
      for site in [north, south] {
        let only = try scene.match([site]).findings
        #expect(only.map(\.site) == [site.site])
        #expect(only[0].score > 0.8 && abs(only[0].score + only[0].noneScore - 1) < 1e-9)
        #expect(only[0].score < 0.95 || looks > 1)
      }
    }
  }

  @Test("of mirror images the one that other paths speak for is the likelier, by the evidence")
  func mirrored() throws {
    var scene = Scene()
    for number in 0..<3 { scene.racetrack(0, 0, azimuth: 90, sortie: number) }
    scene.racetrack(2500, -2500, azimuth: 0, sortie: 7)
    let sites = [scene.site("north", 0, 2500), scene.site("south", 0, -2500)]
    let findings = try scene.match(sites).findings
    #expect(findings.first?.site == "south")
    #expect((findings.first?.score ?? 0) > 0.9)
    #expect(findings.allSatisfy { $0.kind == "known" })
  }

  @Test("with one stare the same racetracks are evidence of the side that was looked at")
  func decided() throws {
    var scene = Scene()
    for number in 0..<6 { scene.racetrack(0, 0, azimuth: 90, sortie: number) }
    scene.look(0, -2400, sigma: 30, sortie: 9, kind: "stare", shape: "", basis: "sensor")
    let site = try #require(try scene.match().candidates.first)
    let offset = scene.offset(site)
    #expect(abs(offset.x) < 60 && abs(offset.y + 2400) < 60)
    #expect(site.evidence == ["orbit/path", "stare/sensor"])
  }

  @Test("an area that holds three places gives three candidates, none of them between")
  func three() throws {
    var random = SplitMix(seed: 4)
    var scene = Scene()
    let places: [(Double, Double)] = [(-3500, 0), (3500, 500), (0, 5500)]
    for sortie in 0..<18 {
      let place = places[sortie % 3]
      scene.look(
        place.0 + 300 * random.normal(), place.1 + 300 * random.normal(), sigma: 300,
        sortie: sortie)
    }
    let (findings, candidates) = try scene.match()
    #expect(findings.map(\.kind) == ["candidate", "candidate", "candidate"])
    #expect(candidates.map(\.sorties) == [6, 6, 6])
    for place in places {
      let near = candidates.filter { site in
        let offset = scene.offset(site) - SIMD2(place.0, place.1)
        return (offset * offset).sum().squareRoot() < 500
      }
      #expect(near.count == 1)
    }
  }

  @Test("of known sites in one area each has the score of the place it is at")
  func known() throws {
    var random = SplitMix(seed: 5)
    var scene = Scene()
    for sortie in 0..<10 {
      let east = sortie % 2 == 0 ? -3500.0 : 3500
      scene.look(
        east + 300 * random.normal(), 300 * random.normal(), sigma: 300, sortie: sortie)
    }
    let sites = [scene.site("west", -3450, 0), scene.site("east", 3600, 0)]
    let (findings, candidates) = try scene.match(sites)
    #expect(candidates.isEmpty)
    #expect(Set(findings.map(\.site)) == ["west", "east"])
    #expect(findings.allSatisfy { $0.score > 0.95 && $0.sorties == 5 })
  }

  @Test("scores of the sites near and of none of them add up to 1")
  func noneOfThese() throws {
    var scene = Scene()
    for sortie in 0..<4 { scene.look(0, 0, sigma: 300, sortie: sortie) }
    let sites = [scene.site("a", 300, 0), scene.site("b", 0, 420), scene.site("c", -350, -200)]
    let findings = try scene.match(sites).findings
    #expect(findings.count == 3)
    let none = try #require(findings.first?.noneScore)
    #expect(findings.allSatisfy { $0.noneScore == none })
    #expect(abs(findings.reduce(none) { $0 + $1.score } - 1) < 1e-12)
    let far = try scene.match([scene.site("d", 4000, 0)]).findings
    #expect(far.map(\.kind) == ["candidate", "known"])
    #expect(far.allSatisfy { $0.noneScore > 0.999 })
    #expect(try scene.match([]).findings.map(\.noneScore) == [1])
  }

  @Test("a stare speaks for the path flown meanwhile, though it lies elsewhere")
  func stareWins() throws {
    var scene = Scene()
    for sortie in 0..<4 {
      scene.look(0, 0, sigma: 300, sortie: sortie)
      let path = scene.visits.count - 1
      scene.look(700, 200, sigma: 30, sortie: sortie, kind: "stare", shape: "", basis: "sensor")
      scene.visits[path].linked = [scene.visits[path + 1].visit]
    }
    let site = try #require(try scene.match().candidates.first)
    let offset = scene.offset(site)
    #expect(abs(offset.x - 700) < 1 && abs(offset.y - 200) < 1)
    #expect(site.evidence == ["stare/sensor"])
    // What followed something speaks for the path as well: that it was at no site.
    for row in scene.visits.indices where scene.visits[row].kind == "stare" {
      scene.visits[row].shape = "drifting"
    }
    #expect(try scene.match().candidates.isEmpty)
  }

  @Test("two orbits of one sortie round different middles are two looks, two pieces of one are not")
  func twins() throws {
    func uncertainty(_ offsets: [Double]) throws -> Double {
      var scene = Scene()
      for sortie in 0..<2 {
        for offset in offsets { scene.look(offset, 0, sigma: 300, sortie: sortie) }
      }
      return try #require(try scene.match().candidates.first).uncertainty
    }
    let one = try uncertainty([0])
    #expect(abs(try uncertainty([0, 30, -20]) - one) < 1)
    #expect(abs(try uncertainty([-200, 200]) / one - 0.5.squareRoot()) < 0.03)
  }

  @Test("areas on either side of one place share its candidate, far ones have their own")
  func sharedByAreas() throws {
    func matched(apart: Double) throws -> (findings: [Finding], candidates: [Site]) {
      var scene = Scene()
      for sortie in 0..<8 {
        scene.look(sortie < 4 ? 0 : apart, 0, sigma: 300, sortie: sortie)
      }
      var (left, right) = (scene.area(1), scene.area(2))
      left.visitIds = scene.visits.prefix(4).map(\.visit)
      right.visitIds = scene.visits.suffix(4).map(\.visit)
      return try Matcher(settings: MatchSettings(), systems: StereographicPlanes())
        .match(areas: [left, right], visits: scene.visits, sites: [])
    }
    let near = try matched(apart: 300)
    #expect(near.findings.map(\.site) == ["candidate-1", "candidate-1"])
    #expect(near.candidates.count == 1)
    let far = try matched(apart: 3000)
    #expect(far.findings.map(\.site) == ["candidate-1", "candidate-2"])
    #expect(far.candidates.count == 2)
  }

  @Test("days are those of the sun at the site: one night over the dateline of UTC is one day")
  func localDays() throws {
    var scene = Scene()
    // 23:30 and 00:30 UTC, which at 117° W are the afternoon of one day.
    for (sortie, hour) in [23.5, 24.5].enumerated() {
      scene.look(0, 0, sortie: sortie)
      scene.visits[sortie].first = Instant(
        microseconds: 1_600_000_000_000_000 / 86_400_000_000 * 86_400_000_000
          + Int64(hour * 3_600_000_000))
    }
    #expect(try scene.match().candidates.map(\.days) == [1])
  }
}
