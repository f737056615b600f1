import Tracks

/// Decodes PLT: six lines about the track, then a point a line.
///
/// A point is latitude, longitude, 1 where a new section begins, feet (−777 for unknown), days since
/// 1899-12-30, date, time. The second line names the system of the positions. GeoLife writes date and time
/// as ISO 8601 does; OziExplorer writes them as the user's country does, so that there the days count, which
/// seven decimals give to 9 ms: they are rounded to hundredths of seconds. (OziExplorer: file formats; GeoLife
/// user guide 1.3.)
struct PLTDecoder: LineDecoder {
  /// What files begin with.
  static let titles = ["OziExplorer Track Point File", "Geolife trajectory"]

  var lines = 0
  var lineStart = 0
  private let log: FileLog
  private var cells = CommaCells()
  private var clock = ClockText()
  private var row = FixRow()

  /// Lines before the first point.
  private static let headLines = 6
  /// Days from 1899-12-30 to 1970-01-01.
  private static let daysBefore1970 = 25_569.0
  private static let foot = 0.3048

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    row.leg = 0
  }

  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    guard lines > Self.headLines else { return takeHead(bytes, line, isWhole: isWhole) }
    cells.split(bytes, line)
    // What the file's end cuts off a time would still be a time.
    guard isWhole || cells[6].end - cells[6].start >= "00:00:00".utf8.count else {
      throw log.error("the file ends within a point: it was cut short", at: here)
    }
    guard cells.count >= 5, let latitude = number(bytes, 0), let longitude = number(bytes, 1) else {
      return try log.skip(
        RowFault(
          reason: "unreadable line", detail: "\(line.quoted(in: bytes)) is no point of a track"),
        at: here)
    }
    if number(bytes, 2) == 1 { row.leg += 1 }
    row.latitude = latitude
    row.longitude = longitude
    let feet = number(bytes, 3) ?? .nan
    row[.height] = feet == -777 ? .nan : feet * Self.foot
    row.time = time(bytes)
    try rows.add(row, at: here)
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    if lines <= Self.headLines {
      throw log.error("it has no points: it was cut short", at: here)
    }
  }

  private mutating func takeHead(_ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool) {
    guard lines == 2, isWhole else { return }
    let system = line.text(in: bytes)
    if system.filter({ !$0.isWhitespace }).uppercased() != "WGS84" {
      log.warnOnce(
        "datum", "its positions are in '\(system.onOneLine)' and are taken for those of WGS 84")
    }
  }

  private func number(_ bytes: Span<UInt8>, _ index: Int) -> Double? {
    let cell = cells[index].trimmed(in: bytes)
    guard !cell.isEmpty, let value = readNumber(bytes, cell, point: 0x2E), !value.isNaN else {
      return nil
    }
    return value
  }

  /// The instant of the point; `Int64.min` where it has none.
  private mutating func time(_ bytes: Span<UInt8>) -> Int64 {
    let date = cells[5].trimmed(in: bytes)
    let time = cells[6].trimmed(in: bytes)
    var at = time.start
    if !date.isEmpty, !time.isEmpty, let day = clock.read(bytes, date),
      let ofDay = ClockText.timeOfDay(bytes, &at, time.end), at == time.end
    {
      return day.microseconds + ofDay
    }
    // Points that were drawn have day 0.
    guard let days = number(bytes, 4), days > 1, days < 100_000 else { return .min }
    return Int64(((days - Self.daysBefore1970) * 8_640_000).rounded()) * 10_000
  }
}
