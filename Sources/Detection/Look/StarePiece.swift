import Tracks

/// What a camera held for a while, as far as it is known: bounded however long it lasts.
struct StarePiece {
  /// East and north of the first point looked at.
  let frame: TangentFrame
  let first: Int64
  private(set) var last: Int64
  private(set) var fixes = 0
  /// Microseconds between fixes of its own that are no gap.
  private(set) var observed: Int64 = 0
  private(set) var longest: Int64 = 0
  private(set) var trail = BoundedTrail()
  private(set) var hull = BoundedHull()
  /// The geometric median of the points; of rays where they meet.
  private(set) var centre = SIMD2<Double>.zero
  /// Present where only lines of sight are known.
  private(set) var bundle: RayBundle?
  private(set) var heights: (least: Double, most: Double) = (.infinity, -.infinity)
  /// Fixes whose ranges and heights agree, and that do not; fixes whose point comes from a ray.
  private(set) var agreeing = 0
  private(set) var disagreeing = 0
  private(set) var fromRay = 0
  /// Sum of the squared standard deviations of the points.
  private(set) var variance = 0.0
  /// Moves over some seconds, summed: of the point on the ground, and as seen from the vehicle.
  private(set) var moves = Moves()
  /// Where the vehicle was first, Earth-centred.
  let vehicle: SIMD3<Double>
  /// What a line of sight that is off throughout makes of the distance, metres; 0 where a ray has its own.
  let swing: Double
  /// Whether the flight's camera data begins with it.
  let isFirst: Bool
  private var nextMedian = 2

  /// Begins with a sight of a camera whose line of sight may be off by an angle, radians.
  init(_ sight: Sight, isFirst: Bool, angle: Double) {
    first = sight.time
    last = sight.time
    vehicle = sight.vehicle
    self.isFirst = isFirst
    switch sight.aim {
    case .point(let point):
      frame = TangentFrame(at: Earth.geodetic(point).position)
      let way = point - sight.vehicle
      swing = sight.isFromRay ? 0 : angle * (way * way).sum().squareRoot()
    case .ray(let ray):
      // Where it would meet the sea, or 20 km off where it would not within that.
      let guess = ray.point(at: min(20_000, ray.distance(toHeight: 0) ?? 20_000))
      frame = TangentFrame(at: Earth.geodetic(guess).position)
      bundle = RayBundle(guess: frame.local(guess))
      swing = 0
    }
    add(sight, maxGap: 0, isCapped: false)
  }

  /// The circle that holds one place, where a stare's own is so large, metres.
  ///
  /// A camera that is off and turns round a place reports a circle round it, the larger the farther away. The circle
  /// that 95 % of cameras report is held for one place, however little of it was seen so far: it is four deviations wide.
  @inline(__always)
  func radius(_ radius: Double) -> Double { max(radius, 4 * swing) }

  /// What tells whether a point is of the same place: to copy it is cheap.
  struct Hold {
    let frame: TangentFrame
    let centre: SIMD2<Double>
    let fixes: Int

    /// Whether a point is of the same place: within the radius, widened by twice its own standard
    /// deviation, of the centre.
    ///
    /// While there are few points the centre follows each, so one counts as inside when it would be inside
    /// with the centre moved on to the mean with it.
    func accepts(_ point: SIMD3<Double>, sigma: Double, radius: Double) -> Bool {
      let place = frame.local(point)
      let way = SIMD2(place.x, place.y) - centre
      return (way * way).sum().squareRoot()
        <= StarePiece.reach(sigma: sigma, radius: radius, fixes: fixes)
    }
  }

  /// What tells whether a point is of the same place.
  @inline(__always)
  var hold: Hold { Hold(frame: frame, centre: centre, fixes: fixes) }

  /// Whether a line of sight passes the same place, as a point would lie in it.
  func accepts(_ ray: ViewRay, sigma: Double, radius: Double) -> Bool {
    guard let bundle else { return false }
    let (origin, direction) = local(ray)
    let (across, range) = bundle.distance(to: origin, direction)
    return across <= Self.reach(sigma: range * sigma, radius: radius, fixes: fixes)
  }

  private static func reach(sigma: Double, radius: Double, fixes: Int) -> Double {
    let young = fixes < 10 ? Double(fixes + 1) / Double(fixes) : 1
    return (radius + 2 * sigma) * young
  }

  private func local(_ ray: ViewRay) -> (SIMD3<Double>, SIMD3<Double>) {
    let direction = SIMD3(
      (ray.direction * frame.east).sum(), (ray.direction * frame.north).sum(),
      (ray.direction * frame.up).sum())
    return (frame.local(ray.origin), direction)
  }

  /// Takes a sight in; an interval above `maxGap` is a gap, of which a capped one counts `maxGap`.
  mutating func add(_ sight: Sight, maxGap: Int64, isCapped: Bool) {
    let interval = sight.time - last
    let counted = interval <= maxGap ? interval : isCapped ? maxGap : 0
    observed += counted
    longest = max(longest, interval)
    last = sight.time
    fixes += 1
    if sight.isFromRay { fromRay += 1 }
    if sight.check == .agrees { agreeing += 1 }
    if sight.check == .disagrees { disagreeing += 1 }
    if sight.height.isFinite {
      heights = (min(heights.least, sight.height), max(heights.most, sight.height))
    }
    let place: SIMD2<Double>
    switch sight.aim {
    case .point(let point):
      let local = frame.local(point)
      place = SIMD2(local.x, local.y)
      variance += sight.sigma * sight.sigma
    case .ray(let ray):
      let (origin, direction) = local(ray)
      let range = bundle?.distance(to: origin, direction).range ?? 1
      bundle?.add(origin, direction, sigma: range * sight.sigma, time: sight.time)
      let point = bundle?.point ?? .zero
      place = SIMD2(point.x, point.y)
    }
    trail.add(place, after: counted)
    hull.add(place)
    if moves.isDue(sight.time) {
      let vehicle = frame.local(sight.vehicle)
      moves.add(sight.time, place, SIMD2(vehicle.x, vehicle.y))
    }
    follow(place)
  }

  /// Where a piece is while it lasts need be no better known, metres: of a radius of 100 m as a rule.
  private static let meanwhile = 0.1

  private mutating func follow(_ place: SIMD2<Double>) {
    if bundle != nil {
      centre = place
    } else if fixes >= nextMedian || fixes == 1 {
      centre = trail.median(
        of: trail.bins.indices, from: fixes < 4 ? nil : centre, fine: Self.meanwhile)
      nextMedian = fixes + 1 + fixes / 5
    }
  }

  /// The end: the centre of all of it.
  mutating func settle() {
    if bundle == nil { centre = trail.median(of: trail.bins.indices, from: centre) }
  }
}

/// How far a point moved on the ground, and as seen from the vehicle, over moments of 5 s.
///
/// Over 5 s a move outweighs pointing noise; over a whole stare a vehicle that circles a truck keeps closer
/// to it than the truck to where it began.
struct Moves {
  private(set) var onGround = 0.0
  private(set) var fromVehicle = 0.0
  /// From the vehicle to the point, summed over the moments.
  private var ways = SIMD2<Double>.zero
  private var count = 0.0
  private var from: (time: Int64, place: SIMD2<Double>, vehicle: SIMD2<Double>)?

  private static let moment: Int64 = 5_000_000

  /// From the vehicle to the point in the mean, metres: round a place it was circled for whole laps 0, however
  /// far away.
  var meanWay: Double { count > 0 ? (ways * ways).sum().squareRoot() / count : 0 }

  /// Whether a move ends, or the first begins, at an instant.
  func isDue(_ time: Int64) -> Bool { from.map { time - $0.time >= Self.moment } ?? true }

  /// Takes a place at an instant that ``isDue(_:)``.
  mutating func add(_ time: Int64, _ place: SIMD2<Double>, _ vehicle: SIMD2<Double>) {
    ways += place - vehicle
    count += 1
    guard let old = from else {
      from = (time, place, vehicle)
      return
    }
    let move = place - old.place
    let seen = move - (vehicle - old.vehicle)
    onGround += (move * move).sum().squareRoot()
    fromVehicle += (seen * seen).sum().squareRoot()
    from = (time, place, vehicle)
  }

  /// Adds one move, over however long.
  mutating func add(_ move: SIMD3<Double>, vehicle: SIMD3<Double>) {
    let seen = move - vehicle
    onGround += (move * move).sum().squareRoot()
    fromVehicle += (seen * seen).sum().squareRoot()
  }

  /// Whether it moved with the vehicle: a camera that only looks ahead follows nothing.
  var isAhead: Bool { fromVehicle < 0.5 * onGround }

  /// Adds the moves of another part.
  mutating func add(_ other: Moves) {
    onGround += other.onGround
    fromVehicle += other.fromVehicle
  }
}
