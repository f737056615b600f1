import Tracks

/// Makes the plan of a flight of each kind of vehicle.
///
/// Every random choice of a flight comes from a stream of its own, so that flights do not depend
/// on each other.
struct FlightPlanner {
  let settings: SimulationSettings
  let region: Region

  /// Plans a flight.
  ///
  /// - Parameters:
  ///   - number: Of the flight, from 0; it chooses the stream of random numbers.
  ///   - vehicle: The vehicle's number.
  ///   - start: Microseconds since the Unix epoch.
  ///   - nextSite: Gives the number of the site whose turn it is.
  func plan(
    number: Int, vehicle: Int, start: Int64, nextSite: () -> Int
  ) -> FlightPlan {
    switch settings.scenario {
    case .grid: return gridPlan(number: number, start: start)
    case .wide: return widePlan(number: number, vehicle: vehicle, start: start)
    case .region: break
    }
    let kind = VehicleKind.ofVehicle(vehicle, hasConfusers: settings.hasConfusers)
    var random = SeededRandom(seed: settings.seed, stream: 1000 + UInt64(number))
    let wind = Point(
      length: settings.wind.value * random.uniform(0.5, 1.5), turns: random.uniform())
    let sampling = settings.sampling?.value ?? random.pick(kind.samplings)
    var course = CourseBuilder(random: random, wind: wind, sampling: sampling)
    let origin: Point
    switch kind {
    case .fixedWing: origin = planFixedWing(&course, nextSite)
    case .quadcopter: origin = planQuadcopter(&course, nextSite)
    case .airliner: origin = planAirliner(&course)
    case .survey: origin = planSurvey(&course)
    case .glider: origin = planGlider(&course)
    }
    random = course.random
    let place = region.frame.position(origin)
    let hasCamera = kind.isWatcher && settings.hasCamera
    var plan = FlightPlan(
      vehicle: "\(kind.rawValue)-\(vehicle < 9 ? "0" : "")\(vehicle + 1)", start: start,
      sampling: sampling, isIrregular: random.happens(0.3), hasCamera: hasCamera,
      frame: LocalFrame(longitude: place.longitude, latitude: place.latitude),
      segments: course.segments, masks: [], wind: wind)
    if !hasCamera {
      for index in plan.segments.indices {
        plan.segments[index].truths.removeAll { $0.kind == "stare" }
      }
    }
    if settings.hasDefects { plan.masks = masks(over: plan.duration, kind, &random) }
    return plan
  }

  /// Times behind a ridge: short ones often, some that cut the flight.
  func masks(
    over duration: Double, _ kind: VehicleKind, _ random: inout SeededRandom
  ) -> [Range<Double>] {
    var masks: [Range<Double>] = []
    var time = random.uniform(200, 3000)
    while time < duration {
      let length: Double
      switch random.uniform() {
      case ..<0.75: length = random.uniform(5, 90)
      case ..<0.95: length = random.uniform(120, 400)
      default: length = kind == .fixedWing ? random.uniform(1900, 3000) : 600
      }
      masks.append(time..<time + length)
      time += length + random.uniform(300, 4500)
    }
    return masks
  }

  /// Hours over one to three sites, or behind a truck.
  private func planFixedWing(_ course: inout CourseBuilder, _ nextSite: () -> Int) -> Point {
    let follows = settings.hasConfusers && course.random.happens(0.15)
    let sites = follows ? [nextSite()] : (0..<(1 + course.random.below(3))).map { _ in nextSite() }
    let origin = region.sites[sites[0]]
    let edge = Point(length: course.random.uniform(20_000, 45_000), turns: course.random.uniform())
    course.begin(
      at: edge, height: course.random.uniform(4200, 6000), speed: course.random.uniform(32, 52))
    if follows {
      let place = Point(length: course.random.uniform(4000, 15_000), turns: course.random.uniform())
      course.follow(from: place, ground: Region.ground(origin + place))
    } else {
      for site in sites {
        let place = site == sites[0] ? Point(0, 0) : region.place(of: site, from: origin)
        course.watch(site, at: place, ground: Region.ground(region.sites[site]))
      }
    }
    course.transit(to: 1.1 * edge, aim: .ahead)
    return origin
  }

  /// From a base nearby to a site, once or twice round or above it, and back.
  private func planQuadcopter(_ course: inout CourseBuilder, _ nextSite: () -> Int) -> Point {
    let site = nextSite()
    let origin = region.sites[site]
    let ground = Region.ground(origin)
    let base = Point(length: course.random.uniform(400, 1500), turns: course.random.uniform())
    let baseGround = Region.ground(origin + base)
    course.begin(at: base, height: baseGround, speed: course.random.uniform(8, 13))
    course.stay(course.random.uniform(15, 60), aim: .nothing)
    course.climb(to: baseGround + 30, rate: 3)
    course.level = ground + course.random.uniform(60, 120)
    for _ in 0..<(1 + course.random.below(2)) { course.inspect(site, ground: ground) }
    course.level = baseGround + 30
    course.transit(to: base, aim: .ahead)
    course.climb(to: baseGround, rate: 2)
    course.stay(course.random.uniform(10, 50), aim: .nothing)
    return origin
  }

  /// Straight through, now and then with a holding.
  private func planAirliner(_ course: inout CourseBuilder) -> Point {
    let direction = course.random.uniform()
    let across = Point(length: course.random.uniform(-40_000, 40_000), turns: direction + 0.25)
    let along = Point(length: 90_000, turns: direction)
    course.begin(
      at: across - along, height: 300 * course.random.uniform(20, 38).rounded(),
      speed: course.random.uniform(200, 245))
    if course.random.happens(0.3) {
      let fix = Point(length: course.random.uniform(30_000, 60_000), turns: course.random.uniform())
      course.speed = course.random.uniform(105, 125)
      course.hold(at: fix)
    }
    course.transit(to: across + along, aim: .nothing)
    return Point(0, 0)
  }

  /// Parallel lines over a part of the region.
  private func planSurvey(_ course: inout CourseBuilder) -> Point {
    let corner = Point(length: course.random.uniform(5000, 20_000), turns: course.random.uniform())
    course.begin(
      at: Point(length: 50_000, turns: course.random.uniform()),
      height: course.random.uniform(3600, 4600), speed: course.random.uniform(55, 75))
    course.survey(from: corner)
    course.transit(to: Point(length: 50_000, turns: course.random.uniform()), aim: .nothing)
    return Point(0, 0)
  }

  /// From thermal to thermal.
  private func planGlider(_ course: inout CourseBuilder) -> Point {
    course.begin(
      at: Point(length: course.random.uniform(8000, 30_000), turns: course.random.uniform()),
      height: course.random.uniform(2900, 3400), speed: course.random.uniform(27, 36))
    for _ in 0..<(3 + course.random.below(5)) {
      course.glide(
        to: course.place
          + Point(length: course.random.uniform(4000, 12_000), turns: course.random.uniform()))
      course.thermal()
    }
    course.glide(
      to: course.place
        + Point(length: course.random.uniform(6000, 15_000), turns: course.random.uniform()))
    return Point(0, 0)
  }
}
