import Tracks

/// Decodes BaseStation's lines: positions, speeds and names of one aircraft come in lines of their own.
///
/// Cells, from 1: `MSG`, type, three numbers with the address as fifth, the flight's number, date and
/// time when generated, date and time when logged, callsign, feet, knots, track, latitude, longitude,
/// feet a minute, squawk, alert, emergency, identification, on the ground. (Kinetic: BaseStation socket
/// data.) Lines with a position make fixes; what other lines said of speed and course is added for
/// ``freshness``. What a recorder wrote before a line, its time as a rule, is the line's where that says none;
/// times without dates are of days counted from 1970.
struct SBSDecoder: LineDecoder {
  static let extras: [ExtraColumn] = [
    .number("on_ground"), .label("callsign"), .label("squawk"),
  ]

  /// Microseconds for which a speed, course or climb from another line holds.
  static let freshness: Int64 = 10_000_000
  /// Aircraft remembered; beyond them all are forgotten.
  private static let most = 1 << 16

  private struct Aircraft {
    var row = FixRow(SBSDecoder.extras)
    var velocityTime = Int64.min
  }

  var lines = 0
  var lineStart = 0
  private let log: FileLog
  private var cells = CommaCells()
  private var clock: ZonelessClock
  /// The day of times without dates, and the last of them.
  private var dateless = NMEACalendar()
  /// Addresses, and what is known of each aircraft.
  private var names = RecentNames()
  private var known: [Aircraft] = []

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    clock = ZonelessClock(log)
  }

  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    guard let start = Self.messageStart(bytes, line) else {
      // SEL, ID, AIR, STA and CLK say nothing of places.
      return try takeOther(bytes, line)
    }
    let prefix = Cell(start: line.start, end: start)
    let line = Cell(start: start, end: line.end)
    cells.split(bytes, line)
    guard cells.count >= 17 else {
      if !isWhole {
        throw log.error(
          "the file ends within a line (\(cells.count) of 22 cells): it was cut short",
          at: here)
      }
      return try log.skip(
        RowFault(reason: "unreadable line", detail: "it has \(cells.count) of 22 cells"),
        at: here)
    }
    // A number that the file's end cuts off would still be a number.
    if !isWhole && cells.count < 22 {
      throw log.error("the file ends within a line: it was cut short", at: here)
    }
    let address = cells[4].trimmed(in: bytes)
    guard let number = aircraft(bytes, address) else {
      return try log.skip(
        RowFault(reason: "no address", detail: "the line names no aircraft"), at: here)
    }
    let time = time(bytes, prefix)
    // What is known is changed where it lies: a row is some hundred bytes.
    var known: [Aircraft] = []
    swap(&known, &self.known)
    defer { swap(&known, &self.known) }
    update(&known[number], bytes, time)
    let type = bytes[cells[1].isEmpty ? line.start : cells[1].start]
    guard type == 0x32 || type == 0x33 || !cells[14].isEmpty else { return }
    try add(&known[number], bytes, time, into: rows)
  }

  /// The place among ``known`` of the aircraft with an address; nil where there is none.
  private mutating func aircraft(_ bytes: Span<UInt8>, _ address: Cell) -> Int? {
    let short = ShortText(bytes, address.start, address.end)
    if let number = names.recent(short) { return number }
    guard let name = address.named(in: bytes) else { return nil }
    if known.count >= Self.most {
      known.removeAll()
      names = RecentNames()
    }
    let number = names.number(of: bytes, address.start, address.end, short)
    if number == known.count {
      known.append(Aircraft())
      known[number].row.vehicle = name
    }
    return number
  }

  /// Where `MSG,` stands: first, or behind what a recorder put before the line; nil where it does not.
  static func messageStart(_ bytes: Span<UInt8>, _ line: Cell) -> Int? {
    var at = line.start
    while at + 4 < line.end, at - line.start <= longestPrefix {
      if bytes[at] == 0x4D, bytes[at + 1] == 0x53, bytes[at + 2] == 0x47, bytes[at + 3] == 0x2C,
        at == line.start || !(bytes[at - 1] | 0x20 >= 0x61 && bytes[at - 1] | 0x20 <= 0x7A)
      {
        return at
      }
      at += 1
    }
    return nil
  }
  private static let longestPrefix = 64

  /// When the message was generated, else when it was logged, else when it was recorded.
  private mutating func time(_ bytes: Span<UInt8>, _ prefix: Cell) -> Int64? {
    clock.read(bytes, date: cells[6], time: cells[7])
      ?? clock.read(bytes, date: cells[8], time: cells[9]) ?? clock.readRecorded(bytes, prefix)
      ?? datelessTime(bytes)
  }

  /// The time of day of a message without a date.
  private mutating func datelessTime(_ bytes: Span<UInt8>) -> Int64? {
    let cell = cells[7].trimmed(in: bytes)
    var at = cell.start
    guard !cell.isEmpty, cells[6].trimmed(in: bytes).isEmpty,
      let ofDay = ClockText.timeOfDay(bytes, &at, cell.end), at == cell.end
    else { return nil }
    log.warnOnce(
      "no date", "its lines name no date: their days are counted from 1970-01-01")
    dateless.advance(to: ofDay)
    return dateless.instant(ofDay)
  }

  private mutating func update(_ aircraft: inout Aircraft, _ bytes: Span<UInt8>, _ time: Int64?) {
    if let callsign = cells[10].trimmed(in: bytes).named(in: bytes) {
      aircraft.row[text: 1] = callsign
    }
    if let squawk = cells[17].trimmed(in: bytes).named(in: bytes) { aircraft.row[text: 2] = squawk }
    if let ground = number(bytes, 21) { aircraft.row[number: 0] = ground == 0 ? 0 : 1 }
    let speed = number(bytes, 12)
    let track = number(bytes, 13)
    let climb = number(bytes, 16)
    if speed != nil || track != nil || climb != nil {
      aircraft.row[.speed] = (speed ?? .nan) * 1852 / 3600
      aircraft.row[.course] = track ?? .nan
      aircraft.row[.climb] = (climb ?? .nan) * 0.3048 / 60
      aircraft.velocityTime = time ?? .min
    }
  }

  private mutating func add(
    _ aircraft: inout Aircraft, _ bytes: Span<UInt8>, _ time: Int64?, into rows: FixRows
  ) throws(DwellError) {
    guard let latitude = number(bytes, 14), let longitude = number(bytes, 15) else {
      return log.leaveOut("no position")
    }
    guard let time else {
      return try log.skip(
        RowFault(
          reason: "unreadable time", detail: "time \(cells[7].quoted(in: bytes)) is no time of day"),
        at: here)
    }
    aircraft.row.time = time
    aircraft.row.latitude = latitude
    aircraft.row.longitude = longitude
    aircraft.row[.height] = (number(bytes, 11) ?? .nan) * 0.3048
    aircraft.row.datum = .barometric
    if aircraft.velocityTime == .min || time &- aircraft.velocityTime > Self.freshness {
      for measure in [Measure.speed, .course, .climb] { aircraft.row[measure] = .nan }
    }
    try rows.add(aircraft.row, at: here)
  }

  private func number(_ bytes: Span<UInt8>, _ index: Int) -> Double? {
    guard let value = readNumber(bytes, cells[index], point: 0x2E), !value.isNaN else { return nil }
    return value
  }

  private func takeOther(_ bytes: Span<UInt8>, _ line: Cell) throws(DwellError) {
    let isOther = ["SEL", "ID,", "AIR", "STA", "CLK", "MSG"].contains {
      line.text(in: bytes).hasPrefix($0)
    }
    guard !isOther else { return }
    try log.skip(
      RowFault(reason: "unreadable line", detail: "\(line.quoted(in: bytes)) is no SBS-1 line"),
      at: here)
  }
}
