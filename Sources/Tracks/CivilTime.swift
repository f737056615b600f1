/// A date and time of day in the proleptic Gregorian calendar, UTC.
///
/// Conversions after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021):
/// eras of 400 years, years that begin in March.
public struct CivilTime: Hashable, Sendable {
  /// The year; may be negative.
  public var year: Int
  /// 1…12.
  public var month: Int
  /// 1…31.
  public var day: Int
  /// 0…23.
  public var hour: Int
  /// 0…59.
  public var minute: Int
  /// 0…59; 60 is taken as the first second of the next minute.
  public var second: Int
  /// 0…999,999.
  public var microsecond: Int

  /// Makes a civil time from its parts; nothing is checked here, see ``isValid``.
  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    microsecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// The calendar's reading of an instant.
  public init(_ instant: Instant) {
    let (days, rest) = floorDivision(instant.microseconds, 86_400_000_000)
    let z = days + 719_468
    let (era, dayOfEra) = floorDivision(z, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month: Int(month),
      day: Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1), hour: Int(rest / 3_600_000_000),
      minute: Int(rest / 60_000_000 % 60), second: Int(rest / 1_000_000 % 60),
      microsecond: Int(rest % 1_000_000))
  }

  /// Whether every part is within its range, the day within its month.
  public var isValid: Bool {
    guard (1...12).contains(month), day >= 1, (-9999...9999).contains(year) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1] && (0...23).contains(hour) && (0...59).contains(minute)
      && (0...60).contains(second) && (0...999_999).contains(microsecond)
  }

  /// The instant, reading the parts as UTC.
  public var instant: Instant {
    let y = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivision(Int64(y), 400)
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = Int64((153 * shiftedMonth + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Instant(microseconds: seconds * 1_000_000 + Int64(microsecond))
  }
}

private func floorDivision(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, rest: Int64) {
  let rest = value % divisor
  return rest < 0 ? (value / divisor - 1, rest + divisor) : (value / divisor, rest)
}
