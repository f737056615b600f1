/// What looks like watching and is not.
extension CourseBuilder {
  /// Circles round a truck that drives on: a camera that holds a point, and no site.
  mutating func follow(from start: Point, ground: Double) {
    let velocity = Point(length: random.uniform(5, 12), turns: random.uniform())
    let radius = self.radius(random.uniform(800, 1500))
    let lap = self.lap(length: 2 * .pi * radius)
    let sense = side()
    let centre = start + Point(0.3 * radius * random.normal(), 0.3 * radius * random.normal())
    let entry = random.uniform()
    transit(to: centre + Point(length: radius, turns: entry), aim: .ahead)
    let duration = random.uniform(1200, 2700)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "drifting", role: "follow", centre: centre, drift: velocity,
      radius: radius, semiMajor: radius, semiMinor: radius, sense: sense > 0 ? "left" : "right",
      laps: duration / lap.duration, lapSeconds: lap.duration)
    let stare = SegmentTruth(
      kind: "stare", shape: "drifting", role: "follow", centre: start, drift: velocity)
    add(
      Segment(
        path: .circle(
          Circle(
            centre: centre, radius: radius, start: entry, sense: sense, lap: lap,
            drift: velocity)),
        duration: duration, height: height,
        aim: .place(start, height: ground, velocity: velocity), truths: [orbit, stare]))
  }

  /// A thermal: circles of 120 to 220 m that climb and go with the wind.
  mutating func thermal() {
    let radius = self.radius(random.uniform(120, 220))
    let lap = Lap(length: 2 * .pi * radius, speed: speed)
    let sense = side()
    let entry = random.uniform()
    let centre = place - Point(length: radius, turns: entry)
    let duration = random.uniform(240, 600)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "drifting", role: "thermal", centre: centre, drift: wind,
      radius: radius, semiMajor: radius, semiMinor: radius, sense: sense > 0 ? "left" : "right",
      laps: duration / lap.duration, lapSeconds: lap.duration)
    add(
      Segment(
        path: .circle(
          Circle(
            centre: centre, radius: radius, start: entry, sense: sense, lap: lap, drift: wind)),
        duration: duration, height: height, climb: random.uniform(0.8, 2.5), truths: [orbit]))
  }

  /// Circles whose centre moves on, by two to six radii in all, with nothing to see.
  mutating func drift(radius: Double, laps: Double) {
    let lap = self.lap(length: 2 * .pi * radius)
    let sense = side()
    let duration = laps * lap.duration
    let velocity = Point(
      length: min(radius * random.uniform(2, 6) / duration, 0.5 * speed), turns: random.uniform())
    let centre = (-duration / 2) * velocity
    let entry = random.uniform()
    transit(to: centre + Point(length: radius, turns: entry), aim: .nothing)
    let orbit = SegmentTruth(
      kind: "orbit", shape: "drifting", role: "drift", centre: centre, drift: velocity,
      radius: radius, semiMajor: radius, semiMinor: radius, sense: sense > 0 ? "left" : "right",
      laps: laps, lapSeconds: lap.duration)
    add(
      Segment(
        path: .circle(
          Circle(
            centre: centre, radius: radius, start: entry, sense: sense, lap: lap,
            drift: velocity)),
        duration: duration, height: height, truths: [orbit]))
  }

  /// A holding: a racetrack of one-minute legs, three to six laps.
  ///
  /// - Parameters:
  ///   - fix: Its middle.
  ///   - turns: Its axis, turns anticlockwise from east; any when nil.
  ///   - size: How many times larger than one minute makes it.
  mutating func hold(at fix: Point, turns: Double? = nil, size: Double = 1) {
    let radius = size * speed * 60 / .pi
    let halfLeg = size * speed * 30
    let axis = Point(length: 1, turns: turns ?? random.uniform())
    let lap = self.lap(length: Racetrack.length(halfLeg: halfLeg, radius: radius))
    let path = Racetrack(
      centre: fix, axis: axis, halfLeg: halfLeg, radius: radius, sense: -1, lap: lap)
    transit(to: path.motion(at: 0).place, aim: .nothing)
    let laps = 3 + 3 * random.uniform()
    let orbit = SegmentTruth(
      kind: "orbit", shape: "racetrack", role: "hold", centre: fix,
      radius: lap.length / (2 * .pi), semiMajor: halfLeg + radius, semiMinor: radius,
      axisTurns: axis.turns, sense: "right", laps: laps, lapSeconds: lap.duration)
    add(
      Segment(
        path: .racetrack(path), duration: laps * lap.duration, height: height, truths: [orbit]))
  }

  /// Eight to fourteen lines of 6 to 12 km, 500 to 900 m apart.
  mutating func survey(from corner: Point) {
    let path = Lawnmower(
      corner: corner, axis: Point(length: 1, turns: random.uniform()),
      line: random.uniform(6000, 12_000), spacing: random.uniform(500, 900), speed: speed)
    transit(to: corner, aim: .nothing)
    let lines = 8 + random.below(7)
    add(
      Segment(
        path: .lawnmower(path), duration: path.length(lines: lines) / speed, height: height))
  }
}
