#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a body is turned, as a unit quaternion: from its own axes (forward, right, down) to those it is
/// told against (north, east, down).
struct Rotation {
  private let w: Double
  private let x: Double
  private let y: Double
  private let z: Double

  /// Turned about the vertical, then up, then about its own forward axis, in degrees.
  init(heading: Double, pitch: Double, roll: Double) {
    let half = Double.pi / 360
    let (cosH, sinH) = (cos(heading * half), sin(heading * half))
    let (cosP, sinP) = (cos(pitch * half), sin(pitch * half))
    let (cosR, sinR) = (cos(roll * half), sin(roll * half))
    w = cosR * cosP * cosH + sinR * sinP * sinH
    x = sinR * cosP * cosH - cosR * sinP * sinH
    y = cosR * sinP * cosH + sinR * cosP * sinH
    z = cosR * cosP * sinH - sinR * sinP * cosH
  }

  /// A quaternion as it was sent; nil when its length is not near 1.
  init?(w: Double, x: Double, y: Double, z: Double) {
    let length = (w * w + x * x + y * y + z * z).squareRoot()
    guard length > 0.9, length < 1.1 else { return nil }
    self.init(exactly: w / length, x / length, y / length, z / length)
  }

  private init(exactly w: Double, _ x: Double, _ y: Double, _ z: Double) {
    self.w = w
    self.x = x
    self.y = y
    self.z = z
  }

  /// Clockwise from north, degrees, −180…180.
  var heading: Double {
    atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * 180 / .pi
  }

  /// Nose up, degrees, −90…90.
  var pitch: Double { asin(max(-1, min(1, 2 * (w * y - z * x)))) * 180 / .pi }

  /// Right wing down, degrees, −180…180.
  var roll: Double { atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)) * 180 / .pi }

  /// The same turn told against the axes of another body.
  func relative(to body: Rotation) -> Rotation {
    let (a, b, c, d) = (body.w, -body.x, -body.y, -body.z)
    return Rotation(
      exactly: a * w - b * x - c * y - d * z, a * x + b * w + c * z - d * y,
      a * y - b * z + c * w + d * x, a * z + b * y - c * x + d * w)
  }
}

/// How a vehicle is turned, as it was told; worked out only for fixes.
enum Attitude {
  /// Degrees.
  case angles(heading: Double, pitch: Double, roll: Double)
  /// A quaternion.
  case turned(Rotation)

  /// The angles, in degrees.
  var angles: (heading: Double, pitch: Double, roll: Double) {
    switch self {
    case .angles(let heading, let pitch, let roll): (heading, pitch, roll)
    case .turned(let rotation): (rotation.heading, rotation.pitch, rotation.roll)
    }
  }

  /// The turn.
  var rotation: Rotation {
    switch self {
    case .angles(let heading, let pitch, let roll):
      Rotation(heading: heading, pitch: pitch, roll: roll)
    case .turned(let rotation): rotation
    }
  }
}
