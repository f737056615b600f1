import Tracks

/// Decodes flight recorders' files: a line that begins with `B` is a fix.
///
/// `B` hhmmss ddmmmmm`N` dddmmmmm`E` `A` ppppp ggggg: UTC, degrees with minutes and thousandths, `A` where the
/// receiver has a fix in space (`V` in the plane), metres over 1013.25 hPa, metres over the ellipsoid. The
/// date stands in `HFDTE`, the glider's registration in `HFGID`. (FAI: Technical specification for
/// IGC-approved flight recorders, appendix A.)
struct IGCDecoder: LineDecoder {
  static let extras: [ExtraColumn] = [.number("pressure_height_m")]

  var lines = 0
  var lineStart = 0
  private let log: FileLog
  /// Microseconds of the midnight before the fixes; nil before the first date.
  private var day: Int64?
  private var lastTime: Int64?
  private var row = FixRow(IGCDecoder.extras)

  private static let dayLength: Int64 = 86_400_000_000
  /// Letters of a fix without what recorders add.
  private static let shortest = 35

  init(_ log: FileLog) throws(DwellError) { self.log = log }

  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    switch bytes[line.start] {
    case 0x42: try takeFix(bytes, line, isWhole: isWhole, into: rows)
    case 0x48: takeHeader(line.text(in: bytes))
    default: break
    }
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {}

  /// Whether a line has the letters of a fix where they have to be.
  static func isFix(_ line: Span<UInt8>) -> Bool {
    guard line.count >= shortest, line[0] == 0x42 else { return false }
    for place in 1..<35 {
      let byte = line[place]
      switch place {
      case 14: guard byte == 0x4E || byte == 0x53 else { return false }
      case 23: guard byte == 0x45 || byte == 0x57 else { return false }
      case 24: guard byte == 0x41 || byte == 0x56 else { return false }
      case 25, 30: guard byte &- 0x30 < 10 || byte == 0x2D else { return false }
      default: guard byte &- 0x30 < 10 else { return false }
      }
    }
    return true
  }

  private mutating func takeFix(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    let text = bytes.extracting(line.start..<line.end)
    guard Self.isFix(text), let ofDay = Self.timeOfDay(text) else {
      if !isWhole {
        throw log.error("the file ends within a fix: it was cut short", at: here)
      }
      return try log.skip(
        RowFault(
          reason: "unreadable line",
          detail: "\(line.quoted(in: bytes)) is no fix of a flight recorder"),
        at: here)
    }
    setTime(ofDay)
    row.latitude = Self.angle(text, 7, degrees: 2) * (text[14] == 0x53 ? -1 : 1)
    row.longitude = Self.angle(text, 15, degrees: 3) * (text[23] == 0x57 ? -1 : 1)
    let pressure = Self.metres(text, 25)
    let ellipsoid = Self.metres(text, 30)
    // In the plane the receiver has no height, and writes 0.
    let hasHeight = text[24] == 0x41 && ellipsoid != 0
    row[.height] = hasHeight ? ellipsoid : pressure == 0 ? .nan : pressure
    row.datum = hasHeight ? .ellipsoid : .barometric
    // Recorders without a barometer write 0.
    row[number: 0] = pressure == 0 ? .nan : pressure
    try rows.add(row, at: here)
  }

  /// Moves to a time of day, over midnight where it falls by more than half a day.
  private mutating func setTime(_ ofDay: Int64) {
    if let lastTime, ofDay < lastTime - Self.dayLength / 2, let today = day {
      day = today + Self.dayLength
    }
    lastTime = ofDay
    if day == nil {
      day = 0
      log.warnOnce("no date", "no line HFDTE says the date: its days are counted from 1970-01-01")
    }
    row.time = (day ?? 0) + ofDay
  }

  /// Takes `HFDTE160701`, `HFDTEDATE:160701,01` and `HFGIDGLIDERID:HB-1234`.
  private mutating func takeHeader(_ line: String) {
    if line.hasPrefix("HFDTE") {
      let digits = line.dropFirst(5).drop { !$0.isNumber }.prefix(6).compactMap(\.wholeNumberValue)
      guard digits.count == 6 else { return }
      let year = digits[4] * 10 + digits[5]
      let date = CivilTime(
        year: year + (year < 80 ? 2000 : 1900), month: digits[2] * 10 + digits[3],
        day: digits[0] * 10 + digits[1])
      if date.isValid { (day, lastTime) = (date.instant.microseconds, nil) }
    } else if line.count > 1, line.dropFirst(2).hasPrefix("GID"),
      let colon = line.firstIndex(of: ":")
    {
      let name = String(line[line.index(after: colon)...]).trimming()
      if !name.isEmpty { row.vehicle = name }
    }
  }

  private static func timeOfDay(_ text: Span<UInt8>) -> Int64? {
    let (hour, minute, second) = (digits(text, 1, 2), digits(text, 3, 2), digits(text, 5, 2))
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return Int64((hour * 60 + minute) * 60 + second) * 1_000_000
  }

  private static func angle(_ text: Span<UInt8>, _ start: Int, degrees: Int) -> Double {
    // Thousandths of minutes, divided once, so that the nearest double comes out.
    let whole = digits(text, start, degrees) * 60_000 + digits(text, start + degrees, 5)
    return Double(whole) / 60_000
  }

  private static func metres(_ text: Span<UInt8>, _ start: Int) -> Double {
    text[start] == 0x2D
      ? -Double(digits(text, start + 1, 4)) : Double(digits(text, start, 5))
  }

  private static func digits(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for place in start..<start + count { value = value * 10 + Int(text[place] &- 0x30) }
    return value
  }
}
