/// Refines times of whole seconds with a clock of milliseconds since the log began.
struct FineTime {
  private var start: Int64?

  /// The instant of a row, microseconds: the log's start plus its milliseconds, as long as that agrees
  /// with the row's own whole second; else the log began anew.
  mutating func refined(_ wholeSecond: Int64, _ milliseconds: Double) -> Int64 {
    guard abs(milliseconds) < 1e15 else { return wholeSecond }
    let elapsed = Int64((milliseconds * 1000).rounded())
    if let start, abs(start + elapsed - wholeSecond) < 1_500_000 { return start + elapsed }
    start = wholeSecond - elapsed
    return wholeSecond
  }
}
