import Tracks

/// Dates and times of day as spreadsheets and apps write them.
extension ClockText {
  /// Reads `13.05.2023 10:11`, `5/13/2023 1:02:03 PM`, `13-May-2023 10:11:12`, `2023-5-3 1:02:03 am`,
  /// `May 13, 2023 at 1:02:03 PM`; nil when it is no such time, or its order of day and month is not known.
  ///
  /// Dates with dots begin with the day; of those with slashes or dashes ``order`` says what they begin
  /// with.
  mutating func readLocal(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    var at = cell.start
    guard let date = LocalDate(bytes, &at, cell.end), let civil = date.civil(order), civil.isValid
    else { return nil }
    let midnight = civil.instant.microseconds
    guard at < cell.end else { return ClockReading(microseconds: midnight, hasZone: false) }
    guard bytes[at] | 0x20 == 0x74 || bytes[at] == 0x20 || bytes[at] == 0x2C else { return nil }
    at += 1
    if at == cell.start + 11 { remember(midnight, bytes, cell.start) }
    while at < cell.end, bytes[at] == 0x20 { at += 1 }
    if at + 3 < cell.end, bytes[at] == 0x61, bytes[at + 1] == 0x74, bytes[at + 2] == 0x20 {
      at += 3
    }
    guard let time = Self.localTimeOfDay(bytes, &at, cell.end),
      let zone = Self.zone(bytes, at, cell.end)
    else { return nil }
    return ClockReading(
      microseconds: midnight + time - (zone ?? 0) * 60_000_000, hasZone: zone != nil)
  }

  /// Reads a time of day of twelve or 24 hours, `1:02:03.5 PM` or `13:02`, into microseconds, and moves
  /// `at` behind it.
  static func localTimeOfDay(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int64? {
    guard let hour = digits(bytes, &at, end, most: 2), at < end, bytes[at] == 0x3A else {
      return nil
    }
    at += 1
    guard let minute = number(bytes, &at, end, 2), minute < 60 else { return nil }
    var second = 0
    var fraction: Int64 = 0
    if at < end, bytes[at] == 0x3A {
      at += 1
      guard let whole = number(bytes, &at, end, 2), whole <= 60 else { return nil }
      second = whole
      if at < end, bytes[at] == 0x2E || bytes[at] == 0x2C {
        at += 1
        fraction = readFraction(bytes, &at, end)
      }
    }
    guard let hours = hours(hour, bytes, &at, end) else { return nil }
    return Int64(hours * 3600 + minute * 60 + second) * 1_000_000 + fraction
  }

  /// Hours since midnight, by the AM or PM that may follow.
  private static func hours(
    _ hour: Int, _ bytes: Span<UInt8>, _ at: inout Int, _ end: Int
  ) -> Int? {
    var next = at
    while next < end, bytes[next] == 0x20 { next += 1 }
    // Apple's narrow blank that does not break, U+202F.
    if next + 3 < end, bytes[next] == 0xE2, bytes[next + 1] == 0x80, bytes[next + 2] == 0xAF {
      next += 3
    }
    guard next + 2 <= end, bytes[next + 1] | 0x20 == 0x6D,
      bytes[next] | 0x20 == 0x61 || bytes[next] | 0x20 == 0x70
    else { return hour <= 24 ? hour : nil }
    guard (1...12).contains(hour) else { return nil }
    at = next + 2
    return hour % 12 + (bytes[next] | 0x20 == 0x70 ? 12 : 0)
  }

  /// Reads one to `most` digits.
  static func digits(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, most: Int) -> Int? {
    var length = 0
    while at + length < end, length < most, bytes[at + length] &- 0x30 < 10 { length += 1 }
    return length > 0 ? number(bytes, &at, end, length) : nil
  }
}
