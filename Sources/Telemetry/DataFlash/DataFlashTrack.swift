#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

import Tracks

/// The columns of DataFlash beside those every fix may have, in their order.
enum DataFlashColumn: Int, CaseIterable {
  case mode, relativeHeight, photo

  /// As the decoder gives them.
  static let all: [ExtraColumn] = allCases.map { column in
    switch column {
    case .mode: .label("mode")
    case .relativeHeight: .number("relative_height_m")
    case .photo: .number("photo")
    }
  }
}

/// Makes fixes of the messages of a DataFlash log.
struct DataFlashTrack {
  private var track: BootTrack
  /// The velocity that the receiver told last, and when.
  private var motion = (speed: Double.nan, course: Double.nan, climb: Double.nan)
  private var motionAt = BootTrack.never
  private var firmware: FlightModes.Firmware?
  /// The time that stands for messages which have none.
  private var clock: Int64?
  /// The receiver whose dates and velocities count, and when it spoke.
  private var receivers = SourceChoice()
  private var photos = 0.0

  init() {
    var row = FixRow(DataFlashColumn.all)
    row.datum = .meanSeaLevel
    track = BootTrack(row)
  }

  /// Gives what is still held.
  mutating func finish(into rows: FixRows) throws(DwellError) { try track.release(into: rows) }

  /// Takes one message.
  ///
  /// - Parameter rank: Which of several receivers it is, by its message's name.
  mutating func take(
    _ meaning: DataFlashMeaning, _ values: DataFlashValues, rank: Int, at place: RowPlace,
    into rows: FixRows
  ) throws(DwellError) {
    switch meaning {
    case .clock:
      if let time = Self.whole(values[.startTime]) { clock = time }
    case .note: takeNote(values.text ?? "")
    case .mode: takeMode(values)
    case .px4Mode:
      if let state = Self.whole(values[.mode]) { setMode(Self.px4State(state)) }
    case .photo:
      photos += 1
      track.row[number: DataFlashColumn.photo.rawValue] =
        values[.image].isNaN ? photos : values[.image]
    case .attitude: try takeAttitude(values, into: rows)
    case .mount: takeMount(values)
    case .receiver: try takeReceiver(values, rank, at: place, into: rows)
    case .estimate, .px4Estimate: try takeEstimate(meaning, values, at: place, into: rows)
    }
  }

  /// The time of a message, in microseconds since the start; nil when it has none to be believed.
  private mutating func time(
    _ values: DataFlashValues, into rows: FixRows
  ) throws(DwellError) -> Int64? {
    var time = Self.whole(values[.micros])
    if time == nil { time = Self.whole(values[.bootMillis] * 1000) }
    if time == nil { time = Self.whole(values[.millis] * 1000) }
    // Logs of 2013 have no other clock than that of the receiver.
    guard let time = time ?? clock ?? Self.whole(values[.weekMillis] * 1000) else { return nil }
    return try track.advance(to: time, into: rows) ? time : nil
  }

  private mutating func takeReceiver(
    _ values: DataFlashValues, _ rank: Int, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard let time = try time(values, into: rows) else { return }
    let unit = rank + Int(Self.whole(values[.instance]).map { min($0, 8) } ?? 0)
    let fix = Int(Self.whole(values[.status]).map { min($0, 9) } ?? 0)
    guard fix >= 3 else {
      guard unit == 0 else { return }
      track.receiver(fix: fix)
      return try track.refuse(at: time, rank: 1, place: place, into: rows)
    }
    guard receivers.takes(unit, at: time) else { return }
    track.receiver(fix: fix)
    if let instant = Self.instant(values) { try track.date(start: instant - time, into: rows) }
    setMotion(values, at: time)
    setPlace(values)
    track.row.datum = .meanSeaLevel
    try give(at: time, rank: 1, place, into: rows)
  }

  private mutating func takeEstimate(
    _ meaning: DataFlashMeaning, _ values: DataFlashValues, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    guard let time = try time(values, into: rows) else { return }
    if !values[.north].isNaN { setMotion(values, at: time) }
    if time - motionAt > 2_000_000 { motion = (.nan, .nan, .nan) }
    setPlace(values)
    // PX4 wrote the estimate's height from whatever its filter took for zero.
    track.row.datum = meaning == .px4Estimate ? .unknown : .meanSeaLevel
    try give(at: time, rank: 0, place, into: rows)
  }

  private mutating func give(
    at time: Int64, rank: Int, _ place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    track.row[.speed] = motion.speed
    track.row[.course] = motion.course
    track.row[.climb] = motion.climb
    if try track.add(at: time, rank: rank, place: place, into: rows) {
      track.row[number: DataFlashColumn.photo.rawValue] = .nan
    }
  }

  private mutating func setPlace(_ values: DataFlashValues) {
    track.row.latitude = values[.latitude]
    track.row.longitude = values[.longitude]
    track.row[.height] = values[.height]
    track.row[number: DataFlashColumn.relativeHeight.rawValue] = values[.relativeHeight]
  }

  private mutating func setMotion(_ values: DataFlashValues, at time: Int64) {
    motionAt = time
    motion = (values[.speed], values[.course], 0 - values[.down])
    let (north, east) = (values[.north], values[.east])
    guard !north.isNaN, !east.isNaN else { return }
    motion.speed = (north * north + east * east).squareRoot()
    motion.course = north == 0 && east == 0 ? .nan : atan2(east, north) * 180 / .pi
  }

  private mutating func takeAttitude(
    _ values: DataFlashValues, into rows: FixRows
  ) throws(DwellError) {
    guard try time(values, into: rows) != nil else { return }
    // PX4, known by its quaternion, tells angles in radians; ArduPilot tells degrees.
    let unit = values[.qw].isNaN ? 1 : 180 / Double.pi
    let (heading, pitch, roll) = (values[.heading], values[.pitch], values[.roll])
    guard heading.isFinite, pitch.isFinite, roll.isFinite else { return }
    track.turn(.angles(heading: heading * unit, pitch: pitch * unit, roll: roll * unit))
  }

  private mutating func takeMount(_ values: DataFlashValues) {
    let (pitch, roll) = (values[.pitch], values[.roll])
    let (absolute, relative) = (values[.absoluteYaw], values[.relativeYaw])
    guard pitch.isFinite, roll.isFinite, absolute.isFinite || relative.isFinite else { return }
    let isRelative = relative.isFinite
    track.point(
      Pointing(
        rotation: Rotation(heading: isRelative ? relative : absolute, pitch: pitch, roll: roll),
        isYawRelative: isRelative))
    track.row[.slantRange] = values[.distance] > 0 ? values[.distance] : .nan
  }

  private mutating func takeMode(_ values: DataFlashValues) {
    if let number = Self.whole(values[.mode]) {
      setMode(FlightModes.arduPilot(Int(min(number, 255)), firmware))
    } else if let text = values.text, !text.isEmpty {
      setMode(text.uppercased())
    }
  }

  private mutating func setMode(_ mode: String) {
    track.row[text: DataFlashColumn.mode.rawValue] = mode
  }

  private mutating func takeNote(_ text: String) {
    let names: [(String, FlightModes.Firmware)] = [
      ("Copter", .copter), ("Plane", .plane), ("Rover", .rover), ("Sub", .sub),
    ]
    for (name, firmware) in names where text.hasPrefix("Ardu\(name)") || text.hasPrefix(name + " ")
    {
      self.firmware = firmware
    }
  }

  /// The instant that a receiver tells; nil where it tells none.
  private static func instant(_ values: DataFlashValues) -> Int64? {
    if let unix = whole(values[.receiverTime]) {
      return (946_684_800_000_000...4_102_444_800_000_000).contains(unix) ? unix : nil
    }
    guard let week = whole(values[.week]), let time = whole(values[.weekMillis]), week < 8192 else {
      return nil
    }
    return GPSTime.unix(week: Int(week), milliseconds: time)
  }

  /// A number as an integer; nil where it is none or out of every range.
  private static func whole(_ value: Double) -> Int64? {
    value >= 0 && value < 0x1p53 ? Int64(value) : nil
  }

  /// The names of sdlog2's main states.
  private static func px4State(_ state: Int64) -> String {
    let names = [
      "MANUAL", "ALTITUDE", "POSITION", "MISSION", "LOITER", "RTL", "ACRO", "OFFBOARD",
      "STABILIZED", "RATTITUDE", "TAKEOFF", "LAND", "FOLLOW",
    ]
    return state < names.count ? names[Int(state)] : "MODE \(state)"
  }
}
