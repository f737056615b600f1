/// The numbers of short texts that came lately, so that most are found by two comparisons.
struct RecentTexts {
  private var texts = [ShortText](repeating: ShortText(), count: 256)
  private var numbers = [Int32](repeating: 0, count: 256)

  /// The number of a text; nil when it is long, or did not come lately.
  @inline(__always)
  func number(of text: ShortText) -> Int32? {
    let place = text.hash
    return text.isKnown && texts[place] == text ? numbers[place] : nil
  }

  /// Remembers a text, in the place of another.
  mutating func remember(_ number: Int32, _ text: ShortText) {
    guard text.isKnown else { return }
    texts[text.hash] = text
    numbers[text.hash] = number
  }
}
