/// The first bytes of a file, decompressed.
struct Opening {
  /// The bytes, without a UTF-8 byte order mark.
  let bytes: [UInt8]
  /// Whether they are the whole file.
  let isWhole: Bool
  /// Whether this can be text: no NUL and hardly a control character.
  let isText: Bool

  /// - Complexity: O(bytes), once: several formats ask whether it is text.
  init(bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    isText =
      !bytes.contains(0) && bytes.count { $0 < 9 || ($0 > 13 && $0 < 32) } * 100 <= bytes.count
  }

  /// The first byte that is not white space.
  var firstMark: UInt8? { bytes.first { !isBlank($0) } }

  /// The first line that is not blank.
  var firstLine: ArraySlice<UInt8> {
    bytes.drop(while: isBlank).prefix { $0 != 0x0A }
  }

  /// Whether `"name"` stands in it, followed by a colon: a key of JSON.
  func hasKey(_ name: String) -> Bool {
    has("\"\(name)\"") { _, end in bytes[end...].first { !isBlank($0) } == 0x3A }
  }

  /// Whether a text stands in it somewhere with the right surroundings.
  ///
  /// - Parameter fits: Told where the text begins and ends.
  func has(_ text: String, where fits: (_ start: Int, _ end: Int) -> Bool = { _, _ in true })
    -> Bool
  {
    var at = 0
    while let start = place(of: text, in: bytes.span, from: at) {
      at = start + text.utf8.count
      if fits(start, at) { return true }
    }
    return false
  }
}

/// Whether a byte is a space, a tab or an end of line.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
