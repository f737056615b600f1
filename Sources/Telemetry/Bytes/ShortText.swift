/// A text of up to 16 bytes as two words, to tell in two comparisons whether it is another.
struct ShortText: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count = -1

  /// None.
  init() {}

  /// None where the text is empty or longer.
  @inline(__always)
  init(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    let length = end &- start
    guard length > 0, length <= 16 else { return }
    count = length
    if length <= 8 {
      low = shortWord(text, start, length)
    } else {
      low = word(text, start)
      high = word(text, end &- 8)
    }
  }

  /// Whether it is a text.
  var isKnown: Bool { count >= 0 }

  /// A number from 0 to 255 that differs for most texts.
  @inline(__always)
  var hash: Int {
    let mixed = (low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 56)
  }
}
