/// Tells a few known words from all others, without making text of them.
struct WordTable {
  private let words: [[UInt8]]
  /// Indices into `words` by a hash of length, first and last byte.
  private var buckets: [[Int]]

  /// - Parameter words: Not empty words, each once.
  init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }
    buckets = Array(repeating: [], count: 256)
    for (number, word) in self.words.enumerated() {
      buckets[Self.hash(word.span, 0, word.count)].append(number)
    }
  }

  /// The place of `text[start..<end]` among the words; −1 when it is none of them.
  func number(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end else { return -1 }
    search: for number in buckets[Self.hash(text, start, end)]
    where words[number].count == end - start {
      for at in start..<end where words[number][at - start] != text[at] { continue search }
      return number
    }
    return -1
  }

  private static func hash(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    ((end - start) &* 37 &+ Int(text[start]) &* 7 &+ Int(text[end - 1]) &* 3) & 255
  }
}
