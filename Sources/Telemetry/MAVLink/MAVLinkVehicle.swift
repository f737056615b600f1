import Tracks

/// One vehicle of a MAVLink stream: its parts speak under one system number.
final class MAVLinkVehicle {
  /// Its fixes, on the clock of its autopilot.
  var track: BootTrack {
    @inline(__always) _read { yield kept.value }
    @inline(__always) _modify { yield &kept.value }
  }
  private let kept: Unshared<BootTrack>
  /// The time of arrival of the last message, microseconds since 1970.
  var arrival: Int64 = 0

  /// The part whose clock, attitude and position count: the autopilot where it speaks.
  private var leader: UInt8?
  private var leaderHeard = BootTrack.never
  private var isPX4 = false
  /// How late the least delayed message of this start came, as the start in microseconds since 1970.
  private var earliest = Int64.max
  private let isStamped: Bool
  /// When the orbit was told last.
  var orbitAt = BootTrack.never
  /// When the camera's frame was told last.
  var frameAt = BootTrack.never

  init(name: String?, isStamped: Bool) {
    var row = FixRow(MAVLinkDecoder.extras)
    row.vehicle = name
    row.datum = .meanSeaLevel
    self.isStamped = isStamped
    // A link tells the date every few seconds, if at all; live fixes cannot wait for longer.
    kept = Unshared(BootTrack(row, isChecked: true, patience: 10_000_000))
  }

  /// Takes one message.
  func take(
    _ frame: MAVLinkFrame, _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    if let stamp = frame.stamp { arrival = stamp }
    switch frame.message {
    case 0: takeHeartbeat(frame, payload)
    case 2:
      guard isLeader(frame.component) else { return }
      let boot = Int64(payload.padded(8, as: UInt32.self)) * 1000
      guard try advance(to: boot, into: rows) else { return }
      let unix = payload.padded(0, as: UInt64.self)
      if !isStamped, unix > 946_684_800_000_000, unix < 4_102_444_800_000_000 {
        try track.date(start: Int64(unix) - boot, into: rows)
      }
    case 24:
      if isLeader(frame.component) { try takeReceiver(payload, .first, at: place, into: rows) }
    case 124:
      if isLeader(frame.component) { try takeReceiver(payload, .second, at: place, into: rows) }
    case 235:
      guard isLeader(frame.component), try advance(payload, into: rows) else { return }
      try takeSummary(payload, at: place, into: rows)
    case 30:
      guard isLeader(frame.component), try advance(payload, into: rows) else { return }
      track.turn(
        .angles(
          heading: payload.paddedFloat(12) * 180 / .pi, pitch: payload.paddedFloat(8) * 180 / .pi,
          roll: payload.paddedFloat(4) * 180 / .pi))
    case 33:
      guard isLeader(frame.component), try advance(payload, into: rows) else { return }
      try takePosition(payload, at: place, into: rows)
    case 360: takeOrbit(payload)
    default: takeCamera(frame, payload, isAutopilot: frame.component == leader)
    }
  }

  /// Gives what is still held.
  func finish(into rows: FixRows) throws(DwellError) { try track.release(into: rows) }

  /// Moves the clock to a message's `time_boot_ms`, which stands first.
  private func advance(_ payload: Span<UInt8>, into rows: FixRows) throws(DwellError) -> Bool {
    try advance(to: Int64(payload.padded(0, as: UInt32.self)) * 1000, into: rows)
  }

  private func advance(to boot: Int64, into rows: FixRows) throws(DwellError) -> Bool {
    let leg = track.row.leg
    guard try track.advance(to: boot, into: rows) else { return false }
    guard isStamped else { return true }
    // The message that was delayed least tells best when the vehicle started. A log whose clock was set,
    // or that goes on after a gap in which the vehicle's clock stood, begins anew.
    let start = arrival - boot
    if track.row.leg != leg || earliest == .max || abs(start - earliest) > 60_000_000 {
      earliest = start
      try track.date(start: start, into: rows)
      track.correct(start: start)
    } else if start < earliest {
      earliest = start
      track.correct(start: start)
    }
    return true
  }

  private func takeHeartbeat(_ frame: MAVLinkFrame, _ payload: Span<UInt8>) {
    let autopilot = payload.padded(5, as: UInt8.self)
    // 8 is "no autopilot": a camera, a gimbal, a companion computer.
    guard autopilot != 8, isLeader(frame.component) else { return }
    let mode = payload.padded(0, as: UInt32.self)
    isPX4 = autopilot == 12
    if isPX4 {
      setMode(FlightModes.px4(customMode: mode))
    } else if autopilot == 3 {
      setMode(FlightModes.arduPilot(Int(mode), .of(type: payload.padded(4, as: UInt8.self))))
    }
  }

  private func setMode(_ mode: String) {
    let column = MAVLinkColumn.mode.rawValue
    if track.row[text: column] != mode { track.row[text: column] = mode }
  }

  /// Whether a part is the one that counts: part 1, or the first to speak while part 1 is silent.
  private func isLeader(_ component: UInt8) -> Bool {
    let time = isStamped ? arrival : track.now
    if component != leader {
      let isSilent = leader == nil || time - leaderHeard > SourceChoice.patience
      guard component == 1 || isSilent else { return false }
      leader = component
    }
    leaderHeard = time
    return true
  }
}

extension FlightModes.Firmware {
  /// The firmware that vehicles of a MAV_TYPE run.
  static func of(type: UInt8) -> FlightModes.Firmware? {
    switch type {
    case 2, 3, 4, 13, 14, 15, 29, 35: .copter
    case 1, 19...25: .plane
    case 10, 11: .rover
    case 12: .sub
    default: nil
    }
  }
}
