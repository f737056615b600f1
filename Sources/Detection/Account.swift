public import Tracks

/// Something the detector considered, and what became of it.
public struct Consideration: Equatable, Sendable {
  /// The flight.
  public var flight: String
  /// The first instant of what was considered.
  public var first: Instant
  /// The last.
  public var last: Instant
  /// The rule, as the counts name it, or what was found.
  public var rule: String
  /// The numbers that decided.
  public var detail: String
  /// Whether it was rejected by the rule.
  public var isRejection: Bool
}

/// What was rejected, by the rule that did, and, where somebody wants to know, why.
struct Account {
  var tally = Tally()
  /// Whether considerations are written down.
  let isTracing: Bool
  /// Of the flight looked at.
  var flight = ""
  private(set) var considerations: [Consideration] = []

  init(isTracing: Bool = false) { self.isTracing = isTracing }

  /// Counts a rejection by a rule, and notes the numbers that decided.
  mutating func reject(
    _ rule: String, _ clocking: Clocking, _ rows: ClosedRange<Int>,
    _ detail: @autoclosure () -> String = ""
  ) {
    tally.count(rule)
    note(rule, clocking, rows, detail(), isRejection: true)
  }

  /// Notes a step of the way to a visit.
  mutating func note(
    _ rule: String, _ clocking: Clocking, _ rows: ClosedRange<Int>,
    _ detail: @autoclosure () -> String, isRejection: Bool = false
  ) {
    note(
      rule, from: clocking.time[rows.lowerBound], to: clocking.time[rows.upperBound], detail(),
      isRejection: isRejection)
  }

  /// Notes what was considered from one instant to another, microseconds.
  mutating func note(
    _ rule: String, from first: Int64, to last: Int64, _ detail: @autoclosure () -> String,
    isRejection: Bool = false
  ) {
    guard isTracing else { return }
    considerations.append(
      Consideration(
        flight: flight, first: Instant(microseconds: first), last: Instant(microseconds: last),
        rule: rule, detail: detail(), isRejection: isRejection))
  }

  /// The considerations so far, which are forgotten.
  mutating func taken() -> [Consideration] {
    defer { considerations = [] }
    return considerations
  }

  /// Radians as turns, for a detail.
  static func turns(_ radians: Double) -> String {
    "\((abs(radians) / .pi * 50).rounded() / 100) turns"
  }

  /// Microseconds in seconds, for a detail.
  static func seconds(_ time: Int64) -> String {
    "\(Seconds((Double(time) / 1e5).rounded() / 10))"
  }

  /// Metres, for a detail.
  static func metres(_ length: Double) -> String { "\((length * 10).rounded() / 10) m" }
}
