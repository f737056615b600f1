import Tracks

/// Whether bytes are UTF-8 (Unicode 15, table 3-7).
package enum WellFormedText {
  /// Whether every row of a column is UTF-8 by itself.
  static func holds(in column: PackedBytes) -> Bool {
    holds(in: column.bytes, cutAt: column.offsets)
  }

  /// Whether `bytes` are UTF-8 and none of the offsets, which lie within, cuts a character.
  static func holds(in bytes: [UInt8], cutAt offsets: [Int32]) -> Bool {
    guard firstFault(in: bytes) == nil else { return false }
    // Bytes after the first of a character, and no others, begin with the bits 10.
    for offset in offsets where Int(offset) < bytes.count && bytes[Int(offset)] & 0xC0 == 0x80 {
      return false
    }
    return true
  }

  /// Where the first ill-formed character begins; nil when there is none.
  package static func firstFault(in bytes: [UInt8]) -> Int? {
    var position = 0
    let count = bytes.count
    while position < count {
      // Nearly all text is ASCII: eight bytes at a time have their high bits looked at together.
      if position + 8 <= count {
        var high: UInt8 = 0
        for step in 0..<8 { high |= bytes[position &+ step] }
        if high < 0x80 {
          position += 8
          continue
        }
      }
      guard let width = width(at: position, in: bytes) else { return position }
      position += width
    }
    return nil
  }

  /// The bytes of the character at a position; nil when it is ill-formed.
  private static func width(at position: Int, in bytes: [UInt8]) -> Int? {
    let first = bytes[position]
    var second: ClosedRange<UInt8> = 0x80...0xBF
    let width: Int
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: width = 2
    case 0xE0...0xEF:
      width = 3
      if first == 0xE0 { second = 0xA0...0xBF }  // shorter forms exist below
      if first == 0xED { second = 0x80...0x9F }  // surrogates above
    case 0xF0...0xF4:
      width = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }  // beyond U+10FFFF above
    default: return nil
    }
    guard position + width <= bytes.count, second.contains(bytes[position + 1]) else { return nil }
    for place in 2..<max(2, width) where bytes[position + place] & 0xC0 != 0x80 { return nil }
    return width
  }
}
