/// How sites are watched. They lie apart from the path: off the middle of a circle, beside a
/// racetrack on the camera's side, far off a long look.
extension CourseBuilder {
  /// One episode of a fixed wing over a site.
  mutating func watch(_ number: Int, at site: Point, ground: Double) {
    let aim = Segment.Aim.place(site, height: ground, velocity: Point(0, 0))
    let stare = SegmentTruth(kind: "stare", role: "watch", site: number, centre: site)
    switch random.uniform() {
    case ..<0.4: circle(number, site, radius: random.uniform(600, 2400), aim, stare)
    case ..<0.65:
      let radius = self.radius(random.uniform(500, 1200))
      racetrack(number, site, radius: radius, aside: random.uniform(500, 3000), aim, stare)
    case ..<0.8:
      let radius = self.radius(random.uniform(500, 1000))
      eight(number, site, radius: radius, aside: random.uniform(0, 3000), aim, stare)
    default:
      let half = speed * random.uniform(150, 360)
      longLook(site, half: half, aside: random.uniform(5000, 12_000), aim, stare)
    }
  }

  /// One episode over a place within a wide site.
  mutating func work(on number: Int, at place: Point, ground: Double) {
    let aim = Segment.Aim.place(place, height: ground, velocity: Point(0, 0))
    let stare = SegmentTruth(kind: "stare", role: "watch", site: number, centre: place)
    if random.happens(0.8) {
      circle(number, place, radius: random.uniform(700, 2200), aim, stare)
    } else {
      let radius = self.radius(random.uniform(500, 1200))
      racetrack(number, place, radius: radius, aside: random.uniform(300, 1500), aim, stare)
    }
  }

  /// One episode of a quadcopter at a site (the origin).
  mutating func inspect(_ number: Int, ground: Double) {
    let site = Point(0, 0)
    let aim = Segment.Aim.place(site, height: ground, velocity: Point(0, 0))
    let stare = SegmentTruth(kind: "stare", role: "watch", site: number, centre: site)
    if random.happens(0.5) {
      let cruise = speed
      speed = random.uniform(4, 7)
      circle(number, site, radius: random.uniform(30, 120), aim, stare, cruise: cruise)
      speed = cruise
    } else {
      // Far enough from the last one to be another stop.
      var spot = place
      while (spot - place).length < 120 {
        spot = Point(length: random.uniform(0, 150), turns: random.uniform())
      }
      transit(to: spot, aim: .ahead)
      let stop = SegmentTruth(kind: "stop", role: "watch", site: number, centre: spot)
      stay(random.uniform(180, 600), aim: aim, truths: [stop, stare])
    }
  }

  /// A circle with the site somewhere inside: off the middle by a normal deviate of 0.45 radii
  /// on each axis, never outside.
  mutating func circle(
    _ number: Int, _ site: Point, radius wanted: Double, laps wantedLaps: Double? = nil,
    _ aim: Segment.Aim, _ stare: SegmentTruth, cruise: Double? = nil
  ) {
    let radius = self.radius(wanted)
    var offset = Point(2, 0)
    while offset.length > 1 { offset = Point(0.45 * random.normal(), 0.45 * random.normal()) }
    let centre = site + radius * offset
    let lap = self.lap(length: 2 * .pi * radius)
    let sense = side()
    // Enter on the tangent, so that the course has no corner.
    let away = place - centre
    let reach = max(away.length, radius)
    let tangent = (reach * reach - radius * radius).squareRoot()
    let start = away.turns + sense * PortableMath.direction(radius, tangent)
    let pattern = speed
    if let cruise { speed = cruise }
    transit(to: centre + Point(length: radius, turns: start), aim: .ahead)
    speed = pattern
    let laps = wantedLaps ?? someLaps(3, random.uniform(600, 2400) / lap.duration)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "circle", role: "watch", site: number, centre: centre, radius: radius,
      semiMajor: radius, semiMinor: radius, sense: sense > 0 ? "left" : "right", laps: laps,
      lapSeconds: lap.duration)
    add(
      Segment(
        path: .circle(
          Circle(centre: centre, radius: radius, start: start, sense: sense, lap: lap)),
        duration: laps * lap.duration, height: height, aim: aim, truths: [orbit, stare]))
  }

  /// A racetrack with the site beside it, on the side where the camera is.
  mutating func racetrack(
    _ number: Int, _ site: Point, radius: Double, aside: Double, laps wantedLaps: Double? = nil,
    _ aim: Segment.Aim, _ stare: SegmentTruth
  ) {
    let halfLeg = radius * random.uniform(1, 3)
    let axis = Point(length: 1, turns: random.uniform())
    let lap = self.lap(length: Racetrack.length(halfLeg: halfLeg, radius: radius))
    let sense = side()
    let centre =
      site
      - Point(random.uniform(-0.8, 0.8) * halfLeg, side() * (radius + aside)).along(axis)
    let path = Racetrack(
      centre: centre, axis: axis, halfLeg: halfLeg, radius: radius, sense: sense, lap: lap)
    transit(to: path.motion(at: 0).place, aim: .ahead)
    let laps = wantedLaps ?? someLaps(2, random.uniform(900, 2700) / lap.duration)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "racetrack", role: "watch", site: number, centre: centre,
      radius: lap.length / (2 * .pi), semiMajor: halfLeg + radius, semiMinor: radius,
      axisTurns: axis.turns, sense: sense > 0 ? "left" : "right", laps: laps,
      lapSeconds: lap.duration)
    add(
      Segment(
        path: .racetrack(path), duration: laps * lap.duration, height: height, aim: aim,
        truths: [orbit, stare]))
  }

  /// A figure of eight with the site beside it.
  mutating func eight(
    _ number: Int, _ site: Point, radius: Double, aside: Double, laps wantedLaps: Double? = nil,
    _ aim: Segment.Aim, _ stare: SegmentTruth
  ) {
    let reach = radius * random.uniform(1.2, 2)
    let axis = Point(length: 1, turns: random.uniform())
    let lap = self.lap(length: Eight.length(reach: reach, radius: radius))
    let centre =
      site - Point(random.uniform(-0.5, 0.5) * reach, side() * aside).along(axis)
    transit(to: centre, aim: .ahead)
    let laps = wantedLaps ?? someLaps(2, random.uniform(900, 2400) / lap.duration)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "figure-eight", role: "watch", site: number, centre: centre,
      radius: lap.length / (2 * .pi), semiMajor: reach + radius, semiMinor: radius,
      axisTurns: axis.turns, sense: "both", laps: laps, lapSeconds: lap.duration)
    add(
      Segment(
        path: .eight(Eight(centre: centre, axis: axis, reach: reach, radius: radius, lap: lap)),
        duration: laps * lap.duration, height: height, aim: aim, truths: [orbit, stare]))
  }

  /// Passing at a distance, half of the way before the site and half after, while the camera holds it.
  mutating func longLook(
    _ site: Point, half: Double, aside: Double, _ aim: Segment.Aim, _ stare: SegmentTruth
  ) {
    let axis = Point(length: 1, turns: random.uniform())
    transit(to: site + Point(-half, side() * aside).along(axis), aim: .ahead)
    add(
      Segment(
        path: .line(from: place, velocity: speed * axis), duration: 2 * half / speed,
        height: height, aim: aim, truths: [stare]))
  }

  /// A whole number of laps and some of the next.
  private mutating func someLaps(_ least: Double, _ wanted: Double) -> Double {
    max(least, wanted).rounded() + random.uniform(0, 0.9)
  }
}
