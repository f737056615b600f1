import Tracks

extension MAVLinkVehicle {
  /// Takes a message of a camera or a gimbal.
  ///
  /// - Parameter isAutopilot: Whether the autopilot itself sent it.
  func takeCamera(_ frame: MAVLinkFrame, _ payload: Span<UInt8>, isAutopilot: Bool) {
    switch frame.message {
    case 158: takeMount(payload)
    case 180: takeFeedback(payload, isAutopilot: isAutopilot)
    case 263: takeImage(payload)
    case 265: takeOrientation(payload)
    case 271: takeView(payload)
    case 285: takeGimbal(payload)
    default: break
    }
  }

  /// MOUNT_STATUS: pitch, roll and yaw in hundredths of a degree, all 0 where there is no mount.
  private func takeMount(_ payload: Span<UInt8>) {
    let pitch = payload.padded(0, as: Int32.self)
    let roll = payload.padded(4, as: Int32.self)
    let yaw = payload.padded(8, as: Int32.self)
    guard pitch != 0 || roll != 0 || yaw != 0 else { return }
    track.point(
      Pointing(
        rotation: Rotation(
          heading: Double(yaw) / 100, pitch: Double(pitch) / 100, roll: Double(roll) / 100),
        isYawRelative: true))
  }

  /// CAMERA_FEEDBACK: an autopilot fills in the vehicle's attitude, a camera its own.
  private func takeFeedback(_ payload: Span<UInt8>, isAutopilot: Bool) {
    track.row[.photo] = Double(payload.padded(40, as: UInt16.self))
    guard !isAutopilot, !track.hasCamera else { return }
    track.point(
      Pointing(
        rotation: Rotation(
          heading: payload.paddedFloat(32), pitch: payload.paddedFloat(28),
          roll: payload.paddedFloat(24)),
        isYawRelative: false))
  }

  /// CAMERA_IMAGE_CAPTURED: the camera's turn at a photo that succeeded.
  private func takeImage(_ payload: Span<UInt8>) {
    guard payload.padded(49, as: UInt8.self) == 1 else { return }
    track.row[.photo] = Double(payload.padded(44, as: Int32.self))
    guard !track.hasCamera, let rotation = quaternion(payload, 28) else { return }
    track.point(Pointing(rotation: rotation, isYawRelative: false))
  }

  /// MOUNT_ORIENTATION: degrees against the horizon; the yaw against north only in the longer form.
  private func takeOrientation(_ payload: Span<UInt8>) {
    let roll = payload.paddedFloat(4)
    let pitch = payload.paddedFloat(8)
    let relative = payload.paddedFloat(12)
    let absolute = payload.count > 16 ? payload.paddedFloat(16) : .nan
    let hasRelative = relative.isFinite
    guard roll.isFinite, pitch.isFinite, hasRelative || absolute.isFinite else { return }
    track.point(
      Pointing(
        rotation: Rotation(heading: hasRelative ? relative : absolute, pitch: pitch, roll: roll),
        isYawRelative: hasRelative))
  }

  /// GIMBAL_DEVICE_ATTITUDE_STATUS: its flags say what the yaw is against.
  private func takeGimbal(_ payload: Span<UInt8>) {
    guard let rotation = quaternion(payload, 4) else { return }
    let flags = payload.padded(36, as: UInt16.self)
    // 32 and 64 say it outright; senders from before these mean it by 16, "the yaw is locked to north".
    let isAbsolute = flags & 96 != 0 ? flags & 64 != 0 : flags & 16 != 0
    track.point(Pointing(rotation: rotation, isYawRelative: !isAbsolute))
  }

  /// CAMERA_FOV_STATUS: where the middle of the picture lies.
  private func takeView(_ payload: Span<UInt8>) {
    let latitude = payload.padded(16, as: Int32.self)
    let longitude = payload.padded(20, as: Int32.self)
    let height = payload.padded(24, as: Int32.self)
    clearFrame()
    frameAt = track.now
    // The greatest number stands for a picture of the sky.
    if latitude != .max, longitude != .max, latitude != 0 || longitude != 0 {
      track.row[.frameLatitude] = Double(latitude) / 1e7
      track.row[.frameLongitude] = Double(longitude) / 1e7
      track.row[.frameHeight] = height == .max ? .nan : Double(height) / 1000
    }
    let horizontal = payload.paddedFloat(44)
    let vertical = payload.paddedFloat(48)
    if horizontal > 0 { track.row[.horizontalView] = horizontal }
    if vertical > 0 { track.row[.verticalView] = vertical }
    guard !track.hasCamera, let rotation = quaternion(payload, 28) else { return }
    track.point(Pointing(rotation: rotation, isYawRelative: false))
  }

  /// ORBIT_EXECUTION_STATUS: the circle that is flown; the radius is negative anticlockwise.
  func takeOrbit(_ payload: Span<UInt8>) {
    clearOrbit()
    orbitAt = track.now
    track.row[.orbitRadius] = payload.paddedFloat(8)
    // The frames whose coordinates are degrees: global, its integer and its relative forms.
    guard [0, 3, 5, 6, 10, 11].contains(payload.padded(24, as: UInt8.self)) else { return }
    track.row[.orbitLatitude] = Double(payload.padded(12, as: Int32.self)) / 1e7
    track.row[.orbitLongitude] = Double(payload.padded(16, as: Int32.self)) / 1e7
  }

  private func quaternion(_ payload: Span<UInt8>, _ at: Int) -> Rotation? {
    Rotation(
      w: payload.paddedFloat(at), x: payload.paddedFloat(at + 4), y: payload.paddedFloat(at + 8),
      z: payload.paddedFloat(at + 12))
  }
}
