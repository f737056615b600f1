import Tracks

/// What one cue of DJI's subtitles says, in any of their dialects.
///
/// | camera | position | height |
/// |---|---|---|
/// | Mavic 2, Air 2, Mini SE | `[latitude : 31.45] [longtitude : 74.39]` | `[altitude: 213.98]`, datum not said |
/// | Mavic 3 | `[latitude: 3.4] [longitude: -3.3]` | `[rel_alt: -2.4 abs_alt: 0.4]` |
/// | Mavic Pro | `GPS(149.02,-20.25,16)`: longitude first, satellites last | `BAROMETER:1.9` above take-off |
/// | Mini, P4P, P4 RTK | `GPS (-121.74, 48.07, 17)`: the same | `H 200.70m` above take-off |
/// | Mavic 3E, M30 | `[gb_yaw: 137.7 gb_pitch: -17.6 gb_roll: 0.0]` beside the position | `[rel_alt: 2.4 abs_alt: 0.4]` |
/// | Zenmuse H20, Matrice 4 | `[drone_yaw: -20.4 drone_pitch: 2.4 drone_roll: -2.1]` and `drone_speedx` beside those | the same |
/// | Mavic 2 Enterprise | `[Drone: Yaw:-146.0, Pitch:-0.6, Roll:1.3]` beside those of the Mavic 2 | the same |
/// | Autel | `GPS(W: 102.50, N: 37.10, 220.50m)` | the third value, datum not said |
/// | Matrice 300 | `GPS(36.61,-6.11,0.0M)`: latitude first, metres last | `BAROMETER:0.3M` above take-off |
struct SubtitleCue {
  /// Whether its number was there.
  var hasNumber = false
  /// Microseconds since the video's start.
  private(set) var start: Int64?
  /// Its instant, once its date was read.
  var time: Int64?
  /// Whether anything said when it is; without, it is the rest of the cue before.
  var hasTime: Bool { start != nil || time != nil }
  /// Whether there was a line of text.
  private(set) var hasText = false
  /// Whether a bracket of its last line, or a font, was not closed.
  var isOpen: Bool { isLineOpen || isFontOpen }
  private var isLineOpen = false
  private var isFontOpen = false
  /// Whether its last line ends with a mark that closes something.
  private(set) var endsClosed = false

  private var date: (local: Int64, cell: Cell)?
  private var longitude = Double.nan
  private var latitude = Double.nan
  private var altitude = Double.nan
  private var absolute = Double.nan
  private var aboveTakeOff = Double.nan
  private var satellites = Double.nan
  private var speed = Double.nan
  private var climb = Double.nan
  private var platform: Attitude?
  private var gimbal: Attitude?
  private var gimbalYaw = Double.nan
  private var gimbalPitch = Double.nan
  private var drone = Attitude(pitch: .nan, roll: .nan, yaw: .nan)
  private var droneSpeed = (x: Double.nan, y: Double.nan)
  /// Whether `Drone:` was the last word that says whose angles follow.
  private var isOfDrone = false

  private struct Attitude {
    var pitch: Double
    var roll: Double
    var yaw: Double
  }

  /// Whether both numbers of the position were there.
  var hasPosition: Bool { !longitude.isNaN && !latitude.isNaN }

  /// Whether a line is a cue's number and nothing else.
  static func isNumber(_ bytes: Span<UInt8>, _ line: Cell) -> Bool {
    guard line.end - line.start <= 9 else { return false }
    for at in line.start..<line.end where bytes[at] &- 0x30 >= 10 { return false }
    return true
  }

  /// The date and time of day that the last line had, once.
  mutating func takeDate() -> (local: Int64, cell: Cell)? {
    defer { date = nil }
    return date
  }

  /// Reads a line.
  mutating func read(_ bytes: Span<UInt8>, _ line: Cell) {
    if start == nil, !hasText, let read = Self.cueStart(bytes, line) {
      start = read
      return
    }
    hasText = true
    if let found = SubtitleScan.date(bytes, line) { date = found }
    var scan = SubtitleScan(line)
    while let name = scan.nextName(bytes) { take(name, &scan, bytes) }
    isLineOpen = scan.isOpen
    if scan.opensFont { isFontOpen = true }
    if scan.closesFont { isFontOpen = false }
    endsClosed = [0x29, 0x3E, 0x5D].contains(bytes[line.end - 1])
  }

  private static let names = WordTable(Name.allCases.map(\.rawValue))

  private enum Name: String, CaseIterable {
    case latitude, longitude, longtitude, altitude, abs_alt, rel_alt
    case BAROMETER, Hb, H, speed = "H.S", climb = "V.S", GPS, HOME, platform = "F.PRY"
    case gimbal = "G.PRY"
    case gb_yaw, gb_pitch, drone_yaw, drone_pitch, drone_roll
    case drone_speedx, drone_speedy, drone_speedX, drone_speedY
    case Drone, Gimbal, Yaw, Pitch, Roll
  }

  private mutating func take(_ name: Cell, _ scan: inout SubtitleScan, _ bytes: Span<UInt8>) {
    let number = Self.names.number(of: bytes, name.start, name.end)
    guard number >= 0 else { return }
    switch Name.allCases[number] {
    case .latitude: latitude = scan.value(bytes)
    case .longitude, .longtitude: longitude = scan.value(bytes)
    case .altitude: altitude = scan.value(bytes)
    case .abs_alt: absolute = scan.value(bytes)
    case .rel_alt, .BAROMETER, .Hb, .H: aboveTakeOff = scan.value(bytes)
    case .speed: speed = scan.value(bytes)
    case .climb: climb = scan.value(bytes)
    case .GPS: takePosition(scan.list(bytes))
    case .HOME: _ = scan.list(bytes)
    case .platform: platform = Self.attitude(scan.list(bytes))
    case .gimbal: gimbal = Self.attitude(scan.list(bytes))
    case .gb_yaw: gimbalYaw = scan.value(bytes)
    case .gb_pitch: gimbalPitch = scan.value(bytes)
    case .drone_yaw: drone.yaw = scan.value(bytes)
    case .drone_pitch: drone.pitch = scan.value(bytes)
    case .drone_roll: drone.roll = scan.value(bytes)
    case .drone_speedx, .drone_speedX: droneSpeed.x = scan.value(bytes)
    case .drone_speedy, .drone_speedY: droneSpeed.y = scan.value(bytes)
    case .Drone: isOfDrone = true
    case .Gimbal: isOfDrone = false
    case .Yaw: if isOfDrone { drone.yaw = scan.value(bytes) }
    case .Pitch: if isOfDrone { drone.pitch = scan.value(bytes) }
    case .Roll: if isOfDrone { drone.roll = scan.value(bytes) }
    }
  }

  private mutating func takePosition(_ values: [SubtitleScan.Value]) {
    guard values.count >= 2 else { return }
    if let first = values[0].axis, let second = values[1].axis, first != second {
      longitude = values[first == .longitude ? 0 : 1].number
      latitude = values[first == .longitude ? 1 : 0].number
      if values.count > 2, values[2].isInMetres { altitude = values[2].number }
      return
    }
    let isLatitudeFirst = values.count > 2 && values[2].isInMetres
    longitude = values[isLatitudeFirst ? 1 : 0].number
    latitude = values[isLatitudeFirst ? 0 : 1].number
    if values.count > 2 && !isLatitudeFirst { satellites = values[2].number }
  }

  private static func attitude(_ values: [SubtitleScan.Value]) -> Attitude? {
    guard values.count == 3 else { return nil }
    return Attitude(pitch: values[0].number, roll: values[1].number, yaw: values[2].number)
  }

  /// Where a line of times begins: `00:00:01,000 --> …`, in microseconds.
  private static func cueStart(_ bytes: Span<UInt8>, _ line: Cell) -> Int64? {
    var at = line.start
    guard let time = ClockText.timeOfDay(bytes, &at, line.end) else { return nil }
    while at < line.end && bytes[at] == 0x20 { at += 1 }
    return at + 2 < line.end && bytes[at] == 0x2D && bytes[at + 1] == 0x2D ? time : nil
  }

  /// Writes what is known into a fix.
  func fill(_ row: inout FixRow) {
    row.longitude = longitude
    row.latitude = latitude
    if let time { row.time = time }
    // The one that is said to be absolute first; those above take-off only where there is no other.
    if !absolute.isNaN {
      row[.height] = absolute
      row.datum = .meanSeaLevel
    } else if !altitude.isNaN {
      row[.height] = altitude
    } else {
      row[.height] = aboveTakeOff
      row.datum = .aboveGround
    }
    row[number: 0] = aboveTakeOff
    row[number: 1] = satellites
    row[number: 2] = gimbal?.yaw ?? gimbalYaw
    row[number: 3] = gimbal?.pitch ?? gimbalPitch
    row[.speed] =
      speed.isNaN ? (droneSpeed.x * droneSpeed.x + droneSpeed.y * droneSpeed.y).squareRoot() : speed
    row[.climb] = climb
    let platform = self.platform ?? drone
    row[.pitch] = platform.pitch
    row[.roll] = platform.roll
    row[.heading] = platform.yaw
    let (yaw, pitch) = (row[number: 2], row[number: 3])
    if !(platform.yaw + platform.pitch + platform.roll + yaw + pitch).isNaN {
      let view = RelativeView(
        yaw: yaw, pitch: pitch, fromHeading: platform.yaw, pitch: platform.pitch,
        roll: platform.roll)
      row[.sensorAzimuth] = view.azimuth
      row[.sensorElevation] = view.elevation
    }
  }
}
