/// Finds bytes among a few words known beforehand.
struct WordTable {
  private let words: [[UInt8]]
  private let texts: [ShortText]
  /// The first of the words with a hash, by hash; −1 for none.
  private var first = [Int16](repeating: -1, count: 256)
  /// The next of the words with the same hash; −1 for none.
  private var next: [Int16]

  /// - Parameter words: Not empty words, each once.
  init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }
    texts = self.words.map { ShortText($0.span, 0, $0.count) }
    next = [Int16](repeating: -1, count: words.count)
    for number in words.indices.reversed() {
      next[number] = first[texts[number].hash]
      first[texts[number].hash] = Int16(number)
    }
  }

  /// The place of `text[start..<end]` among the words; −1 when it is none of them.
  @inline(__always)
  func number(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end else { return -1 }
    let short = ShortText(text, start, end)
    var number = Int(first[short.hash])
    while number >= 0 {
      if texts[number] == short && (short.isKnown || isWord(number, text, start, end)) {
        return number
      }
      number = Int(next[number])
    }
    return -1
  }

  /// Whether a long word is `text[start..<end]`.
  private func isWord(_ number: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard words[number].count == end - start else { return false }
    for at in start..<end where words[number][at - start] != text[at] { return false }
    return true
  }
}
