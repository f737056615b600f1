/// Numbers distinct byte strings as ``ByteNames`` does, and finds most of the short ones that came lately by
/// two comparisons.
struct RecentNames {
  private var all = ByteNames()
  /// Short texts that came lately, each at its hash, and their numbers.
  private var texts = [ShortText](repeating: ShortText(), count: 256)
  private var numbers = [Int32](repeating: 0, count: 256)

  /// How many there are.
  var count: Int { all.count }

  /// The texts, by number; ill-formed UTF-8 is repaired.
  var names: [String] { all.names }

  /// The number of a text; nil when it is long, or did not come lately.
  @inline(__always)
  func recent(_ text: ShortText) -> Int? {
    let place = text.hash
    return text.isKnown && texts[place] == text ? Int(numbers[place]) : nil
  }

  /// The number of `text[start..<end]`, new when never seen.
  ///
  /// - Complexity: O(length), amortised.
  @inline(__always)
  mutating func number(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    number(of: text, start, end, ShortText(text, start, end))
  }

  /// The same where the text is at hand as a short one, too.
  @inline(__always)
  mutating func number(
    of text: Span<UInt8>, _ start: Int, _ end: Int, _ short: ShortText
  ) -> Int {
    if let known = recent(short) { return known }
    let number = all.number(of: text, start, end)
    if short.isKnown {
      texts[short.hash] = short
      numbers[short.hash] = Int32(number)
    }
    return number
  }
}
