import Tracks

/// A time read from text.
struct ClockReading {
  /// Microseconds since 1970; when no zone was given, as if it were UTC.
  var microseconds: Int64
  /// Whether the text named its zone.
  var hasZone: Bool
}

/// Reads ISO 8601 dates with times of day, and remembers the last date, since most rows share it.
///
/// Taken are `2020-09-05T10:11:12.25Z`, a space or `_` in place of `T`, `/` in place of `-`, the basic
/// form `20200905T101112Z`, a fraction after `.` or `,`, no seconds, no time of day at all, and the
/// zones `Z`, `+02`, `+0200`, `+02:00`, `UTC`, `GMT`.
struct ClockText {
  /// What dates such as `03/02/2024` begin with; nil where it is not known, and they are not read.
  var order: DateOrder?
  private var lastDate = Int.min
  /// Microseconds of the midnight before the last time read.
  private(set) var lastDay: Int64 = 0
  /// The first and the last eight letters of the last date with the `T` behind it, where it has eleven.
  private(set) var lastDateText: (first: UInt64, last: UInt64)?

  /// Reads the whole of a cell without blanks around it; nil when it is no such time.
  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    if let reading = quickRead(bytes, cell) { return reading }
    return readAny(bytes, cell)
  }

  /// Reads a cell letter by letter, as ``read(_:_:)`` does: what that must equal.
  @inline(never)
  mutating func readAny(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    var at = cell.start
    let end = cell.end
    guard let year = number(bytes, &at, end, 4), at < end else { return nil }
    let separator = bytes[at]
    let isBasic = separator &- 0x30 < 10
    if !isBasic {
      guard separator == 0x2D || separator == 0x2F else { return nil }
      at += 1
    }
    guard let month = number(bytes, &at, end, 2) else { return nil }
    if !isBasic {
      guard at < end, bytes[at] == separator else { return nil }
      at += 1
    }
    guard let day = number(bytes, &at, end, 2) else { return nil }
    lastDateText = nil
    guard let midnight = midnight(year, month, day) else { return nil }
    guard at < end else { return ClockReading(microseconds: midnight, hasZone: false) }
    guard bytes[at] | 0x20 == 0x74 || bytes[at] == 0x20 || bytes[at] == 0x5F else { return nil }
    at += 1
    if !isBasic { lastDateText = (word(bytes, cell.start), word(bytes, at - 8)) }
    guard var time = Self.timeOfDay(bytes, &at, end) else { return nil }
    // Flightradar24 writes `07:41:03Z.515`.
    if at + 2 < end, bytes[at] == 0x5A, bytes[at + 1] == 0x2E {
      at += 2
      time += Self.readFraction(bytes, &at, end)
      return at == end ? ClockReading(microseconds: midnight + time, hasZone: true) : nil
    }
    guard let zone = Self.zone(bytes, at, end) else { return nil }
    return ClockReading(
      microseconds: midnight + time - (zone ?? 0) * 60_000_000, hasZone: zone != nil)
  }

  /// Reads `20200905101112`, with a fraction behind a point or as three digits more; nil when it is no such
  /// time.
  ///
  /// As a number it would be one of milliseconds in the year 2600.
  @inline(__always)
  mutating func readRun(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    let count = cell.end &- cell.start
    guard count >= 14, bytes[cell.start] == 0x32 || bytes[cell.start] == 0x31 else { return nil }
    let digits = Self.digitsBeforePoint(bytes, cell)
    guard digits == 14 || digits == 17 && count == 17 else { return nil }
    return readLongRun(bytes, cell)
  }

  @inline(never)
  private mutating func readLongRun(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    var at = cell.start
    guard let year = number(bytes, &at, cell.end, 4), (1970..<2100).contains(year),
      let month = number(bytes, &at, cell.end, 2), let day = number(bytes, &at, cell.end, 2),
      let midnight = midnight(year, month, day),
      let hour = number(bytes, &at, cell.end, 2), let minute = number(bytes, &at, cell.end, 2),
      let second = number(bytes, &at, cell.end, 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    if at < cell.end, bytes[at] == 0x2E { at += 1 }
    let fraction = Self.readFraction(bytes, &at, cell.end)
    guard at == cell.end else { return nil }
    let time = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
    return ClockReading(microseconds: midnight + time, hasZone: false)
  }

  /// The digits of a plain number before its point, if it has one; nil where there are other letters.
  @inline(__always)
  static func digitsBeforePoint(_ bytes: Span<UInt8>, _ cell: Cell) -> Int? {
    var at = cell.start
    while at < cell.end, bytes[at] &- 0x30 < 10 { at += 1 }
    let digits = at - cell.start
    if at < cell.end, bytes[at] == 0x2E {
      at += 1
      while at < cell.end, bytes[at] &- 0x30 < 10 { at += 1 }
    }
    return at == cell.end && digits > 0 ? digits : nil
  }

  /// Remembers a date of ten letters and the mark behind it for ``quickRead(_:_:)``.
  mutating func remember(_ midnight: Int64, _ bytes: Span<UInt8>, _ start: Int) {
    lastDate = .min
    lastDay = midnight
    lastDateText = (word(bytes, start), word(bytes, start + 3))
  }

  /// Reads a time of day, `10:11:12.25` or `101112`, into microseconds, and moves `at` behind it.
  static func timeOfDay(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int64? {
    guard let hour = number(bytes, &at, end, 2), at < end else { return nil }
    let hasColons = bytes[at] == 0x3A
    if hasColons { at += 1 }
    guard let minute = number(bytes, &at, end, 2) else { return nil }
    var second = 0
    var fraction: Int64 = 0
    if at < end && (hasColons ? bytes[at] == 0x3A : bytes[at] &- 0x30 < 10) {
      if hasColons { at += 1 }
      guard let whole = number(bytes, &at, end, 2) else { return nil }
      second = whole
      if at < end && (bytes[at] == 0x2E || bytes[at] == 0x2C) {
        at += 1
        fraction = readFraction(bytes, &at, end)
      }
    }
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    return Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
  }

  /// Reads digits after the point as microseconds, rounded to the nearest.
  static func readFraction(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int64 {
    var fraction: Int64 = 0
    var places = 0
    while at < end, bytes[at] &- 0x30 < 10 {
      if places < 6 { fraction = fraction * 10 + Int64(bytes[at] &- 0x30) }
      if places == 6 && bytes[at] >= 0x35 { fraction += 1 }
      places += 1
      at += 1
    }
    while places < 6 {
      fraction *= 10
      places += 1
    }
    return fraction
  }

  /// Reads a zone to the end of the cell: minutes east of UTC; `.some(nil)` when there is none.
  static func zone(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64?? {
    var at = start
    while at < end && bytes[at] == 0x20 { at += 1 }
    guard at < end else { return .some(nil) }
    switch bytes[at] {
    case 0x5A, 0x7A: return at + 1 == end ? .some(0) : nil
    case 0x2B, 0x2D:
      let sign: Int64 = bytes[at] == 0x2D ? -1 : 1
      at += 1
      guard let hours = number(bytes, &at, end, 2) else { return nil }
      var minutes = 0
      if at < end {
        if bytes[at] == 0x3A { at += 1 }
        guard let more = number(bytes, &at, end, 2) else { return nil }
        minutes = more
      }
      return at == end && hours <= 18 && minutes < 60
        ? .some(sign * Int64(hours * 60 + minutes)) : nil
    default:
      let word = Cell(start: at, end: end).text(in: bytes).uppercased()
      return ["UTC", "GMT"].contains(word) ? .some(0) : nil
    }
  }

  /// Reads exactly `width` digits.
  @inline(__always)
  static func number(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, _ width: Int) -> Int? {
    guard at + width <= end else { return nil }
    var value = 0
    for i in at..<at + width {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    at += width
    return value
  }

  private func number(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, _ width: Int) -> Int? {
    Self.number(bytes, &at, end, width)
  }

  private mutating func midnight(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    let date = (year * 100 + month) * 100 + day
    if date == lastDate { return lastDay }
    let civil = CivilTime(year: year, month: month, day: day)
    guard civil.isValid else { return nil }
    lastDate = date
    lastDay = civil.instant.microseconds
    return lastDay
  }
}
