#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the camera is turned against the ground: the vehicle's attitude, then the gimbal's; degrees.
public struct ViewAttitude: Equatable, Sendable {
  /// Of the nose, clockwise from true north.
  public var heading: Double
  /// Nose up positive.
  public var pitch: Double
  /// Right wing down positive.
  public var roll: Double
  /// Of the camera, clockwise from the nose.
  public var azimuth: Double
  /// Of the camera against the vehicle, up positive.
  public var elevation: Double

  /// Makes an attitude.
  public init(
    heading: Double, pitch: Double, roll: Double, azimuth: Double, elevation: Double
  ) {
    self.heading = heading
    self.pitch = pitch
    self.roll = roll
    self.azimuth = azimuth
    self.elevation = elevation
  }

  /// The line of sight as a unit vector east, north and up.
  ///
  /// Rotations about the vehicle's axes in the order heading, pitch, roll, then of the sensor azimuth,
  /// elevation (MISB ST 0601, tags 5–7 and 18–20); the sensor's own roll turns the picture and leaves the
  /// line where it is.
  public var direction: SIMD3<Double> {
    let rad = Double.pi / 180
    let (sh, ch) = (sin(heading * rad), cos(heading * rad))
    let (sp, cp) = (sin(pitch * rad), cos(pitch * rad))
    let (sr, cr) = (sin(roll * rad), cos(roll * rad))
    let (sa, ca) = (sin(azimuth * rad), cos(azimuth * rad))
    let (se, ce) = (sin(elevation * rad), cos(elevation * rad))
    // Forward, right, down in the vehicle.
    let (f, r, d) = (ce * ca, ce * sa, -se)
    let north = cp * ch * f + (sr * sp * ch - cr * sh) * r + (cr * sp * ch + sr * sh) * d
    let east = cp * sh * f + (sr * sp * sh + cr * ch) * r + (cr * sp * sh - sr * ch) * d
    let down = -sp * f + sr * cp * r + cr * cp * d
    return SIMD3(east, north, -down)
  }
}

/// A line of sight in the Earth-centred system of WGS 84.
///
/// Heights are taken for ellipsoidal. Where the sensor's and the ground's are both above mean sea level,
/// the geoid's height cancels and only its slope is lost: a centimetre in a hundred metres at most.
public struct ViewRay: Equatable, Sendable {
  /// Where the sensor is, metres.
  public var origin: SIMD3<Double>
  /// Unit vector.
  public var direction: SIMD3<Double>

  /// The ray from a sensor at a position and height, metres.
  public init(from place: Position, height: Double, _ attitude: ViewAttitude) {
    let frame = TangentFrame(at: place, height: height)
    let local = attitude.direction
    origin = frame.origin
    direction = local.x * frame.east + local.y * frame.north + local.z * frame.up
  }

  /// The point so many metres along.
  public func point(at metres: Double) -> SIMD3<Double> { origin + metres * direction }

  /// Metres along the ray to a surface so many metres above the ellipsoid; nil where it passes over it or
  /// looks up.
  ///
  /// Curvature is that of the ellipsoid. The surface is first taken for the ellipsoid with both axes
  /// longer by the height, which lies within 5 cm of it at 9 km, then met exactly by Newton's steps.
  public func distance(toHeight height: Double) -> Double? {
    let a = Earth.semiMajorAxis + height
    let b = Earth.semiMajorAxis * (1 - Earth.eccentricitySquared).squareRoot() + height
    let scale = SIMD3(1 / a, 1 / a, 1 / b)
    let o = origin * scale
    let d = direction * scale
    let (dd, od, oo) = ((d * d).sum(), (o * d).sum(), (o * o).sum())
    let root = od * od - dd * (oo - 1)
    guard root >= 0, oo >= 1 else { return nil }
    var t = (-od - root.squareRoot()) / dd
    guard t >= 0 else { return nil }
    for _ in 0..<2 {
      let hit = Earth.geodetic(point(at: t))
      let up = TangentFrame(at: hit.position).up
      let slope = (direction * up).sum()
      guard slope < -1e-6 else { return nil }
      t -= (hit.height - height) / slope
    }
    return t >= 0 ? t : nil
  }
}

/// The ground that lines of sight end on.
public protocol GroundSurface: AnyObject {
  /// A height at a position as one above what the surface's heights are measured from.
  ///
  /// - Throws: When that takes a grid that is not there: never a difference of zero instead.
  func level(
    _ height: Double, above datum: HeightDatum, at place: Position
  ) throws(DwellError) -> Double
  /// Metres along a ray to the ground; nil where it meets none, or no ground is known there.
  func distance(along ray: ViewRay) throws(DwellError) -> Double?
  /// Standard deviation of the ground's height, metres.
  var heightSigma: Double { get }
}
