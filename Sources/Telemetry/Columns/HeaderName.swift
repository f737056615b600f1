/// A column's name as the input writes it, and the parts that tell what it holds.
struct HeaderName {
  /// As written, without the blanks around it.
  let raw: String
  /// Letters and digits, lower case, without a unit in brackets: `GroundSpeed_kt` is `groundspeedkt`.
  let key: String
  /// The ways to split it into a name and a unit, the likeliest first, both squashed like ``key``.
  let splits: [(base: String, unit: String)]

  /// Takes `speed (m/s)`, ` pitch(degrees)`, `alt_ft`, `Lon [deg]` apart.
  init(_ written: String) {
    let raw = written.trimming()
    self.raw = raw
    if let open = raw.lastIndex(where: { $0 == "(" || $0 == "[" }), open > raw.startIndex,
      let last = raw.last, last == ")" || last == "]"
    {
      let base = Dimension.squashed(raw[..<open])
      let unit = Dimension.squashed(raw[raw.index(after: open)...])
      key = base
      splits = [(base, unit)]
      return
    }
    key = Dimension.squashed(raw)
    var splits: [(base: String, unit: String)] = []
    let words = raw.split { !$0.isOfName }
    for tail in [2, 1] where words.count > tail {
      splits.append(
        (
          Dimension.squashed(words.dropLast(tail).joined()),
          Dimension.squashed(words.suffix(tail).joined())
        ))
    }
    self.splits = splits
  }

  /// The unit in brackets, squashed.
  var bracketUnit: String? {
    guard let split = splits.first, split.base == key else { return nil }
    return split.unit
  }
}

extension String {
  /// The text with spaces in place of line ends, for messages.
  var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }

  /// The text without blanks around it.
  func trimming() -> String {
    // The characters of most texts need not be looked up among those of Unicode.
    if let first = utf8.first, let last = utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
      return self
    }
    let kept = drop { $0.isWhitespace }
    return String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension Character {
  /// Whether it is a letter or a digit.
  var isOfName: Bool {
    guard let byte = asciiValue else { return isLetter || isNumber }
    return switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
