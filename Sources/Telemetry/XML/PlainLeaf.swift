/// Reads elements that follow one of the same name, without attributes and with nothing but a plain text:
/// lists such as `<when>…</when>` are most of a KML track.
struct PlainLeaf {
  private let startTag: ShortText
  private let endTag: ShortText
  /// Bytes of the start tag.
  private let count: Int
  /// The name's place among those that mean something.
  private let number: Int

  /// Letters of the longest name: its end tag fits into two words.
  private static let longestName = 13

  /// - Parameters:
  ///   - name: The element's name; nil is made of a long one.
  ///   - number: Its place among those that mean something.
  init?(_ name: Span<UInt8>, number: Int) {
    guard name.count <= Self.longestName else { return nil }
    var letters: [UInt8] = []
    for place in 0..<name.count { letters.append(name[place]) }
    let start = [0x3C] + letters + [0x3E]
    let end = [0x3C, 0x2F] + letters + [0x3E]
    startTag = ShortText(start.span, 0, start.count)
    endTag = ShortText(end.span, 0, end.count)
    count = start.count
    self.number = number
  }

  /// Tells a sink of the element that begins at `start`.
  ///
  /// - Returns: Where it ends; nil when it is another, or not plain.
  func read(_ bytes: Span<UInt8>, _ start: Int, _ sink: XMLSink) -> Int? {
    let first = start &+ count
    guard first <= bytes.count &- PlainElement.margin, ShortText(bytes, start, first) == startTag,
      let last = PlainElement.textEnd(bytes, first), last &- first <= XMLSink.longestText
    else { return nil }
    let end = last &+ count &+ 1
    guard end <= bytes.count, ShortText(bytes, last, end) == endTag else { return nil }
    unsafe bytes.extracting(first..<last).withUnsafeBufferPointer {
      unsafe sink.leaf(number, $0)
    }
    return end
  }
}
