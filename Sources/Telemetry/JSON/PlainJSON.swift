import CByteMasks

/// Tokens of JSON as nearly every writer writes them, found sixteen bytes at a time.
///
/// yajl says what JSON is. What is found here is what yajl would find, too, written so plainly that
/// there is no doubt about it: text of ASCII without escapes, numbers of at most 32 characters without
/// an exponent. Everything else, faults included, and all that stands near the end of the bytes gives
/// nil, and whoever asks leaves it to yajl.
enum PlainJSON {
  /// Bytes that have to follow a place before anything is looked for there.
  static let margin = 64

  /// Where the next byte stands that is no blank of JSON.
  @inline(__always)
  static func afterBlanks(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] <= 0x20, blanks >> UInt64(bytes[at]) & 1 != 0 { at &+= 1 }
    return at
  }

  /// A bit for each of the four blanks.
  private static let blanks: UInt64 = 1 << 0x20 | 1 << 0x0A | 1 << 0x0D | 1 << 0x09

  /// Where the quote stands that ends a text of which the first byte is at `start`.
  @inline(__always)
  static func textEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var at = start
    while at &+ 16 <= bytes.count {
      let stops = unsafe bytes.withUnsafeBufferPointer { all -> UInt32 in
        guard let base = all.baseAddress else { return 1 }
        // SAFETY: sixteen bytes are there.
        return unsafe dwell_text_stops(base + at, 0x22, 0x5C, 0x5C)
      }
      if stops != 0 {
        at &+= stops.trailingZeroBitCount
        return bytes[at] == 0x22 ? at : nil
      }
      at &+= 16
    }
    return nil
  }

  /// Where a number ends whose first byte, a sign perhaps, is at `start`.
  @inline(__always)
  static func numberEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let first = bytes[start] == 0x2D ? start &+ 1 : start
    guard first &+ 32 < bytes.count else { return nil }
    let masks = unsafe bytes.withUnsafeBufferPointer { all -> UInt64 in
      guard let base = all.baseAddress else { return 0 }
      // SAFETY: 32 bytes are there.
      return unsafe dwell_digits_and_stops(base + first)
    }
    let digits = UInt32(truncatingIfNeeded: masks)
    let stops = UInt32(truncatingIfNeeded: masks >> 32)
    let count = (~(digits | stops)).trailingZeroBitCount
    guard count < 32, digits & 1 != 0 else { return nil }
    let point = stops & ((1 << UInt32(truncatingIfNeeded: count)) &- 1)
    if point != 0 {
      // One point, and a digit behind it.
      guard point & (point &- 1) == 0, point >> UInt32(truncatingIfNeeded: count &- 1) == 0 else {
        return nil
      }
    }
    // A zero in front stands alone or before the point.
    guard bytes[first] != 0x30 || count == 1 || point == 2 else { return nil }
    let end = first &+ count
    // `1e5` and its like.
    return bytes[end] | 0x20 == 0x65 ? nil : end
  }

  /// What a word says.
  enum Word { case yes, no, nothing }

  /// The `true`, `false` or `null` at `start`; nil when there is none.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ start: Int) -> Word? {
    guard start &+ 8 <= bytes.count else { return nil }
    let letters = Telemetry.word(bytes, start)
    switch letters & 0xFFFF_FFFF {
    case 0x6C6C_756E: return .nothing
    case 0x6575_7274: return .yes
    case 0x736C_6166: return letters >> 32 & 0xFF == 0x65 ? .no : nil
    default: return nil
    }
  }

  /// Where an array or object ends that begins at `start` and means nothing.
  static func end(ofContainer bytes: Span<UInt8>, _ start: Int, depth: Int = 0) -> Int? {
    let isObject = bytes[start] == 0x7B
    let closing: UInt8 = isObject ? 0x7D : 0x5D
    var at = afterBlanks(bytes, start &+ 1)
    guard at &+ margin <= bytes.count, depth < 16 else { return nil }
    if bytes[at] == closing { return at &+ 1 }
    while at &+ margin <= bytes.count {
      if isObject {
        guard bytes[at] == 0x22, let quote = textEnd(bytes, at &+ 1) else { return nil }
        at = afterBlanks(bytes, quote &+ 1)
        guard at &+ margin <= bytes.count, bytes[at] == 0x3A else { return nil }
        at = afterBlanks(bytes, at &+ 1)
        guard at &+ margin <= bytes.count else { return nil }
      }
      guard let end = end(ofValue: bytes, at, depth: depth) else { return nil }
      at = afterBlanks(bytes, end)
      guard at < bytes.count else { return nil }
      if bytes[at] == closing { return at &+ 1 }
      guard bytes[at] == 0x2C else { return nil }
      at = afterBlanks(bytes, at &+ 1)
    }
    return nil
  }

  /// Where any value ends that begins at `start`.
  private static func end(ofValue bytes: Span<UInt8>, _ start: Int, depth: Int) -> Int? {
    switch bytes[start] {
    case 0x22: return textEnd(bytes, start &+ 1).map { $0 &+ 1 }
    case 0x7B, 0x5B: return end(ofContainer: bytes, start, depth: depth &+ 1)
    case 0x2D, 0x30...0x39: return numberEnd(bytes, start)
    default: return word(bytes, start).map { start &+ ($0 == .no ? 5 : 4) }
    }
  }
}
