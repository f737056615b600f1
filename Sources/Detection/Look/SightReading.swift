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
  func sight(_ fixes: borrowing Fixes, _ row: Int) throws(DwellError) -> Sight? {
    guard fixes.time[row] != .min else { return nil }
    let place = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
    let height = fixes.value(.height, row)
    var sight = Sight(
      time: fixes.time[row], aim: .point(.zero), sigma: 0, isFromRay: false,
      vehicle: Earth.cartesian(
        longitude: place.longitude, latitude: place.latitude, height: height.isFinite ? height : 0),
      height: height, check: .unknown)
    let longitude = fixes.value(.frameLongitude, row)
    let latitude = fixes.value(.frameLatitude, row)
    if longitude.isFinite, latitude.isFinite, abs(latitude) <= 90 {
      let level = fixes.value(.frameHeight, row)
      let point = Earth.cartesian(
        longitude: longitude, latitude: latitude, height: level.isFinite ? level : 0)
      sight.aim = .point(point)
      check(&sight, point, depth: height - level, slantRange: fixes.value(.slantRange, row))
      return sight
    }
    guard height.isFinite, let (attitude, isLevelAssumed) = fixes.attitude(row) else { return nil }
    let angle = isLevelAssumed ? Self.levelAngle : Self.angle
    sight.isFromRay = true
    let datum = fixes.heightDatum[row].flatMap(HeightDatum.init) ?? .unknown
    guard let ground else {
      let ray = ViewRay(from: place, height: height, attitude)
      guard attitude.direction.z < -0.017 else { return nil }
      sight.aim = .ray(ray)
      sight.sigma = angle
      return sight
    }
    let level = try ground.level(height, above: datum, at: place)
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

extension Fixes {
  /// A measure of a row; NaN where it is not known.
  fileprivate func value(_ measure: Measure, _ row: Int) -> Double {
    let column = measures[measure]
    return column.isEmpty ? .nan : column[row]
  }

  /// The attitude of a row and whether the vehicle is taken for level, since pitch or roll are not known;
  /// nil where heading, azimuth or elevation are not known.
  fileprivate func attitude(_ row: Int) -> (ViewAttitude, isLevelAssumed: Bool)? {
    let heading = value(.heading, row)
    let azimuth = value(.sensorAzimuth, row)
    let elevation = value(.sensorElevation, row)
    guard heading.isFinite, azimuth.isFinite, elevation.isFinite else { return nil }
    let pitch = value(.pitch, row)
    let roll = value(.roll, row)
    let isLevel = !pitch.isFinite || !roll.isFinite
    let attitude = ViewAttitude(
      heading: heading, pitch: isLevel ? 0 : pitch, roll: isLevel ? 0 : roll, azimuth: azimuth,
      elevation: elevation)
    return (attitude, isLevel)
  }
}
