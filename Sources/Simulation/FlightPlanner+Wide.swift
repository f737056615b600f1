import Tracks

/// The scenario `wide`: scene after scene, each at a place of its own, twelve flights over each.
///
/// Every other scene is a wide site that flights work on, one place in it after the other; those
/// between are what may look like it.
extension FlightPlanner {
  /// What happens in a scene.
  private enum Scene {
    /// A wide site: each flight watches one to six places anywhere in it.
    case site
    /// Airliners that hold over one fix.
    case stack
    /// Each flight circles over one place, anywhere in a town.
    case calls
    /// Circuits round one runway.
    case circuits
    /// A long box along a border.
    case patrol
    /// Gliders in thermals, on a day with little wind.
    case thermals
  }

  private static let scenes: [Scene] = [
    .site, .stack, .site, .calls, .site, .circuits, .site, .patrol, .site, .thermals,
  ]
  /// Flights over a scene.
  private static let flights = 12

  /// The plan of the flight of a number.
  func widePlan(number: Int, vehicle: Int, start: Int64) -> FlightPlan {
    let scene = number / Self.flights
    let kind = Self.scenes[scene % Self.scenes.count]
    let ground = wideGround(scene)
    var random = SeededRandom(seed: settings.seed, stream: 1000 + UInt64(number))
    let strength = kind == .thermals ? 0.05 : 1
    let wind = Point(
      length: strength * settings.wind.value * random.uniform(0.5, 1.5), turns: random.uniform())
    let sampling = settings.sampling?.value ?? random.pick([1.0, 2, 5, 10])
    var course = CourseBuilder(random: random, wind: wind, sampling: sampling)
    let edge = Point(
      length: ground.reach + course.random.uniform(8000, 20_000), turns: course.random.uniform())
    course.begin(
      at: edge, height: course.random.uniform(2500, 4000), speed: course.random.uniform(45, 90))
    fly(kind, scene, ground, &course)
    course.transit(to: 1.1 * edge, aim: .ahead)
    random = course.random
    let hasCamera = settings.hasCamera && kind == .site
    var plan = FlightPlan(
      vehicle: "WD-\(scene + 1)-\(vehicle + 1)", start: start, sampling: sampling,
      isIrregular: random.happens(0.3), hasCamera: hasCamera, frame: ground.frame,
      segments: course.segments, masks: [], wind: wind)
    for index in plan.segments.indices {
      if !hasCamera { plan.segments[index].truths.removeAll { $0.kind == "stare" } }
      guard kind != .site else { continue }
      for row in plan.segments[index].truths.indices {
        plan.segments[index].truths[row].site = nil
        if plan.segments[index].truths[row].role == "watch" {
          plan.segments[index].truths[row].role = "call"
        }
      }
    }
    if settings.hasDefects { plan.masks = masks(over: plan.duration, .quadcopter, &random) }
    return plan
  }

  /// The wide site that the flight of a number is the first to see, if there is one; its geometry is the
  /// ground that it covers.
  func wideSite(firstSeenBy number: Int) -> [Site] {
    let scene = number / Self.flights
    guard number % Self.flights == 0, Self.scenes[scene % Self.scenes.count] == .site else {
      return []
    }
    let ground = wideGround(scene)
    var site = Site(
      simulated: scene, longitude: ground.frame.longitude, latitude: ground.frame.latitude)
    var ring = (0..<64).map {
      ground.frame.position(Point(length: ground.reach, turns: Double($0) / 64))
    }
    ring.append(ring[0])
    site.extent = .polygon([ring])
    return [site]
  }

  /// Where a scene is, how far it reaches (metres) and which way it lies.
  private func wideGround(_ scene: Int) -> (frame: LocalFrame, reach: Double, turns: Double) {
    var random = SeededRandom(seed: settings.seed, stream: 1 << 51 + UInt64(scene))
    let frame = LocalFrame(
      longitude: PortableMath.rounded(random.uniform(-179, 179), scale: 1e7),
      latitude: PortableMath.rounded(random.uniform(-60, 60), scale: 1e7))
    return (frame, random.uniform(2000, 6000), random.uniform())
  }

  private func fly(
    _ kind: Scene, _ scene: Int, _ ground: (frame: LocalFrame, reach: Double, turns: Double),
    _ course: inout CourseBuilder
  ) {
    func anywhere(_ course: inout CourseBuilder) -> Point {
      Point(
        length: ground.reach * course.random.uniform().squareRoot(), turns: course.random.uniform())
    }
    switch kind {
    case .site:
      for _ in 0..<(1 + course.random.below(6)) {
        if course.random.happens(0.15) {
          course.follow(from: anywhere(&course), ground: 800)
        } else {
          course.work(on: scene, at: anywhere(&course), ground: 800)
        }
      }
    case .calls:
      course.work(on: scene, at: anywhere(&course), ground: 800)
    case .stack:
      course.speed = course.random.uniform(105, 125)
      for _ in 0..<(1 + course.random.below(2)) {
        let off = Point(100 * course.random.normal(), 100 * course.random.normal())
        course.hold(at: off, turns: ground.turns + 0.01 * course.random.normal())
      }
    case .circuits:
      course.hold(at: Point(0, 0), turns: ground.turns, size: course.random.uniform(0.5, 0.7))
    case .patrol:
      let off = Point(500 * course.random.normal(), 500 * course.random.normal())
      course.hold(at: off, turns: ground.turns, size: course.random.uniform(2, 4))
    case .thermals:
      course.speed = course.random.uniform(27, 36)
      for _ in 0..<(2 + course.random.below(5)) {
        course.glide(to: anywhere(&course))
        course.thermal()
      }
    }
  }
}
