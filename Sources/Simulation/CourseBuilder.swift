/// Lays segments end to end: every verb flies from where the last one ended.
struct CourseBuilder {
  /// The choices of this flight.
  var random: SeededRandom
  /// Metres per second.
  let wind: Point
  /// Seconds from fix to fix; patterns are large enough that a lap has six.
  var sampling: Double
  /// What was laid so far.
  private(set) var segments: [Segment] = []
  /// Where the vehicle is.
  private(set) var place = Point(0, 0)
  /// Metres.
  private(set) var height = 0.0
  /// Metres per second over ground.
  var speed = 0.0
  /// The height to reach by the end of the next transit, metres; nil to stay at the present one.
  var level: Double?

  init(random: SeededRandom, wind: Point, sampling: Double) {
    self.random = random
    self.wind = wind
    self.sampling = sampling
  }

  /// Places the vehicle.
  mutating func begin(at place: Point, height: Double, speed: Double) {
    self.place = place
    self.height = height
    self.speed = speed
  }

  /// Adds a segment.
  mutating func add(_ segment: Segment) {
    guard segment.duration > 0 else { return }
    segments.append(segment)
    place = segment.end
    height = segment.endHeight
  }

  /// Flies straight to a point.
  mutating func transit(to goal: Point, aim: Segment.Aim) {
    let way = goal - place
    guard way.length > 0 else { return }
    let duration = way.length / speed
    let climb = ((level ?? height) - height) / duration
    add(
      Segment(
        path: .line(from: place, velocity: speed / way.length * way), duration: duration,
        height: height, climb: climb, aim: aim))
  }

  /// Stays where it is.
  mutating func stay(_ seconds: Double, aim: Segment.Aim, truths: [SegmentTruth] = []) {
    add(
      Segment(
        path: .hover(place), duration: seconds, height: height, aim: aim, truths: truths))
  }

  /// Climbs or sinks on the spot.
  mutating func climb(to goal: Double, rate: Double) {
    let duration = abs(goal - height) / rate
    add(
      Segment(
        path: .hover(place), duration: duration, height: height,
        climb: goal > height ? rate : -rate))
  }

  /// Glides to a point, sinking at 1 m/s.
  mutating func glide(to goal: Point) {
    level = height - (goal - place).length / speed
    transit(to: goal, aim: .nothing)
  }

  /// A lap of a pattern, uneven as the wind makes it.
  mutating func lap(length: Double) -> Lap {
    Lap(
      length: length, speed: speed, unevenness: min(0.45, wind.length / speed),
      phase: random.uniform())
  }

  /// Metres: a circle on which six fixes make a lap, or `wanted` where that is larger.
  func radius(_ wanted: Double) -> Double { max(wanted, 6 * sampling * speed / (2 * .pi)) }

  /// 1 or −1.
  mutating func side() -> Double { random.happens(0.5) ? 1 : -1 }
}
