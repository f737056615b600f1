/// Security classifications, as ST 0102 writes them.
enum Classification {
  /// The word for the code of a local set (ST 0102.12, tag 1); nil for an unknown one.
  static func word(code: UInt8) -> String? {
    switch code {
    case 1: "UNCLASSIFIED"
    case 2: "RESTRICTED"
    case 3: "CONFIDENTIAL"
    case 4: "SECRET"
    case 5: "TOP SECRET"
    default: nil
    }
  }

  /// The classification in an ST 0102 local set; nil where it says none.
  static func inLocalSet(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var at = range.lowerBound
    while let item = bytes.localItem(at: at, before: range.upperBound) {
      if item.tag == 1 && item.value.count == 1 { return word(code: bytes[item.value.lowerBound]) }
      at = item.value.upperBound
    }
    return nil
  }

  /// The classification in an ST 0102 universal set; nil where it says none.
  static func inUniversalSet(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var at = range.lowerBound
    while let (meaning, value) = bytes.universalItem(at: at, before: range.upperBound) {
      if case .classification = meaning { return text(bytes, value) }
      at = value.upperBound
    }
    return nil
  }

  /// The classification as text: `UNCLASSIFIED//` has marks after it that are no part of it.
  static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard range.count <= 64 else { return nil }
    var word: [UInt8] = []
    for at in range where bytes[at] != 0x2F { word.append(bytes[at]) }
    return HeldMetadata.text(word)?.uppercased()
  }
}

extension Span<UInt8> {
  /// The item of a universal set that begins at `start`; nil when it does not end before `end`.
  func universalItem(
    at start: Int, before end: Int
  ) -> (meaning: UniversalKey.Meaning?, value: Range<Int>)? {
    guard end - start >= 17, let (length, value) = lengthOfKLV(at: start + 16, before: end),
      length <= end - value
    else { return nil }
    let meaning = UniversalKey.meaning(
      head: UniversalKey.head(self, start), tail: bigEndian(start + 8, 8))
    return (meaning, value..<value + length)
  }
}
