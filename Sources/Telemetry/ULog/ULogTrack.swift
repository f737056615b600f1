#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

import Tracks

/// The columns of ULog beside those every fix may have, in their order.
enum ULogColumn: Int, CaseIterable {
  case mode, photo, orbitRadius, orbitLongitude, orbitLatitude, dropout

  /// As the decoder gives them.
  static let all: [ExtraColumn] = allCases.map { column in
    switch column {
    case .mode: .label("mode")
    case .photo: .number("photo")
    case .orbitRadius: .number("orbit_radius_m")
    case .orbitLongitude: .number("orbit_lon")
    case .orbitLatitude: .number("orbit_lat")
    case .dropout: .number("dropout_ms")
    }
  }
}

extension FixRow {
  /// A number of ULog's own.
  subscript(own column: ULogColumn) -> Double {
    get { self[number: column.rawValue] }
    set { self[number: column.rawValue] = newValue }
  }
}

/// Makes fixes of the messages of a ULog file.
struct ULogTrack {
  private var track: BootTrack
  private var motion = (speed: Double.nan, course: Double.nan, climb: Double.nan)
  private var motionAt = BootTrack.never
  private var receivers = SourceChoice()
  private var orbitAt = BootTrack.never
  /// The count of jumps, and the last place, of each source of positions.
  private var resets: [(count: Double, longitude: Double, latitude: Double)] = Array(
    repeating: (.nan, .nan, .nan), count: 3)

  /// A jump that is farther is no motion, metres.
  private static let farthestJump = 30.0

  init() {
    var row = FixRow(ULogColumn.all)
    row.datum = .meanSeaLevel
    track = BootTrack(row)
  }

  /// Gives what is still held.
  mutating func finish(into rows: FixRows) throws(DwellError) { try track.release(into: rows) }

  /// Begins another start of the vehicle.
  mutating func restart(into rows: FixRows) throws(DwellError) {
    try track.restart(into: rows)
    receivers = SourceChoice()
    (motionAt, orbitAt) = (BootTrack.never, BootTrack.never)
    resets = Array(repeating: (.nan, .nan, .nan), count: 3)
  }

  /// Takes note of messages that the logger lost.
  mutating func drop(milliseconds: Int) {
    let before = track.row[own: .dropout]
    track.row[own: .dropout] = (before.isNaN ? 0 : before) + Double(milliseconds)
  }

  /// Takes one message.
  ///
  /// - Parameter rank: Which of several topics of a kind it is.
  mutating func take(
    _ topic: ULogTopic, _ values: ULogValues, rank: Int, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    switch topic {
    case .receiver: try takeReceiver(values, rank, at: place, into: rows)
    case .estimate where rank == 0: try takeEstimate(values, at: place, into: rows)
    case .local where rank == 0: try takeLocal(values, at: place, into: rows)
    case .attitude where rank == 0:
      guard try time(values, into: rows) != nil, let turned = rotation(values) else { return }
      track.turn(.turned(turned))
    case .status where rank == 0:
      if let state = values.whole(.state) {
        track.row[text: ULogColumn.mode.rawValue] = FlightModes.px4(
          navigationState: Int(min(state, 255)))
      }
    case .gimbal:
      guard let turned = rotation(values) else { return }
      // As in MAVLink: 32 the yaw is against the nose, 64 against north, 16 locked to north.
      let flags = values.whole(.flags) ?? 0
      let isAbsolute = flags & 96 != 0 ? flags & 64 != 0 : flags & 16 != 0
      track.point(Pointing(rotation: turned, isYawRelative: !isAbsolute))
    case .mount:
      let angles = [values[.yaw], values[.pitch], values[.roll]].map { $0 * 180 / .pi }
      guard angles.allSatisfy(\.isFinite) else { return }
      track.point(
        Pointing(
          rotation: Rotation(heading: angles[0], pitch: angles[1], roll: angles[2]),
          isYawRelative: true))
    case .capture:
      track.row[own: .photo] = values[.sequence]
      guard !track.hasCamera, let turned = rotation(values) else { return }
      track.point(Pointing(rotation: turned, isYawRelative: false))
    case .trigger:
      if track.row[own: .photo].isNaN { track.row[own: .photo] = values[.sequence] }
    case .orbit: takeOrbit(values)
    default: break
    }
  }

  private mutating func time(
    _ values: ULogValues, into rows: FixRows
  ) throws(DwellError) -> Int64? {
    guard let time = values.whole(.time), try track.advance(to: time, into: rows) else {
      return nil
    }
    return time
  }

  private func rotation(_ values: ULogValues) -> Rotation? {
    Rotation(w: values[.q0], x: values[.q1], y: values[.q2], z: values[.q3])
  }

  private mutating func takeReceiver(
    _ values: ULogValues, _ rank: Int, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard let time = try time(values, into: rows), receivers.takes(rank, at: time) else { return }
    let fix = Int(values.whole(.fix).map { min($0, 9) } ?? 0)
    track.receiver(fix: fix)
    guard fix >= 3 else {
      return try track.refuse(at: time, rank: 1, place: place, into: rows)
    }
    if let utc = values.whole(.utc),
      (946_684_800_000_000...4_102_444_800_000_000).contains(utc)
    {
      try track.date(start: utc - time, into: rows)
    }
    setMotion(values, at: time)
    track.row[.ellipsoidHeight] = values[.ellipsoid]
    try give(
      values[.longitude], values[.latitude], values[.height], at: time, rank: 1, values, place,
      into: rows)
  }

  private mutating func takeEstimate(
    _ values: ULogValues, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard let time = try time(values, into: rows), values[.valid] != 0 else { return }
    if !values[.north].isNaN { setMotion(values, at: time) }
    track.row[.ellipsoidHeight] = values[.ellipsoid]
    try give(
      values[.longitude], values[.latitude], values[.heightValid] == 0 ? .nan : values[.height],
      at: time, rank: 0, values, place, into: rows)
  }

  /// Metres north and east of a reference: good for the few kilometres that a local frame spans.
  private mutating func takeLocal(
    _ values: ULogValues, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard let time = try time(values, into: rows), values[.isGlobal] == 1, values[.valid] != 0,
      let origin = azimuthal(values)
    else { return }
    setMotion(values, at: time)
    track.row[.ellipsoidHeight] = .nan
    let height = values[.isHeightGlobal] == 1 ? values[.referenceHeight] - values[.z] : .nan
    try give(
      origin.longitude, origin.latitude, height, at: time, rank: 2, values, place, into: rows)
  }

  /// A local position by PX4's own projection, azimuthal and equidistant on a sphere of 6,371,000 m.
  private func azimuthal(_ values: ULogValues) -> (longitude: Double, latitude: Double)? {
    let (north, east) = (values[.x] / 6_371_000, values[.y] / 6_371_000)
    let latitude = values[.referenceLatitude] * .pi / 180
    let longitude = values[.referenceLongitude] * .pi / 180
    guard (north + east + latitude + longitude).isFinite else { return nil }
    let angle = (north * north + east * east).squareRoot()
    guard angle > 0 else { return (values[.referenceLongitude], values[.referenceLatitude]) }
    let sine = cos(angle) * sin(latitude) + north * sin(angle) * cos(latitude) / angle
    let turn = atan2(
      east * sin(angle), angle * cos(latitude) * cos(angle) - north * sin(latitude) * sin(angle))
    return ((longitude + turn) * 180 / .pi, asin(max(-1, min(1, sine))) * 180 / .pi)
  }

  private mutating func setMotion(_ values: ULogValues, at time: Int64) {
    motionAt = time
    let (north, east) = (values[.north], values[.east])
    let speed = values[.speed].isNaN ? (north * north + east * east).squareRoot() : values[.speed]
    var course = values[.course] * 180 / .pi
    if course.isNaN, north != 0 || east != 0 { course = atan2(east, north) * 180 / .pi }
    motion = (speed, course, 0 - values[.down])
  }

  private mutating func takeOrbit(_ values: ULogValues) {
    orbitAt = track.now
    track.row[own: .orbitRadius] = values[.radius]
    let isGlobal = values.whole(.frame).map { [0, 3, 5, 6, 10, 11].contains($0) } ?? false
    track.row[own: .orbitLatitude] = isGlobal ? values[.x] : .nan
    track.row[own: .orbitLongitude] = isGlobal ? values[.y] : .nan
  }

  private mutating func give(
    _ longitude: Double, _ latitude: Double, _ height: Double, at time: Int64, rank: Int,
    _ values: ULogValues, _ place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    noteJump(longitude, latitude, values[.resets], rank)
    if track.now - motionAt > 2_000_000 { motion = (.nan, .nan, .nan) }
    if !track.isFresh(orbitAt) {
      (track.row[own: .orbitRadius], track.row[own: .orbitLongitude]) = (.nan, .nan)
      track.row[own: .orbitLatitude] = .nan
    }
    track.row.longitude = longitude
    track.row.latitude = latitude
    track.row[.height] = height
    track.row[.speed] = motion.speed
    track.row[.course] = motion.course
    track.row[.climb] = motion.climb
    if try track.add(at: time, rank: rank, place: place, into: rows) {
      track.row[own: .photo] = .nan
      track.row[own: .dropout] = .nan
    }
  }

  /// Begins another leg where the filter says that it moved its estimate, and moved it far.
  private mutating func noteJump(
    _ longitude: Double, _ latitude: Double, _ count: Double, _ rank: Int
  ) {
    let before = resets[rank]
    resets[rank] = (count, longitude, latitude)
    guard !count.isNaN, !before.count.isNaN, count != before.count else { return }
    let north = (latitude - before.latitude) * 111_195
    let east = (longitude - before.longitude) * 111_195 * cos(latitude * .pi / 180)
    if (north * north + east * east).squareRoot() > Self.farthestJump { track.row.leg += 1 }
  }
}
