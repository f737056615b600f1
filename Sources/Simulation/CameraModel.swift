/// Where a stabilised camera looks: it holds its aim within its pointing error, slews away now and
/// then, and its range finder drops out.
struct CameraModel {
  private var east = Wander()
  private var north = Wander()
  private var slewEnd = -1.0
  private var slewOffset = Point(0, 0)
  private var dropOutEnd = -1.0
  private let offsets: SortieOffsets

  /// The camera of one flight.
  init(_ offsets: SortieOffsets) { self.offsets = offsets }

  /// What the camera reports at one fix; NaN where it reports nothing.
  struct Report {
    /// The frame centre.
    var place = Point(.nan, .nan)
    /// The frame centre's height, metres.
    var height = Double.nan
    /// Metres.
    var slantRange = Double.nan
    /// Degrees clockwise from the nose.
    var azimuth = Double.nan
    /// Degrees, up positive.
    var elevation = Double.nan
  }

  /// The report at a fix.
  ///
  /// - Parameters:
  ///   - aim: What the camera does in this segment.
  ///   - seconds: Since the segment began.
  ///   - clock: Seconds since take-off.
  ///   - step: Seconds since the last fix.
  ///   - place: Of the vehicle.
  ///   - height: Of the vehicle, metres.
  ///   - heading: Of the nose, degrees.
  ///   - hasDefects: Whether slews and drop-outs happen.
  mutating func report(
    _ aim: Segment.Aim, seconds: Double, clock: Double, step: Double, place: Point, height: Double,
    heading: Double, hasDefects: Bool, _ random: inout SeededRandom
  ) -> Report {
    var target: Point
    var ground: Double
    switch aim {
    case .nothing: return Report()
    case .ahead:
      ground = 1500
      let turns = 0.25 - heading / 360
      target = place + Point(length: max(30, (height - ground) * 1.732), turns: turns)
    case .place(let start, let level, let velocity):
      ground = level
      target = start + seconds * velocity
      if hasDefects { disturb(clock, step, &random) }
      if clock < slewEnd { target = target + slewOffset }
    }
    if clock < dropOutEnd { return Report() }
    let range = distance(target - place, height - ground)
    let error = 3 + 0.0007 * range
    target.east += error * east.step(step, memory: 8, &random)
    target.north += error * north.step(step, memory: 8, &random)
    target = offsets.reckoned(target, from: place, depth: height - ground)
    let way = target - place - offsets.receiver
    let azimuth = PortableMath.bearing(east: way.east, north: way.north) - heading
    return Report(
      place: target, height: ground, slantRange: distance(way, height - ground),
      azimuth: azimuth < 0 ? azimuth + 360 : azimuth,
      elevation: -360 * PortableMath.direction(way.length, height - ground))
  }

  private func distance(_ way: Point, _ depth: Double) -> Double {
    (way.east * way.east + way.north * way.north + depth * depth).squareRoot()
  }

  /// Once in five minutes a look elsewhere for 4 to 15 s, once in ten a range finder without an echo.
  ///
  /// Each begins anywhere in the step that ends at a fix: where fixes are far apart, most are over before
  /// anyone sees them.
  private mutating func disturb(_ clock: Double, _ step: Double, _ random: inout SeededRandom) {
    if random.happens(step / 300) {
      slewEnd = clock - random.uniform(0, step) + random.uniform(4, 15)
      slewOffset = Point(length: random.uniform(400, 2500), turns: random.uniform())
    }
    if random.happens(step / 600) {
      dropOutEnd = clock - random.uniform(0, step) + random.uniform(3, 10)
    }
  }
}
