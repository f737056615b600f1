import Tracks

/// A flight that is under way: it makes its fixes one after the other, from its plan.
struct SimulatedFlight {
  let plan: FlightPlan
  private let noise: Double
  private let hasDefects: Bool
  private var random: SeededRandom
  private var clock = 0.0
  private var lastClock = 0.0
  private var index = 0
  private var segmentStart = 0.0
  private var mask = 0
  private var wanderEast = Wander()
  private var wanderNorth = Wander()
  private var wanderUp = Wander()
  private var camera: CameraModel
  private let offsets: SortieOffsets
  private var truthClock: TruthClock
  private var stares: StareJoin

  init(_ plan: FlightPlan, number: Int, settings: SimulationSettings) {
    self.plan = plan
    noise = settings.noise.value
    hasDefects = settings.hasDefects
    random = SeededRandom(seed: settings.seed, stream: 1 << 40 + UInt64(number))
    offsets = SortieOffsets(settings, number: number)
    camera = CameraModel(offsets)
    truthClock = TruthClock(sampling: plan.sampling)
    stares = StareJoin(maxGap: truthClock.maxGap)
  }

  /// Whether every fix has been made.
  var isOver: Bool { index == plan.segments.count }

  /// When it ends, microseconds.
  var end: Int64 { plan.start + Int64((plan.duration * 1e6).rounded()) }

  /// Makes the fixes before an instant.
  ///
  /// - Parameters:
  ///   - limit: Microseconds since the Unix epoch.
  ///   - rows: Where the fixes go.
  ///   - truth: Where the visits that end go.
  mutating func fly(until limit: Int64, into rows: inout SliceRows, truth: inout [TrueVisit]) {
    let code = rows.vehicles.code(of: plan.vehicle)
    while !isOver {
      // Whole milliseconds, as most loggers write.
      let time = plan.start + Int64((clock * 1000).rounded()) * 1000
      if time >= limit { return }
      while clock >= segmentStart + plan.segments[index].duration {
        segmentStart += plan.segments[index].duration
        closeSegment(&truth)
        if isOver { return }
      }
      if !isMasked { makeFix(at: time, code: code, &rows) }
      clock += plan.isIrregular ? plan.sampling * random.uniform(0.5, 1.5) : plan.sampling
    }
  }

  /// Ends the flight where it is.
  mutating func cutShort(_ truth: inout [TrueVisit]) {
    if !isOver { closeSegment(&truth) }
    index = plan.segments.count
    stares.finish(into: &truth)
  }

  private mutating func closeSegment(_ truth: inout [TrueVisit]) {
    if !plan.segments[index].truths.isEmpty {
      let visits = truthClock.visits(
        of: plan.segments[index], plan: plan, receiver: offsets.receiver)
      stares.take(visits, into: &truth)
    }
    truthClock = TruthClock(sampling: plan.sampling)
    index += 1
    if isOver { stares.finish(into: &truth) }
  }

  private var isMasked: Bool {
    mutating get {
      while mask < plan.masks.count && clock >= plan.masks[mask].upperBound { mask += 1 }
      return mask < plan.masks.count && plan.masks[mask].contains(clock)
    }
  }

  private mutating func makeFix(at time: Int64, code: Int32, _ rows: inout SliceRows) {
    let seconds = clock - segmentStart
    let step = clock - lastClock
    lastClock = clock
    let motion = plan.segments[index].path.motion(at: seconds)
    let height = plan.segments[index].height + plan.segments[index].climb * seconds
    truthClock.note(time, seconds: seconds, height: height)
    var place = motion.place + offsets.receiver
    place.east += noise * wanderEast.noise(step, &random)
    place.north += noise * wanderNorth.noise(step, &random)
    var reported = height + 1.5 * noise * wanderUp.noise(step, &random)
    var arrival = time
    var isDoubled = false
    if hasDefects {
      let chance = random.uniform()
      if chance < 2e-4 {
        let way = (400 * plan.sampling + 100) * random.uniform(2, 20)
        place = place + Point(length: way, turns: random.uniform())
      } else if chance < 3e-4 {
        reported += random.uniform(12_000, 40_000)
      } else if chance < 8e-4 {
        isDoubled = true
      } else if chance < 2e-3 {
        arrival += Int64(random.uniform(1e6, 20e6))
      }
    }
    let speed = motion.velocity.length
    let course = PortableMath.bearing(
      east: motion.velocity.east, north: motion.velocity.north)
    // The nose points into the wind by the wind triangle's small angle.
    let across =
      (plan.wind.east * motion.velocity.north - plan.wind.north * motion.velocity.east)
      / max(speed * speed, 25)
    let heading = course - across * 180 / .pi
    let report =
      plan.hasCamera
      ? camera.report(
        plan.segments[index].aim, seconds: seconds, clock: clock, step: step, place: motion.place,
        height: height, heading: heading, hasDefects: hasDefects, &random) : CameraModel.Report()
    for _ in 0...(isDoubled ? 1 : 0) {
      rows.append(
        code: code, time: time, arrival: arrival, position: plan.frame.position(place),
        height: reported, speed: speed, course: course, heading: heading)
      if rows.hasCamera { rows.append(report, in: plan.frame) }
    }
  }
}
