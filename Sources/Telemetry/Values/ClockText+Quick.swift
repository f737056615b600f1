extension ClockText {
  /// Reads `2020-09-05T10:11:12.25Z` where the date stands as it did in the last time read, letter for
  /// letter, and the time of day has its seconds; nil for everything else.
  @inline(__always)
  func quickRead(_ bytes: Span<UInt8>, _ cell: Cell) -> ClockReading? {
    let start = cell.start
    let end = cell.end
    guard end &- start >= 19, let known = lastDateText,
      word(bytes, start) == known.first, word(bytes, start &+ 3) == known.last
    else { return nil }
    // `10:11:12`: the colons become 0 like the digits around them, 0 to 9.
    let clock = word(bytes, start &+ 11) ^ 0x3030_3A30_303A_3030
    guard (clock &+ 0x7676_7F76_767F_7676) & 0x8080_8080_8080_8080 == 0,
      clock & 0x8080_8080_8080_8080 == 0
    else { return nil }
    let hour = digits(clock)
    let minute = digits(clock >> 24)
    let second = digits(clock >> 48)
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    var time = (hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
    var at = start &+ 19
    if at < end, bytes[at] == 0x2E {
      at &+= 1
      time &+= Self.readFraction(bytes, &at, end)
    }
    if at == end { return ClockReading(microseconds: lastDay &+ time, hasZone: false) }
    guard at &+ 1 == end, bytes[at] == 0x5A else { return nil }
    return ClockReading(microseconds: lastDay &+ time, hasZone: true)
  }

  @inline(__always)
  private func digits(_ pair: UInt64) -> Int64 {
    Int64(truncatingIfNeeded: (pair & 0xFF) &* 10 &+ (pair >> 8 & 0xFF))
  }
}
