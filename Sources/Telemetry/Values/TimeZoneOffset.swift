public import Tracks

/// A time zone as its distance from UTC, for inputs whose times name none.
public struct TimeZoneOffset: Equatable, Sendable {
  /// Minutes east of UTC.
  public let minutes: Int

  /// Microseconds to take from a local time to get UTC.
  var microseconds: Int64 { Int64(minutes) * 60_000_000 }

  /// Reads `+02:00`, `-0530`, `+2`, `Z` or `UTC`; names of places are not known here, since their
  /// offset changes with the season.
  ///
  /// - Throws: When the text is none of these.
  public init(_ text: String) throws(DwellError) {
    if ["Z", "UTC", "GMT"].contains(text.uppercased()) {
      minutes = 0
      return
    }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard let sign = text.first, sign == "+" || sign == "-" || sign == "\u{2212}",
      let number = Int(digits), (1...4).contains(digits.count), !digits.hasPrefix("-")
    else { throw Self.fault(text) }
    let hours = digits.count <= 2 ? number : number / 100
    let rest = digits.count <= 2 ? 0 : number % 100
    guard hours <= 18, rest < 60 else { throw Self.fault(text) }
    minutes = (hours * 60 + rest) * (sign == "+" ? 1 : -1)
  }

  private static func fault(_ text: String) -> DwellError {
    DwellError(
      .usage,
      "--time-zone '\(text)' is no offset from UTC; write +02:00, -05:30 or UTC (a place's offset "
        + "changes with the season)")
  }
}
