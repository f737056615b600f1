/// Refines times of whole seconds with a clock of the time since the log began.
struct FineTime {
  private var start: Int64?

  /// The instant of a row, microseconds: the log's start plus what has passed, as long as that agrees
  /// with the row's own whole second; else the log began anew.
  mutating func refined(_ wholeSecond: Int64, _ seconds: Double) -> Int64 {
    guard abs(seconds) < 1e12 else { return wholeSecond }
    let elapsed = Int64((seconds * 1e6).rounded())
    if let start, abs(start + elapsed - wholeSecond) < 1_500_000 { return start + elapsed }
    start = wholeSecond - elapsed
    return wholeSecond
  }
}
