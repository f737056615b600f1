package import Tracks

/// Dwell by hour of day and by day of week, UTC.
package struct DwellCalendar: Equatable {
  /// Seconds by hour of day.
  package private(set) var hours = [Double](repeating: 0, count: 24)
  /// Seconds by day of week, Monday first.
  package private(set) var weekdays = [Double](repeating: 0, count: 7)

  /// No dwell.
  package init() {}

  private static let hour: Int64 = 3_600_000_000
  private static let day: Int64 = 24 * hour

  /// Spreads seconds of dwell evenly over a span; a span of no length counts at its instant.
  package mutating func add(_ seconds: Double, from first: Instant, to last: Instant) {
    guard first.isKnown, last.isKnown, seconds > 0 else { return }
    let span = last.microseconds - first.microseconds
    guard span > 0 else { return count(seconds, at: first.microseconds) }
    // Whole weeks in the middle fill every hour alike, however long the span.
    let weeks = span / (7 * Self.day)
    let even = seconds * Double(weeks * 7 * Self.day) / Double(span)
    for place in hours.indices { hours[place] += even / 24 }
    for place in weekdays.indices { weekdays[place] += even / 7 }
    var start = first.microseconds + weeks * 7 * Self.day
    while start < last.microseconds {
      let (hours, rest) = start.quotientAndRemainder(dividingBy: Self.hour)
      let next = (rest < 0 ? hours : hours + 1) * Self.hour
      let end = min(next, last.microseconds)
      count(seconds * Double(end - start) / Double(span), at: start)
      start = end
    }
  }

  private mutating func count(_ seconds: Double, at microseconds: Int64) {
    let ofDay = Self.wrapped(microseconds, Self.day)
    hours[Int(ofDay / Self.hour)] += seconds
    // 1970-01-01 was a Thursday, the fourth day of the week.
    weekdays[Int(Self.wrapped(microseconds + 3 * Self.day, 7 * Self.day) / Self.day)] += seconds
  }

  private static func wrapped(_ value: Int64, _ period: Int64) -> Int64 {
    let rest = value % period
    return rest < 0 ? rest + period : rest
  }
}
