/// How a camera on a gimbal is turned.
///
/// Gimbals hold the horizon: their pitch and roll are told against it, their yaw against north or the
/// vehicle's nose.
struct Pointing {
  /// The turn, about north or, when relative, about the vehicle's heading.
  let rotation: Rotation
  /// Whether the yaw is told against the nose.
  let isYawRelative: Bool

  /// The turn as seen from the vehicle; nil when it takes a heading that is not known.
  func relative(to body: Rotation, isHeadingKnown: Bool) -> Rotation? {
    if isYawRelative {
      // Taking the heading away from the body equals adding it to the camera.
      return rotation.relative(
        to: Rotation(heading: 0, pitch: body.pitch, roll: body.roll))
    }
    return isHeadingKnown ? rotation.relative(to: body) : nil
  }
}
