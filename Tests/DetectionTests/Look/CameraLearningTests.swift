import Detection
import TestSupport
import Testing
import Tracks

@Suite("What cameras are off by")
struct CameraLearningTests {
  /// A stare of one sortie as `detect` finds it with the default priors, its camera `way` metres to one side of what
  /// it looked at in the mean, and its point off by both.
  private func stare(
    _ sortie: Int, place: Double, way: Double, sigma: Double, degrees: Double,
    _ random: inout SplitMix
  ) -> Visit {
    let usual = LookPriors()
    let system = LocalTangentSystem(centre: Position(longitude: 10, latitude: 50))
    let turned = degrees * .pi / 180 * way
    let off = (sigma * sigma + turned * turned).squareRoot()
    var longitude = [place + off * random.normal()]
    var latitude = [off * random.normal()]
    system.toDegrees(&longitude, &latitude)
    var visit = Visit()
    visit.kind = "stare"
    visit.sortie = "s\(sortie)"
    visit.centreLongitude = longitude[0]
    visit.centreLatitude = latitude[0]
    let angle = usual.sensorDegrees * .pi / 180 * way
    visit.lookVarianceEast = usual.sensorSigma * usual.sensorSigma + angle * angle
    visit.lookVarianceNorth = visit.lookVarianceEast
    return visit
  }

  private func learnt(
    sigma: Double, degrees: Double, stares: Int = 400, seed: UInt64 = 5
  ) -> LookPriors {
    var random = SplitMix(seed: seed)
    var learning = LookLearning()
    for number in 0..<stares {
      let way = number % 2 == 0 ? 30.0 : random.uniform(500, 4000)
      learning.take([
        stare(
          number, place: Double(number % 10) * 2000, way: way, sigma: sigma, degrees: degrees,
          &random)
      ])
    }
    return learning.priors
  }

  @Test(
    "metres and angle are told apart",
    arguments: [(2.0, 0.4), (8, 0.3), (3, 0.0), (20, 0.3)])
  func apart(sigma: Double, degrees: Double) {
    let priors = learnt(sigma: sigma, degrees: degrees)
    #expect((0.75 * sigma...1.35 * sigma).contains(priors.sensorSigma))
    #expect((0.7 * degrees...1.35 * degrees + 0.06).contains(priors.sensorDegrees))
  }

  @Test("what was learnt holds 93 to 97 % of the next pairs of stares, near and far")
  func held() {
    let priors = learnt(sigma: 2.5, degrees: 0.4)
    var random = SplitMix(seed: 6)
    var inside = 0
    for _ in 0..<4000 {
      let way = random.uniform() < 0.5 ? 30 : random.uniform(500, 4000)
      let truth = (2.5 * 2.5 + (0.4 * .pi / 180 * way) * (0.4 * .pi / 180 * way)).squareRoot()
      let (east, north) = (truth * random.normal(), truth * random.normal())
      let angle = priors.sensorDegrees * .pi / 180 * way
      let variance = priors.sensorSigma * priors.sensorSigma + angle * angle
      if (east * east + north * north) / variance <= Visit.look95 { inside += 1 }
    }
    #expect((3680...3900).contains(inside))
  }

  @Test("stares of one sortie, of places apart, or of too few sorties teach nothing")
  func untaught() {
    var random = SplitMix(seed: 7)
    var same = LookLearning()
    var apart = LookLearning()
    var few = LookLearning()
    for number in 0..<40 {
      same.take([stare(1, place: 0, way: 100, sigma: 3, degrees: 0, &random)])
      apart.take([
        stare(number, place: Double(number) * 300, way: 100, sigma: 3, degrees: 0, &random)
      ])
    }
    for number in 0..<4 {
      few.take([stare(number, place: 0, way: 100, sigma: 3, degrees: 0, &random)])
    }
    for learning in [same, apart, few] { #expect(learning.priors == LookPriors()) }
    few.take([stare(4, place: 0, way: 100, sigma: 3, degrees: 0, &random)])
    #expect(few.priors.sensorSigma != LookPriors().sensorSigma)
  }

  @Test("a wrong angle counts from one side, and hardly round whole laps")
  func sides() throws {
    func sigma(_ path: (Double) -> (x: Double, y: Double)) throws -> Double {
      var flight = FlightMaking()
      for second in stride(from: 0.0, through: 1150, by: 1) {
        let place = path(second)
        flight.add(second, place.x, place.y, look: (0, 0))
      }
      return try #require(try flight.visits(.only(.stare)).first).lookSigma
    }
    // Five laps of 230 s at 3 km, and as long at 3 km to the east, hardly moving.
    let round = try sigma { (3000 * (360 * $0 / 230).cosine, 3000 * (360 * $0 / 230).sine) }
    let aside = try sigma { (3000, 0.01 * $0) }
    #expect(abs(round - 15) < 0.2)
    let expected = (15.0 * 15 + (0.5 * .pi / 180 * 3000) * (0.5 * .pi / 180 * 3000)).squareRoot()
    #expect(abs(aside - expected) < 0.1)
  }

  @Test("a place that a wrong heading swings round is held; a truck as far away is followed")
  func swung() throws {
    // Passing 6 km aside over 100° while the heading is off by half a degree: the point swings by 80 m.
    func flight(_ look: (Double, SIMD2<Double>) -> (x: Double, y: Double)) -> FlightMaking {
      var flight = FlightMaking()
      for second in stride(from: 0.0, through: 360, by: 1) {
        let vehicle = SIMD2(40 * (second - 180), -6000)
        flight.add(second, vehicle.x, vehicle.y, look: look(second, vehicle))
      }
      return flight
    }
    let angle = 0.5 * Double.pi / 180
    let held = try flight { _, vehicle in (-angle * vehicle.y * -1, -angle * -vehicle.x) }
      .visits(.only(.stare))
    #expect(held.map(\.shape) == [""])
    // Round a place 20 km away the point swings over 350 m.
    for (radius, degrees) in [(20_000.0, 0.5), (20_000, 1.0)] {
      var far = FlightMaking()
      for second in stride(from: 0.0, through: 1800, by: 2) {
        let (x, y) = (radius * (360 * second / 700).cosine, radius * (360 * second / 700).sine)
        let off = degrees * .pi / 180
        far.add(second, x, y, look: (-off * y, off * x))
      }
      #expect(try far.visits(.only(.stare)).map(\.shape) == [""])
    }
    let followed = try flight { second, _ in (8 * second, 0) }.visits(.only(.stare))
    #expect(followed.allSatisfy(\.isDrifting) && !followed.isEmpty)
  }
}
