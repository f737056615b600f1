import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads where the camera of a fix looks: the frame centre the source gives, else the line of sight from
/// the vehicle's attitude and the gimbal's angles, met with the ground where a ground is given.
struct SightReading {
  /// The ground for rays; nil to triangulate them.
  let ground: (any GroundSurface)?
  private var latitude = TurningAngle()
  private var longitude = TurningAngle()

  init(ground: (any GroundSurface)?) { self.ground = ground }

  /// Standard deviation of a line of sight, radians: half a degree, what gimbals without a survey-grade
  /// reference reach (the accuracies that small gimbals state lie between 0.1° and 1°).
  static let angle = 0.5 * Double.pi / 180
  /// The same where pitch or roll of the vehicle are not known and it is taken for level.
  static let levelAngle = 5 * Double.pi / 180
  /// Lines so flat that where they meet the ground is no better known than this, metres, place nothing.
  private static let useless = 1000.0
  /// Slant range and heights that differ by less agree, metres, and by this part of the range.
  private static let tolerance = (metres: 50.0, part: 0.02)

  /// The sight of a row; nil where the camera says nothing, looks up, or meets no ground.
  @inline(__always)
  mutating func sight(_ camera: borrowing CameraColumns, _ row: Int) throws(DwellError) -> Sight? {
    guard camera.time[row] != .min else { return nil }
    let place = camera.position(row)
    let height = camera.height(row)
    var sight = Sight(
      time: camera.time[row], aim: .point(.zero), sigma: 0, isFromRay: false,
      position: place,
      height: height, check: .unknown)
    if let (centre, level) = camera.frameCentre(row), abs(centre.latitude) <= 90 {
      let point = Earth.cartesian(
        longitude: longitude.unit(degrees: centre.longitude),
        latitude: latitude.unit(degrees: centre.latitude), height: level.isFinite ? level : 0)
      sight.aim = .point(point)
      check(&sight, point, depth: height - level, slantRange: camera.slantRange(row))
      return sight
    }
    guard height.isFinite, let (attitude, isLevelAssumed) = camera.attitude(row) else { return nil }
    let angle = isLevelAssumed ? Self.levelAngle : Self.angle
    sight.isFromRay = true
    guard let ground else {
      let ray = ViewRay(from: place, height: height, attitude)
      guard attitude.direction.z < -0.017 else { return nil }
      sight.aim = .ray(ray)
      sight.sigma = angle
      return sight
    }
    let level = try ground.level(height, above: camera.heightDatum(row), at: place)
    let ray = ViewRay(from: place, height: level, attitude)
    guard let range = try ground.distance(along: ray) else { return nil }
    let depression = max(0.017, -attitude.direction.z)
    sight.aim = .point(ray.point(at: range))
    // Along the ground an error of the angle or of the height grows with the cotangent of the depression.
    let along = range * angle / depression
    let step = ground.heightSigma * (1 - depression * depression).squareRoot() / depression
    sight.sigma = (along * along + step * step).squareRoot()
    return sight.sigma <= Self.useless ? sight : nil
  }

  /// Holds the slant range against the two heights; what contradicts makes the point as unsure as the
  /// height that would explain it moves it.
  private func check(
    _ sight: inout Sight, _ point: SIMD3<Double>, depth: Double, slantRange: Double
  ) {
    guard depth.isFinite, slantRange.isFinite, slantRange > 0 else { return }
    let way = point - sight.vehicle
    let range = (way * way).sum().squareRoot()
    let excess = abs(slantRange - range)
    guard excess > max(Self.tolerance.metres, Self.tolerance.part * range) else {
      sight.check = .agrees
      return
    }
    sight.check = .disagrees
    // At 15° of depression 100 m of height are 26 m of range and 373 m on the ground.
    let sine = min(1, max(0.02, abs(depth) / max(1, range)))
    sight.sigma = min(range, excess * (1 - sine * sine).squareRoot() / (sine * sine))
  }
}
