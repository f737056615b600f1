import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a stabilised camera looks, seen from the platform: gimbals report angles from the horizon and
/// from north, ``Measure/sensorAzimuth`` and ``Measure/sensorElevation`` are from the platform's axes.
struct RelativeView {
  /// Degrees clockwise from the nose, 0..<360.
  let azimuth: Double
  /// Degrees above the plane of the wings.
  let elevation: Double

  /// - Parameters:
  ///   - yaw: Of the camera, degrees clockwise from north.
  ///   - elevation: Of the camera, degrees above the horizon.
  ///   - heading: Of the platform, degrees clockwise from north.
  ///   - pitch: Of the platform, degrees, nose up positive.
  ///   - roll: Of the platform, degrees, right wing down positive.
  init(
    yaw: Double, pitch elevation: Double, fromHeading heading: Double, pitch: Double, roll: Double
  ) {
    let radian = Double.pi / 180
    let turn = (yaw - heading) * radian
    let up = elevation * radian
    // The line of sight ahead, to the right and down, after the heading is taken out.
    let ahead = cos(up) * cos(turn)
    let right = cos(up) * sin(turn)
    let down = -sin(up)
    let (p, r) = (pitch * radian, roll * radian)
    let x = cos(p) * ahead - sin(p) * down
    let z = sin(p) * ahead + cos(p) * down
    let y = cos(r) * right + sin(r) * z
    let bodyDown = -sin(r) * right + cos(r) * z
    let angle = atan2(y, x) / radian
    azimuth = angle < 0 ? angle + 360 : angle
    self.elevation = asin((-bodyDown).clamped(to: -1...1)) / radian
  }
}

extension RelativeView {
  /// Gives a batch the camera's angles from the platform's axes, where it has the heading.
  ///
  /// - Parameters:
  ///   - yaw: Of the camera, degrees clockwise from north, one a row.
  ///   - elevation: Of the camera, degrees above the horizon, one a row.
  static func fill(_ fixes: inout Fixes, yaw: [Double], pitch elevation: [Double]) {
    let heading = fixes.measures[.heading]
    let pitch = fixes.measures[.pitch]
    let roll = fixes.measures[.roll]
    guard !heading.isEmpty else { return }
    var azimuths: [Double] = []
    var elevations: [Double] = []
    for row in yaw.indices {
      let view = RelativeView(
        yaw: yaw[row], pitch: elevation[row], fromHeading: heading[row],
        pitch: pitch.isEmpty || pitch[row].isNaN ? 0 : pitch[row],
        roll: roll.isEmpty || roll[row].isNaN ? 0 : roll[row])
      azimuths.append(view.azimuth)
      elevations.append(view.elevation)
    }
    fixes.measures[.sensorAzimuth] = azimuths
    fixes.measures[.sensorElevation] = elevations
  }
}
