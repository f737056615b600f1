/// A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z (leap seconds not counted).
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since the Unix epoch.
  public var microseconds: Int64

  /// Makes an instant from microseconds since the Unix epoch.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Stands for "no time known": such fixes are drawn and fenced, never dwelled on.
  public static let unknown = Instant(microseconds: .min)

  /// Whether the instant is a real moment, not ``unknown``.
  public var isKnown: Bool { microseconds != .min }

  /// Earlier than.
  public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 with zone, as short as exact: `2020-09-05T10:11:12Z`, `…12.250Z`, `…12.250001Z`;
  /// `unknown` when there is none.
  public var description: String {
    isKnown ? text(dateSeparator: "-", timeSeparator: ":") : "unknown"
  }

  /// ISO 8601 basic form, safe in file names and ids: `20200905T101112Z`.
  public var basicDescription: String {
    isKnown ? text(dateSeparator: "", timeSeparator: "") : "unknown"
  }

  private func text(dateSeparator: String, timeSeparator: String) -> String {
    let civil = CivilTime(self)
    var text =
      padded(civil.year, 4) + dateSeparator + padded(civil.month, 2) + dateSeparator
      + padded(civil.day, 2) + "T" + padded(civil.hour, 2) + timeSeparator
      + padded(civil.minute, 2) + timeSeparator + padded(civil.second, 2)
    if civil.microsecond != 0 {
      text +=
        civil.microsecond % 1000 == 0
        ? "." + padded(civil.microsecond / 1000, 3) : "." + padded(civil.microsecond, 6)
    }
    return text + "Z"
  }
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(abs(value))
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (value < 0 ? "-" : "") + zeros + digits
}
