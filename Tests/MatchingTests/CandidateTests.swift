import Matching
import TestSupport
import Testing
import Tracks

@Suite("Candidate sites")
struct CandidateTests {
  /// Five sorties that looked at the place, each off by its own error.
  private func agreeing(sigma: Double = 300, seed: UInt64 = 4, sorties: Int = 5) -> Scene {
    var random = SplitMix(seed: seed)
    var scene = Scene()
    for sortie in 0..<sorties {
      scene.look(sigma * random.normal(), sigma * random.normal(), sigma: sigma, sortie: sortie)
    }
    return scene
  }

  @Test("sorties that agree give one candidate with all the evidence")
  func evidence() throws {
    var scene = agreeing()
    scene.look(20, 0, sigma: 40, sortie: 2, kind: "stare", basis: "sensor")
    let (findings, candidates) = try scene.match()
    #expect(findings.map(\.kind) == ["candidate"])
    #expect(findings[0].site == "candidate-1")
    #expect(findings[0].score > 0.95)
    #expect(candidates.count == 1)
    #expect(candidates[0].kind == "candidate")
    #expect(candidates[0].visits == 6)
    #expect(candidates[0].sorties == 5)
    #expect(candidates[0].vehicles == 3)
    #expect(candidates[0].days == 3)
    #expect(candidates[0].evidence == ["orbit/path", "stare/sensor"])
    #expect(Set(candidates[0].visitIds) == Set(scene.visits.map(\.visit)))
    let offset = scene.offset(candidates[0])
    #expect((offset * offset).sum().squareRoot() < 150)
  }

  @Test("cutting a sortie into fragments changes neither counts, place, ellipse, score nor rank")
  func fragments() throws {
    let whole = agreeing()
    var cut = whole
    cut.visits.removeFirst()
    for piece in 0..<5 {
      var fragment = whole.visits[0]
      fragment.visit = "fragment \(piece)"
      fragment.observedSeconds /= 5
      cut.visits.append(fragment)
    }
    let known = [whole.site("a", 900, 300)]
    for sites in [[], known] {
      let before = try whole.match(sites)
      let after = try cut.match(sites)
      #expect(before.findings.map(\.sorties) == after.findings.map(\.sorties))
      #expect(before.findings.map(\.kind) == after.findings.map(\.kind))
      for (a, b) in zip(before.findings, after.findings) {
        #expect(abs(a.score - b.score) < 1e-9)
        #expect(abs(a.distance - b.distance) < 1e-6)
      }
      for (a, b) in zip(before.candidates, after.candidates) {
        #expect(a.sorties == b.sorties && a.days == b.days)
        #expect(abs(a.longitude - b.longitude) < 1e-9)
        #expect(abs(a.ellipseSemiMajor - b.ellipseSemiMajor) < 1e-6)
      }
    }
  }

  @Test(
    "one wrong orbit moves the place by less than its own error, however wrong",
    arguments: [3000.0, 30_000, 300_000])
  func outlier(distance: Double) throws {
    let clean = agreeing()
    var spoilt = clean
    spoilt.look(distance, -distance, sigma: 300, sortie: 9)
    let before = try clean.match().candidates[0]
    let after = try spoilt.match().candidates[0]
    let moved = clean.offset(after) - clean.offset(before)
    #expect((moved * moved).sum().squareRoot() < 30)
    #expect(after.sorties == 5)
    #expect(!after.visitIds.contains("v5"))
    #expect(after.ellipseSemiMajor < 1.5 * before.ellipseSemiMajor)
  }

  @Test("nothing is inferred from drifting visits, however many")
  func drifting() throws {
    var scene = Scene()
    for sortie in 0..<8 { scene.look(0, 0, sortie: sortie, shape: "drifting") }
    let (findings, candidates) = try scene.match()
    #expect(findings.map(\.kind) == ["none"])
    #expect(findings[0].visits == 8)
    #expect(findings[0].sorties == 8)
    #expect(findings[0].score.isNaN)
    #expect(candidates.isEmpty)
    #expect(try scene.match([scene.site("a", 0, 0)]).findings.map(\.kind) == ["none"])
  }

  @Test("nothing is inferred from where vehicles begin and end their flights")
  func home() throws {
    var scene = Scene()
    for sortie in 0..<8 {
      scene.look(0, 0, sigma: 20, sortie: sortie, kind: "stop", shape: "", censored: "end")
    }
    #expect(try scene.match().candidates.isEmpty)
    #expect(try scene.match([scene.site("base", 5, 5)]).findings[0].score > 0.99)
    for row in scene.visits.indices { scene.visits[row].censored = "none" }
    #expect(try scene.match().candidates.count == 1)
  }

  @Test("a candidate needs its sorties, at both ends of --min-sorties")
  func minSorties() throws {
    var scene = Scene()
    scene.look(0, 0, sortie: 1)
    scene.look(30, 0, sortie: 1)
    func count(_ number: Int) throws -> Int {
      try scene.match { $0.minSorties = number }.candidates.count
    }
    #expect(try count(1) == 1)
    #expect(try count(2) == 0)
    scene.look(0, 30, sortie: 2)
    #expect(try count(2) == 1)
    #expect(try count(3) == 0)
    #expect(try count(100) == 0)
    #expect(try scene.match { $0.infers = false }.candidates.isEmpty)
  }

  @Test("two sorties that looked at different places agree on none")
  func disagreement() throws {
    func candidates(apart: Double) throws -> Int {
      var scene = Scene()
      scene.look(-apart / 2, 0, sortie: 1)
      scene.look(apart / 2, 0, sortie: 2)
      return try scene.match().candidates.count
    }
    #expect(try candidates(apart: 0) == 1)
    #expect(try candidates(apart: 600) == 1)
    #expect(try candidates(apart: 4500) == 0)
  }

  @Test("a known site that explains the area leaves no candidate, a far one does")
  func explained() throws {
    let scene = agreeing()
    #expect(try scene.match([scene.site("a", 100, 0)]).candidates.isEmpty)
    let both = try scene.match([scene.site("a", 3000, 0)])
    #expect(both.findings.map(\.kind) == ["candidate", "known"])
    #expect(both.findings[1].score < 0.01)
  }

  @Test("no sortie tells more than its receiver knows, whatever it says of its path or its camera")
  func floor() throws {
    for (basis, sigma) in [("path", 0.0), ("sensor", 0.01)] {
      var scene = Scene()
      for sortie in 0..<200 {
        scene.look(0, 0, sigma: max(1e-3, sigma), sortie: sortie, basis: basis)
      }
      let site = try scene.match().candidates[0]
      // Tukey's place is 95 % as well known as the mean, where the noise is in each look already.
      let expected = 3.3 / 200.0.squareRoot() / (basis == "path" ? 0.95.squareRoot() : 1)
      #expect(abs(site.uncertainty - expected) < 1e-4)
      #expect(abs(site.ellipseSemiMinor - expected * 5.991464547107979.squareRoot()) < 1e-3)
    }
  }

  @Test("a camera's own word is of the place, to which the receiver adds nothing")
  func cameras() throws {
    var sigmas: [Double] = []
    for basis in ["sensor", "ray", "path"] {
      var scene = Scene()
      for sortie in 0..<16 {
        scene.look(0, 0, sigma: 20, sortie: sortie, kind: "stare", basis: basis)
      }
      sigmas.append(try scene.match().candidates[0].uncertainty)
    }
    let alone = (20.0 * 20 / 16 / 0.95).squareRoot()
    let added = ((20.0 * 20 + 3.3 * 3.3) / 16 / 0.95).squareRoot()
    for (sigma, expected) in zip(sigmas, [alone, alone, added]) {
      #expect(abs(sigma - expected) < 1e-3)
    }
  }

  @Test(
    "ellipses of places that cameras looked at hold them in 93 to 97 % of cases",
    arguments: [2, 5, 12])
  func honest(sorties: Int) throws {
    var random = SplitMix(seed: UInt64(40 + sorties))
    var inside = 0
    for _ in 0..<1000 {
      var scene = Scene()
      for sortie in 0..<sorties {
        // Near ones know the place to metres, far ones to tens of metres, and each says so.
        let sigma = sortie % 2 == 0 ? 4.0 : 40
        scene.look(
          sigma * random.normal(), sigma * random.normal(), sigma: sigma, sortie: sortie,
          kind: "stare",
          basis: "sensor")
      }
      let candidates = try scene.match().candidates
      guard let site = candidates.first else { continue }
      let way = scene.offset(site)
      // Round, since every look is.
      if (way * way).sum().squareRoot() <= site.ellipseSemiMajor { inside += 1 }
    }
    #expect((930...970).contains(inside))
  }

  @Test("the ellipse lies as the covariance does: azimuth from north, polygon on the map")
  func ellipse() throws {
    var scene = Scene()
    for sortie in 0..<4 {
      scene.look(0, 0, sortie: sortie)
      // 400 m along azimuth 30°, 100 m across.
      let (sine, cosine) = ((30.0).sine, (30.0).cosine)
      scene.visits[sortie].lookVarianceEast = 160_000 * sine * sine + 10_000 * cosine * cosine
      scene.visits[sortie].lookVarianceNorth = 160_000 * cosine * cosine + 10_000 * sine * sine
      scene.visits[sortie].lookCovarianceEastNorth = 150_000 * sine * cosine
    }
    let site = try scene.match().candidates[0]
    let quantile = 5.991464547107979
    #expect(abs(site.ellipseOrientation - 30) < 0.01)
    #expect(
      abs(site.ellipseSemiMajor - ((160_000 + 3.3 * 3.3) / 0.95 / 4 * quantile).squareRoot()) < 0.1)
    #expect(
      abs(site.ellipseSemiMinor - ((10_000 + 3.3 * 3.3) / 0.95 / 4 * quantile).squareRoot()) < 0.1)
    guard case .polygon(let rings) = site.extent else {
      Issue.record("is no polygon")
      return
    }
    #expect(rings[0].count == 65)
    var farthest = (metres: 0.0, azimuth: 0.0)
    for corner in rings[0] {
      var edge = Site()
      edge.longitude = corner.longitude
      edge.latitude = corner.latitude
      let offset = scene.offset(edge)
      let length = (offset * offset).sum().squareRoot()
      if length > farthest.metres, offset.y > 0 { farthest = (length, offset.x / length) }
    }
    #expect(abs(farthest.metres - site.ellipseSemiMajor) < 0.5)
    #expect(abs(farthest.azimuth - (30.0).sine) < 1e-3)
  }

  @Test(
    "the 95 % ellipse holds the site in 93 to 99 % of a thousand scenes", arguments: [1, 2, 5, 20])
  func coverage(sorties: Int) throws {
    var inside = 0
    let scenes = 1000
    for seed in 0..<scenes {
      let scene = agreeing(seed: UInt64(seed) &* 7919 &+ UInt64(sorties), sorties: sorties)
      // A candidate's ellipse is worked out for any agreement, so a disagreement by chance counts too.
      let matched = try scene.match([]) { $0.minSorties = 1 }
      guard let site = matched.candidates.first else { continue }
      let offset = scene.offset(site)
      let azimuth = site.ellipseOrientation
      let along = (offset.x * azimuth.sine + offset.y * azimuth.cosine) / site.ellipseSemiMajor
      let across = (offset.x * azimuth.cosine - offset.y * azimuth.sine) / site.ellipseSemiMinor
      if along * along + across * across <= 1 { inside += 1 }
    }
    let part = Double(inside) / Double(scenes)
    #expect(part > 0.93 && part < 0.99)
  }

  @Test(
    "sorties that disagree agree on a place while it is no wider than places are, and then on none")
  func scattered() throws {
    func candidates(_ scatter: Double, _ sigma: Double) throws -> [Site] {
      var random = SplitMix(seed: 31)
      var scene = Scene()
      for sortie in 0..<15 {
        scene.look(
          random.normal() * scatter, random.normal() * scatter, sigma: sigma, sortie: sortie)
      }
      return try scene.match().candidates
    }
    // Cameras that are off by more than they say: the ellipse is wide enough for what they say together.
    let site = try #require(try candidates(150, 20).first)
    #expect(site.basis == "place")
    #expect(site.ellipseSemiMajor > 150 && site.ellipseSemiMajor < 620)
    #expect(site.sorties >= 12)
    #expect(try candidates(450, 300).count == 1)
    #expect(try candidates(1500, 300).isEmpty)
  }
}
