/// One sentence of NMEA 0183 within a line: `$GPRMC,…*hh` or `!AIVDM,…*hh`, other bytes before it.
struct NMEASentence {
  /// What the two digits after the star say.
  enum Checksum { case right, wrong, absent }

  /// From after `$` or `!` to before `*`.
  let body: Cell
  /// Whether the sum over the body is the one it ends with.
  let checksum: Checksum
  /// Whether it begins with a talker and a type, five capital letters, and a comma.
  let isTalker: Bool
  /// Where the tag block before it lies: `\c:1577836800*hh\`; empty when there is none.
  let tags: Cell
  /// What a recorder put before it, and the last of what it put behind it with commas between.
  let recorded: (before: Cell, behind: Cell)

  /// Bytes a sentence may have; the standard says 82, receivers write more.
  private static let longest = 256

  /// Finds the last sentence of a line; nil when there is none.
  init?(_ bytes: Span<UInt8>, _ line: Cell) {
    var start = line.end - 1
    let first = max(line.start, line.end - Self.longest)
    while start >= first, bytes[start] != 0x24 && bytes[start] != 0x21 { start -= 1 }
    guard start >= first else { return nil }
    var end = start + 1
    var sum: UInt8 = 0
    while end < line.end, bytes[end] != 0x2A, bytes[end] >= 0x20, bytes[end] < 0x7F {
      sum ^= bytes[end]
      end += 1
    }
    body = Cell(start: start + 1, end: end)
    guard end - start > 6 else { return nil }
    var letters = 0
    while letters < 5, bytes[start + 1 + letters] &- 0x41 < 26 { letters += 1 }
    isTalker = letters == 5 && bytes[start + 6] == 0x2C
    if end + 2 < line.end, bytes[end] == 0x2A, let high = Self.digit(bytes[end + 1]),
      let low = Self.digit(bytes[end + 2])
    {
      checksum = high << 4 | low == sum ? .right : .wrong
    } else {
      // A star without its digits, or binary within: what was written is not whole.
      checksum = end < line.end ? .wrong : .absent
    }
    var tagEnd = start
    while tagEnd > line.start, isBlank(bytes[tagEnd - 1]) { tagEnd -= 1 }
    var tagStart = tagEnd
    var before = Cell(start: line.start, end: tagEnd)
    if tagEnd > line.start, bytes[tagEnd - 1] == 0x5C {
      tagStart = tagEnd - 1
      while tagStart > line.start, bytes[tagStart - 1] != 0x5C { tagStart -= 1 }
      before.end = max(line.start, tagStart - 1)
    }
    tags = Cell(start: tagStart, end: max(tagStart, tagEnd - 1))
    var last = line.end
    while last > end, bytes[last - 1] != 0x2C, bytes[last - 1] != 0x2A { last -= 1 }
    let isBehind = last > end && bytes[last - 1] == 0x2C
    recorded = (before, isBehind ? Cell(start: last, end: line.end) : .absent)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    if byte &- 0x30 < 10 { return byte &- 0x30 }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }
}
