import Detection
import TestSupport
import Testing
import Tracks

@Suite("Look regions known by the path alone")
struct LookRegionTests {
  private func orbit(_ shape: String, azimuth: Double = 30) -> Visit {
    var visit = Visit()
    visit.visit = "v"
    visit.kind = "orbit"
    visit.shape = shape
    visit.centreLongitude = 10
    visit.centreLatitude = 50
    visit.radius = 1000
    visit.semiMajor = shape == "circle" ? 1000 : 2000
    visit.semiMinor = shape == "circle" ? 1000 : 600
    visit.orientation = azimuth
    visit.varianceEast = 25
    visit.varianceNorth = 25
    visit.covarianceEastNorth = 0
    visit.first = Instant(microseconds: 0)
    visit.last = Instant(microseconds: 600_000_000)
    visit.observedSeconds = 600
    return visit
  }

  /// The position so many metres along and across the axis of an orbit.
  private func position(_ along: Double, _ across: Double, _ azimuth: Double = 30) -> Position {
    TangentFrame(at: Position(longitude: 10, latitude: 50)).position(
      east: along * azimuth.sine + across * azimuth.cosine,
      north: along * azimuth.cosine - across * azimuth.sine)
  }

  @Test("a circle allows its inside, and its edge is as far as 95 % reach")
  func circle() {
    var visit = orbit("circle")
    LookPriors().region(of: visit).store(in: &visit)
    #expect(visit.lookBasis == "path")
    #expect(visit.lookDistanceSquared(to: position(0, 0)) < 1e-6)
    #expect(visit.lookDistanceSquared(to: position(950, 0)) < Visit.look95)
    #expect(visit.lookDistanceSquared(to: position(0, -1000)) > Visit.look95)
  }

  @Test(
    "a racetrack allows a band on both sides, not its middle, and one where the camera's side is known"
  )
  func racetrack() {
    var visit = orbit("racetrack")
    LookPriors().region(of: visit).store(in: &visit)
    for side in [1.0, -1] {
      #expect(visit.lookDistanceSquared(to: position(0, side * 1500)) < 1e-3)
      #expect(visit.lookDistanceSquared(to: position(1800, side * 1500)) < Visit.look95)
    }
    #expect(visit.lookDistanceSquared(to: position(0, 0)) > Visit.look95)
    #expect(visit.lookDistanceSquared(to: position(4000, 1500)) > Visit.look95)
    // Across 30° to the right is 120°.
    var view = ViewDirection()
    for _ in 0..<5 { view.add(heading: 30, azimuth: 90) }
    LookPriors().region(of: visit, view: view).store(in: &visit)
    #expect(visit.lookDistanceSquared(to: position(0, 1500)) < 1e-3)
    #expect(visit.lookDistanceSquared(to: position(0, -1500)) > Visit.look95)
  }

  @Test("a camera that looks all round, or along, tells no side")
  func noSide() {
    var round = ViewDirection()
    for heading in stride(from: 0.0, to: 360, by: 10) { round.add(heading: heading, azimuth: 90) }
    var along = ViewDirection()
    along.add(heading: 30, azimuth: 0)
    along.add(heading: .nan, azimuth: 90)
    for view in [round, along, ViewDirection()] {
      #expect(LookPriors().region(of: orbit("racetrack"), view: view).mode != .zero)
    }
  }

  @Test(
    "samples have the mean and the covariance of the region", arguments: ["circle", "racetrack"])
  func samples(_ shape: String) {
    let region = LookPriors().region(of: orbit(shape))
    let points = region.spread(960)
    let mean = points.reduce(.zero, +) / 960
    #expect((mean * mean).sum().squareRoot() < 20)
    var (e, n, c) = (0.0, 0.0, 0.0)
    for point in points {
      e += point.x * point.x / 960
      n += point.y * point.y / 960
      c += point.x * point.y / 960
    }
    #expect(abs(e / (region.varianceEast + region.mode.x * region.mode.x) - 1) < 0.03)
    #expect(abs(n / (region.varianceNorth + region.mode.y * region.mode.y) - 1) < 0.03)
    let cross = region.covariance + region.mode.x * region.mode.y
    #expect(abs(c - cross) < 0.03 * max(e, n))
  }

  /// An orbit and the stare of its time, at an offset along and across.
  private func flight(_ shape: String, _ along: Double, _ across: Double) -> [Visit] {
    let path = orbit(shape)
    var stare = path
    stare.kind = "stare"
    stare.shape = ""
    let place = position(along, across)
    stare.centreLongitude = place.longitude
    stare.centreLatitude = place.latitude
    return [path, stare]
  }

  /// An offset as the oracle strews it: even over the disc, or beside the legs on either side.
  private func strewn(_ shape: String, _ random: inout SplitMix) -> (Double, Double) {
    if shape == "racetrack" {
      let side = random.uniform(0, 1) < 0.5 ? -1.0 : 1
      return (random.uniform(-1500, 1500), side * random.uniform(900, 3500))
    }
    while true {
      let (u, v) = (random.uniform(-1, 1), random.uniform(-1, 1))
      if u * u + v * v <= 1 { return (1000 * u, 1000 * v) }
    }
  }

  @Test(
    "what was learnt from some flights holds 93 to 97 % of the places of others",
    arguments: ["circle", "racetrack"])
  func learnt(_ shape: String) {
    var random = SplitMix(seed: 12)
    var learning = LookLearning()
    for _ in 0..<600 {
      let (along, across) = strewn(shape, &random)
      learning.take(flight(shape, along, across))
    }
    #expect(learning.count(of: shape) == 600)
    var visit = orbit(shape)
    learning.priors.region(of: visit).store(in: &visit)
    var inside = 0
    for _ in 0..<4000 {
      let (along, across) = strewn(shape, &random)
      if visit.lookDistanceSquared(to: position(along, across)) <= Visit.look95 { inside += 1 }
    }
    #expect((3720...3880).contains(inside))
  }

  @Test("what was learnt of small and of large paths holds 93 to 97 % of the places of either")
  func learntBySize() {
    var random = SplitMix(seed: 14)
    // Small eights look up to eight of their axes aside, large ones up to two.
    func strewn(_ size: Double) -> (Double, Double) {
      (random.uniform(-300, 300), random.uniform(-1, 1) * (size < 300 ? 8 : 2) * size)
    }
    func sized(_ flight: [Visit], _ size: Double) -> [Visit] {
      var path = flight[0]
      path.semiMinor = size
      return [path, flight[1]]
    }
    var learning = LookLearning()
    for number in 0..<600 {
      let size = number % 2 == 0 ? 150.0 : 600
      let (along, across) = strewn(size)
      learning.take(sized(flight("figure-eight", along, across), size))
    }
    #expect(learning.priors.figureEight.sizes.map(\.visits) == [300, 300])
    for size in [150.0, 600] {
      var visit = sized(flight("figure-eight", 0, 0), size)[0]
      learning.priors.region(of: visit).store(in: &visit)
      let inside = (0..<4000).filter { _ in
        let (along, across) = strewn(size)
        return visit.lookDistanceSquared(to: position(along, across)) <= Visit.look95
      }.count
      #expect((3700...3900).contains(inside))
    }
  }

  @Test("of a size none of which was seen, the whole speaks; the bounds of a size belong to one")
  func sizes() {
    let small = LookPrior(along: 1, acrossSpread: 1, least: 100)
    let large = LookPrior(along: 2, acrossSpread: 2, least: 1000)
    let prior = LookPrior(along: 3, acrossSpread: 3, sizes: [small, large])
    let expected = [
      (99.9, 3.0), (100, 1), (316, 1), (316.3, 3), (999.9, 3), (1000, 2), (3162, 2), (3163, 3),
    ]
    for (size, along) in expected { #expect(prior.of(size: size).along == along) }
  }

  @Test("too few flights teach nothing, nor do drifting visits or stares of half the time or less")
  func untaught() {
    var learning = LookLearning()
    for _ in 0..<7 { learning.take(flight("circle", 100, 0)) }
    #expect(learning.priors == LookPriors())
    for change in 0..<3 {
      var other = flight("circle", 100, 0)
      if change == 0 { other[0].shape = "drifting" }
      if change == 1 { other[1].shape = "drifting" }
      if change == 2 { other[1].last = Instant(microseconds: 299_000_000) }
      learning.take(other)
    }
    #expect(learning.count(of: "circle") == 7)
    learning.take(flight("circle", 100, 0))
    #expect(learning.priors.circle.visits == 8)
    #expect(learning.priors.racetrack == LookPriors().racetrack)
  }
}
