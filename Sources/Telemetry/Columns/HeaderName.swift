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
      let words = raw[raw.index(after: open)...].split { !$0.isOfName }.map(Dimension.squashed)
      // `GPS_coord[1]`: a number is no unit, but one of several.
      if words.count == 1, words[0].allSatisfy(\.isNumber) {
        key = Dimension.squashed(raw)
        splits = []
        return
      }
      // `Altitude (ft MSL)`: what it is above belongs to the name.
      let surface = words.count > 1 && Self.surfaces.contains(words[words.count - 1]) ? 1 : 0
      let base = Dimension.squashed(raw[..<open]) + words.suffix(surface).joined()
      key = base
      splits = [(base, words.dropLast(surface).joined())]
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
