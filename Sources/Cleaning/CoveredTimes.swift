/// The time spans of one vehicle's flights so far, so that a clock which steps back does not have
/// the same flight counted twice.
struct CoveredTimes {
  private struct Span {
    var first: Int64
    var last: Int64
  }

  private var spans: [Span] = []
  private var current: Span?
  private var hasSteppedBack = false

  /// Spans remembered; beyond, the two oldest are joined. (16 bytes each.)
  private static let capacity = 1024

  /// Whether an instant lies within a flight that is already through.
  ///
  /// - Parameter newest: Fixes after this may still belong to the current flight.
  func contains(_ time: Int64, newest: Int64) -> Bool {
    guard time < newest || hasSteppedBack else { return false }
    if let current, time >= current.first && time <= current.last && time < newest { return true }
    return spans.contains { time >= $0.first && time <= $0.last }
  }

  /// Goes on with the current flight to `time`, or begins one after a gap.
  mutating func extend(to time: Int64, gap: Int64) {
    if let span = current, time &- span.last <= gap {
      current = Span(first: span.first, last: time)
      return
    }
    close()
    current = Span(first: time, last: time)
  }

  /// Ends the current flight: what comes next is older.
  mutating func stepBack() {
    close()
    hasSteppedBack = true
  }

  private mutating func close() {
    guard let span = current else { return }
    spans.append(span)
    current = nil
    if spans.count > Self.capacity {
      spans[1].first = min(spans[0].first, spans[1].first)
      spans[1].last = max(spans[0].last, spans[1].last)
      spans.removeFirst()
    }
  }
}
