import CByteMasks

/// Reads an element of XML that holds no surprise, with all that it holds.
///
/// expat says what XML is. What is found here is what expat would find, too, written so plainly that
/// there is no doubt about it: names and text of ASCII, attributes in double quotes, no references, no
/// comments, no sections. Everything else, faults included, gives nil, and whoever asks leaves the
/// element to expat.
struct PlainElement {
  /// A part of the element, in the order of the text.
  private enum Part {
    case opened(name: Range<Int>, attributes: Range<Int>)
    case text(Range<Int>)
    case closed
  }

  private var parts: [Part] = []
  private var attributes: [PlainAttribute] = []
  /// The names of the elements that are open.
  private var open: [Range<Int>] = []

  /// Bytes that have to follow a place before anything is looked for there.
  static let margin = 64
  /// Parts of an element beyond which it is left to expat: it is a list rather than one of its elements.
  private static let mostParts = 256
  /// Elements within one another.
  static let deepest = 16
  /// Attributes that are compared with one another.
  private static let mostAttributes = 8

  /// Reads the element that begins at `start`.
  ///
  /// - Returns: Where it ends; nil when it is not plain.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    parts.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    let limit = bytes.count &- Self.margin
    var at = start
    while at < limit, parts.count < Self.mostParts, bytes[at] == 0x3C {
      if bytes[at &+ 1] == 0x2F {
        guard let name = open.popLast(), let end = endTag(bytes, at &+ 2, name, limit) else {
          return nil
        }
        parts.append(.closed)
        at = end
      } else {
        guard let end = startTag(bytes, at &+ 1, limit) else { return nil }
        at = end
      }
      if open.isEmpty { return at }
      let text = at
      at = PlainJSON.afterBlanks(bytes, at)
      guard at < limit else { return nil }
      if bytes[at] != 0x3C {
        guard let end = Self.textEnd(bytes, at), end &- text <= XMLSink.longestText else {
          return nil
        }
        at = end
      }
      if at > text { parts.append(.text(text..<at)) }
    }
    return nil
  }

  /// Tells a sink of the element as expat would.
  func tell(_ sink: XMLSink, _ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { all in
      for part in parts {
        switch part {
        case .opened(let name, let range):
          unsafe sink.opened(
            bytes.extracting(name), XMLAttributes(all, attributes[range]))
        case .text(let range): unsafe sink.characters(all.extracting(range))
        case .closed: sink.closed()
        }
      }
    }
  }

  /// The element that was read, where it has no attributes and holds a text and nothing else.
  func leaf(_ sink: XMLSink, _ bytes: Span<UInt8>) -> PlainLeaf? {
    guard parts.count == 3, attributes.isEmpty, case .opened(let name, _) = parts[0],
      case .text = parts[1]
    else { return nil }
    return PlainLeaf(bytes.extracting(name), number: sink.number(bytes.extracting(name)))
  }

  /// What follows the end tag of which the name is to stand at `start`.
  @inline(__always)
  private func endTag(
    _ bytes: Span<UInt8>, _ start: Int, _ name: Range<Int>, _ limit: Int
  ) -> Int? {
    let count = name.count
    guard start &+ count < limit else { return nil }
    for place in 0..<count where bytes[start &+ place] != bytes[name.lowerBound &+ place] {
      return nil
    }
    return bytes[start &+ count] == 0x3E ? start &+ count &+ 1 : nil
  }

  /// What follows the start tag of which the name is to stand at `start`.
  private mutating func startTag(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    let first = attributes.count
    guard let nameEnd = Self.nameEnd(bytes, start, limit) else { return nil }
    var at = nameEnd
    while true {
      let blank = at
      at = PlainJSON.afterBlanks(bytes, at)
      guard at < limit else { return nil }
      let isEmpty = bytes[at] == 0x2F
      if isEmpty || bytes[at] == 0x3E {
        parts.append(.opened(name: start..<nameEnd, attributes: first..<attributes.count))
        guard isEmpty else {
          guard open.count < Self.deepest else { return nil }
          open.append(start..<nameEnd)
          return at &+ 1
        }
        parts.append(.closed)
        return bytes[at &+ 1] == 0x3E ? at &+ 2 : nil
      }
      guard at > blank, let end = attribute(bytes, at, limit, among: first) else { return nil }
      at = end
    }
  }

  /// What follows the attribute that begins at `start`.
  private mutating func attribute(
    _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, among first: Int
  ) -> Int? {
    guard let nameEnd = Self.nameEnd(bytes, start, limit), bytes[nameEnd] == 0x3D,
      bytes[nameEnd &+ 1] == 0x22, attributes.count &- first < Self.mostAttributes
    else { return nil }
    guard let quote = Self.valueEnd(bytes, nameEnd &+ 2) else { return nil }
    let attribute = PlainAttribute(name: start..<nameEnd, value: nameEnd &+ 2..<quote)
    for other in attributes[first...] where other.isNamed(as: attribute, bytes) { return nil }
    attributes.append(attribute)
    return quote &+ 1
  }

  /// Where a name ends that begins at `start`.
  @inline(__always)
  private static func nameEnd(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    var at = start
    guard at < limit, isLetter(bytes[at]) else { return nil }
    while at < limit, isLetter(bytes[at]) || bytes[at] &- 0x2D < 2 || bytes[at] &- 0x30 < 10 {
      at &+= 1
    }
    return at < limit ? at : nil
  }

  /// Whether a name may begin with a byte.
  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x3A
  }

  /// Where text ends at the `<` behind it; `]]>`, which is an error, is left to expat.
  @inline(__always)
  static func textEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    end(bytes, start, 0x3C, 0x26, 0x5D)
  }

  /// Where an attribute's value ends at the quote behind it.
  @inline(__always)
  private static func valueEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    end(bytes, start, 0x22, 0x26, 0x3C)
  }

  @inline(__always)
  private static func end(
    _ bytes: Span<UInt8>, _ start: Int, _ stop: UInt8, _ escape: UInt8, _ other: UInt8
  ) -> Int? {
    var at = start
    while at &+ 16 <= bytes.count {
      let stops = unsafe bytes.withUnsafeBufferPointer { all -> UInt32 in
        guard let base = all.baseAddress else { return 1 }
        // SAFETY: sixteen bytes are there.
        return unsafe dwell_text_stops(base + at, stop, escape, other)
      }
      if stops != 0 {
        at &+= stops.trailingZeroBitCount
        return bytes[at] == stop ? at : nil
      }
      at &+= 16
    }
    return nil
  }
}

/// Where an attribute stands.
struct PlainAttribute {
  /// Its name.
  var name: Range<Int>
  /// Its value, without the quotes.
  var value: Range<Int>

  /// Whether two attributes have one name.
  func isNamed(as other: PlainAttribute, _ bytes: Span<UInt8>) -> Bool {
    name.count == other.name.count
      && (0..<name.count).allSatisfy {
        bytes[name.lowerBound + $0] == bytes[other.name.lowerBound + $0]
      }
  }
}
