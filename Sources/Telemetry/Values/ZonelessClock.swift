import Tracks

/// Reads dates and times of day that name no zone, in the zone that the user says.
struct ZonelessClock {
  private let log: FileLog
  private var clock = ClockText()
  private var hasSaid = false

  init(_ log: FileLog) { self.log = log }

  /// The instant of a date and a time of day in cells of their own; nil when they are none.
  mutating func read(_ bytes: Span<UInt8>, date: Cell, time: Cell) -> Int64? {
    let time = time.trimmed(in: bytes)
    let date = date.trimmed(in: bytes)
    var at = time.start
    guard !time.isEmpty, !date.isEmpty, let day = clock.read(bytes, date),
      let ofDay = ClockText.timeOfDay(bytes, &at, time.end), at == time.end
    else { return nil }
    return placed(day.microseconds + ofDay, bytes, time)
  }

  /// The instant of a date with a time of day in one cell; nil when it is none.
  mutating func read(_ bytes: Span<UInt8>, _ cell: Cell) -> Int64? {
    guard let reading = clock.read(bytes, cell) else { return nil }
    return reading.hasZone ? reading.microseconds : placed(reading.microseconds, bytes, cell)
  }

  /// The instant that a recorder put beside a line, ISO 8601 or a number since 1970, in brackets or quotes
  /// or not; nil when it is none.
  ///
  /// Small numbers count lines.
  mutating func readRecorded(_ bytes: Span<UInt8>, _ cell: Cell) -> Int64? {
    var cell = cell
    let isMark: (UInt8) -> Bool = { isBlank($0) || "[]()\",;|".utf8.contains($0) }
    while cell.start < cell.end, isMark(bytes[cell.start]) { cell.start += 1 }
    while cell.end > cell.start, isMark(bytes[cell.end - 1]) { cell.end -= 1 }
    guard !cell.isEmpty else { return nil }
    guard let number = Decimal(bytes, cell) else { return read(bytes, cell) }
    return TimeScale.byMagnitude.microseconds(number).flatMap {
      $0 < TimeReader.hardlyDate ? nil : $0
    }
  }

  /// The instant of a local time in microseconds as if it were UTC.
  ///
  /// - Parameter cell: How it is written, for the warning that a zone is missing.
  mutating func placed(_ local: Int64, _ bytes: Span<UInt8>, _ cell: Cell) -> Int64 {
    if let zone = log.settings.timeZone { return local - zone.microseconds }
    if !hasSaid {
      hasSaid = true
      log.warnOnce(
        "zone",
        "times such as '\(cell.text(in: bytes))' name no zone; they are read as UTC (--time-zone says "
          + "another)")
    }
    return local
  }
}
