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
    guard var time = timeOfDay(word(bytes, start &+ 11)) else { return nil }
    var at = start &+ 19
    if at < end, bytes[at] == 0x2E {
      at &+= 1
      time &+= Self.readFraction(bytes, &at, end)
    }
    if at == end { return ClockReading(microseconds: lastDay &+ time, hasZone: false) }
    guard at &+ 1 == end, bytes[at] == 0x5A else { return nil }
    return ClockReading(microseconds: lastDay &+ time, hasZone: true)
  }

  /// The microseconds of `10:11:12`; nil where the word is no time of day.
  @inline(__always)
  private func timeOfDay(_ text: UInt64) -> Int64? {
    // The colons become 0, and the digits around them 0 to 9.
    let clock = text ^ 0x3030_3A30_303A_3030
    let odd = (clock &+ 0x7676_7F76_767F_7676) | clock
    guard odd & 0x8080_8080_8080_8080 == 0 else { return nil }
    let hour = digits(clock)
    let minute = digits(clock >> 24)
    let second = digits(clock >> 48)
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    return (hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
  }

  @inline(__always)
  private func digits(_ pair: UInt64) -> Int64 {
    Int64(truncatingIfNeeded: (pair & 0xFF) &* 10 &+ (pair >> 8 & 0xFF))
  }

  /// Appends a column of cells as ``quickRead(_:_:)`` reads each: microseconds, or `Int64.min` where it
  /// reads none, where a fraction has more than six digits, and near the end of the bytes.
  ///
  /// - Parameter zone: Microseconds to take from times that name no zone; nil leaves those.
  func appendQuick(_ bytes: Span<UInt8>, _ cells: [Cell], zone: Int64?, to times: inout [Int64]) {
    times.append(addingCapacity: cells.count) { times in
      unsafe bytes.withUnsafeBytes { bytes in
        for cell in cells { unsafe times.append(quickRead(bytes, cell, zone: zone)) }
      }
    }
  }

  @inline(__always)
  private func quickRead(_ bytes: UnsafeRawBufferPointer, _ cell: Cell, zone: Int64?) -> Int64 {
    let count = cell.end &- cell.start
    guard let known = lastDateText, count >= 19, cell.start <= bytes.count &- 28,
      let base = bytes.baseAddress
    else { return .min }
    // SAFETY: the cell starts 28 bytes before the end of the bytes at least, and nothing behind these 28
    // is read.
    let text = unsafe base + cell.start
    guard unsafe load(text) == known.first, unsafe load(text + 3) == known.last else { return .min }
    guard count <= 28, let ofDay = unsafe timeOfDay(load(text + 11)) else { return .min }
    let isUTC = unsafe text.load(fromByteOffset: count &- 1, as: UInt8.self) == 0x5A
    var time = lastDay &+ ofDay
    // The point and the digits of the fraction.
    let behind = count &- 19 &- (isUTC ? 1 : 0)
    if behind > 0 {
      guard behind <= 7, unsafe text.load(fromByteOffset: 19, as: UInt8.self) == 0x2E,
        let fraction = unsafe millionths(load(text + 20), digits: behind &- 1)
      else { return .min }
      time &+= fraction
    }
    if isUTC { return time }
    return zone.map { time &- $0 } ?? .min
  }

  @inline(__always)
  private func load(_ text: UnsafeRawPointer) -> UInt64 {
    unsafe UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
  }
}
