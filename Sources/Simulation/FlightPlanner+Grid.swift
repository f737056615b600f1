import Tracks

/// The scenario `grid`: one pattern a flight, spread evenly over all sizes, samplings and winds.
extension FlightPlanner {
  /// What a flight of the grid does, in turn.
  private static let patterns = [
    "circle", "racetrack", "circle", "eight", "hover", "circle", "drifting", "look",
  ]

  /// The plan of the flight of a number, over the site of the same number.
  func gridPlan(number: Int, start: Int64) -> FlightPlan {
    var random = SeededRandom(seed: settings.seed, stream: 1000 + UInt64(number))
    let pattern = Self.patterns[number % Self.patterns.count]
    // The golden ratio spreads the sizes evenly, however many flights there are.
    let share =
      Double(number / Self.patterns.count) * 0.618_033_988_749_895 + random.uniform(0, 0.02)
    let isHover = pattern == "hover"
    let radius = isHover ? 30 : Self.size(share - share.rounded(.down))
    // No faster than a bank of 25° turns.
    let speed =
      isHover
      ? random.uniform(4, 12)
      : min(random.uniform(90, 220), (4.5 * radius).squareRoot() * random.uniform(0.6, 1))
    let lap = 2 * Double.pi * radius / speed
    let wind = Point(
      length: min(settings.wind.value * random.uniform(0, 2.5), 0.4 * speed),
      turns: random.uniform())
    let sampling = settings.sampling?.value ?? Self.sampling(isHover ? 360 : lap, &random)
    var course = CourseBuilder(random: random, wind: wind, sampling: sampling)
    let ground = 800.0
    let height = ground + (isHover ? 60 : min(9000, 60 + radius * course.random.uniform(0.3, 1.5)))
    let edge = Point(
      length: 3 * radius + speed * course.random.uniform(90, 300), turns: course.random.uniform())
    course.begin(at: edge, height: height, speed: speed)
    fly(pattern, radius: radius, ground: ground, number: number, &course)
    course.transit(to: course.place + 1.3 * edge, aim: .ahead)
    random = course.random
    let site = gridSite(number)
    var plan = FlightPlan(
      vehicle: "GR-\(number + 1)", start: start, sampling: sampling,
      isIrregular: random.happens(0.3), hasCamera: settings.hasCamera && pattern != "drifting",
      frame: LocalFrame(longitude: site.longitude, latitude: site.latitude),
      segments: course.segments, masks: [], wind: wind)
    if !plan.hasCamera {
      for index in plan.segments.indices {
        plan.segments[index].truths.removeAll { $0.kind == "stare" }
      }
    }
    if settings.hasDefects && random.happens(0.3) {
      plan.masks = masks(over: plan.duration, .quadcopter, &random)
    }
    return plan
  }

  /// The watched place of the flight of a number: anywhere between 60° S and 60° N.
  func gridSite(_ number: Int) -> Site {
    var random = SeededRandom(seed: settings.seed, stream: 1 << 50 + UInt64(number))
    return Site(
      simulated: number, longitude: random.uniform(-180, 180), latitude: random.uniform(-60, 60))
  }

  /// Lays the pattern round the origin.
  private func fly(
    _ pattern: String, radius: Double, ground: Double, number: Int, _ course: inout CourseBuilder
  ) {
    let site = Point(0, 0)
    let aim = Segment.Aim.place(site, height: ground, velocity: Point(0, 0))
    let stare = SegmentTruth(kind: "stare", role: "watch", site: number, centre: site)
    // At least three minutes, so that the least duration is no question.
    let least = 180 * course.speed / (2 * .pi * radius)
    let laps = max(course.random.uniform(2.2, 6), least)
    switch pattern {
    case "circle": course.circle(number, site, radius: radius, laps: laps, aim, stare)
    case "racetrack":
      let aside = radius * course.random.uniform(0.5, 3)
      course.racetrack(number, site, radius: radius, aside: aside, laps: laps, aim, stare)
    case "eight":
      let aside = radius * course.random.uniform(0, 3)
      course.eight(number, site, radius: radius, aside: aside, laps: laps, aim, stare)
    case "hover":
      let spot = Point(length: course.random.uniform(0, 150), turns: course.random.uniform())
      course.transit(to: spot, aim: .ahead)
      let stop = SegmentTruth(kind: "stop", role: "watch", site: number, centre: spot)
      course.stay(course.random.uniform(200, 900), aim: aim, truths: [stop, stare])
    case "drifting": course.drift(radius: radius, laps: laps)
    default:
      let half = course.speed * course.random.uniform(100, 360)
      course.longLook(site, half: half, aside: radius * course.random.uniform(1, 4), aim, stare)
    }
  }

  /// 30 m to 30 km, even in its logarithm: 30 m × 1,000^share.
  private static func size(_ share: Double) -> Double {
    // 1,000^(1/2), 1,000^(1/4) …: no logarithm, so no two machines differ.
    var size = 30.0
    var rest = share
    var factor = 1000.0
    for _ in 0..<24 {
      factor = factor.squareRoot()
      rest *= 2
      if rest >= 1 {
        size *= factor
        rest -= 1
      }
    }
    return size
  }

  /// Seconds from fix to fix: any of eight that gives a lap 6 to 3,000 fixes, every third
  /// time the slowest.
  private static func sampling(_ lap: Double, _ random: inout SeededRandom) -> Double {
    let fit = [0.1, 0.5, 1, 2, 5, 10, 30, 60].filter { lap >= 6 * $0 && lap <= 3000 * $0 }
    let isSlow = random.happens(1 / 3)
    return isSlow ? fit.last ?? lap / 6 : random.pick(fit.isEmpty ? [lap / 6] : fit)
  }
}
