/// A column's name as the input writes it, and the parts that tell what it holds.
package struct HeaderName {
  /// As written, without the blanks around it.
  let raw: String
  /// Letters and digits, lower case, without a unit in brackets: `GroundSpeed_kt` is `groundspeedkt`.
  package let key: String
  /// The ways to split it into a name and a unit, the likeliest first, both squashed like ``key``.
  package let splits: [(base: String, unit: String)]

  /// Takes `speed (m/s)`, ` pitch(degrees)`, `alt_ft`, `Lon [deg]` apart.
  init(_ written: String) {
    let raw = written.trimming()
    if raw.utf8.allSatisfy({ $0 < 0x80 }) {
      self.init(ascii: raw)
    } else {
      self.init(anyScript: raw)
    }
  }

  /// Takes a name apart by its characters.
  package init(anyScript raw: String) {
    self.init(raw) { $0.split { !$0.isOfName }.map(Dimension.squashed) }
  }

  /// The same for a name of ASCII, as nearly all are, by its bytes.
  package init(ascii raw: String) {
    self.init(raw) { Self.words($0.utf8) }
  }

  /// - Parameter words: Gives the runs of letters and digits of a text, squashed.
  @inline(__always)
  private init(_ raw: String, words: (Substring) -> [String]) {
    self.raw = raw
    if let open = Self.lastBracket(raw), open > raw.startIndex {
      (key, splits) = Self.bracketed(
        words(raw[raw.index(after: open)...]), base: words(raw[..<open]).joined(),
        whole: words(raw[...]).joined())
      return
    }
    let words = words(raw[...])
    key = words.joined()
    splits = Self.splits(words)
  }

  /// A name before a bracket with words in it.
  private static func bracketed(
    _ words: [String], base: String, whole: String
  ) -> (key: String, splits: [(base: String, unit: String)]) {
    // `GPS_coord[1]`: a number is no unit, but one of several.
    if words.count == 1, words[0].allSatisfy(\.isNumber) { return (whole, []) }
    // `Altitude (ft MSL)`: what it is above belongs to the name.
    let surface = words.count > 1 && surfaces.contains(words[words.count - 1]) ? 1 : 0
    let key = base + words.suffix(surface).joined()
    return (key, [(key, words.dropLast(surface).joined())])
  }

  /// The last two words, or the last one, as the unit of those before.
  private static func splits(_ words: [String]) -> [(base: String, unit: String)] {
    [2, 1].filter { words.count > $0 }
      .map { (words.dropLast($0).joined(), words.suffix($0).joined()) }
  }

  /// The runs of letters and digits of a text of ASCII, lower case.
  private static func words(_ bytes: Substring.UTF8View) -> [String] {
    bytes.split { !isOfName($0) }.map { word in
      String(decoding: word.lazy.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
  }

  /// Where the bracket opens that the name ends with, others within it passed over: `[degrees [-180;180]]`.
  private static func lastBracket(_ raw: String) -> String.Index? {
    let bytes = raw.utf8
    guard let last = bytes.last, last == UInt8(ascii: ")") || last == UInt8(ascii: "]") else {
      return nil
    }
    var depth = 0
    for index in bytes.indices.reversed() {
      switch bytes[index] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "("), UInt8(ascii: "["): depth -= 1
      default: continue
      }
      if depth == 0 { return index }
    }
    return nil
  }

  /// Words for what a height is above.
  private static let surfaces: Set = ["hae", "msl", "amsl", "agl"]

  /// The unit in brackets, squashed.
  var bracketUnit: String? {
    guard let split = splits.first, split.base == key, !split.unit.isEmpty else { return nil }
    return split.unit
  }
}

extension String {
  /// The text with spaces in place of line ends, for messages.
  var onOneLine: String {
    // The characters of most texts need not be looked at.
    if utf8.allSatisfy({ $0 < 0x80 && !(0x0A...0x0D).contains($0) }) { return self }
    return String(map { $0.isNewline ? " " : $0 })
  }

  /// The text without blanks around it.
  func trimming() -> String {
    // The characters of most texts need not be looked up among those of Unicode.
    if let first = utf8.first, let last = utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
      return self
    }
    if utf8.allSatisfy({ $0 < 0x80 }) {
      guard let first = utf8.firstIndex(where: { !isBlank($0) }),
        let last = utf8.lastIndex(where: { !isBlank($0) })
      else { return "" }
      return String(self[first...last])
    }
    let kept = drop { $0.isWhitespace }
    return String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension Character {
  /// Whether it is a letter or a digit.
  var isOfName: Bool {
    guard let byte = asciiValue else { return isLetter || isNumber }
    return HeaderName.isOfName(byte)
  }
}

extension HeaderName {
  /// Whether a byte is a letter or a digit of ASCII.
  fileprivate static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
