import Tracks

/// What UTF-16 text, with its byte order mark, is in UTF-8.
final class UTF16Source: ByteSource {
  let name: String
  private let wide: Inflow
  private let isBigEndian: Bool
  /// The first half of a pair whose second has not come.
  private var high: UInt16?

  /// Whether bytes begin with the mark of UTF-16.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// - Parameter wide: The text, from its mark on.
  init(_ wide: Inflow, name: String) {
    self.wide = wide
    self.name = name
    isBigEndian = wide.bytes[wide.position...].starts(with: [0xFE, 0xFF])
    wide.position += 2
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    let before = buffer.count
    while buffer.count == before {
      // An odd byte at the end is half a letter.
      while wide.available < 2 {
        guard try wide.fill() else {
          if let failure = wide.failure { throw failure }
          return 0
        }
      }
      // A unit makes three bytes at most, a pair of units four.
      let units = min(wide.available / 2, max(1, limit / 3))
      let bytes = wide.bytes
      var at = wide.position
      for _ in 0..<units {
        let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
        append(isBigEndian ? first << 8 | second : second << 8 | first, to: &buffer)
        at += 2
      }
      wide.position = at
    }
    return buffer.count - before
  }

  /// Appends a unit; halves that stand alone become the mark of what cannot be read, U+FFFD.
  private func append(_ unit: UInt16, to buffer: inout [UInt8]) {
    if let first = high {
      high = nil
      if unit >> 10 == 0x37 {
        return append(0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(unit & 0x3FF), to: &buffer)
      }
      append(UInt32(0xFFFD), to: &buffer)
    }
    switch unit >> 10 {
    case 0x36: high = unit
    case 0x37: append(UInt32(0xFFFD), to: &buffer)
    default: append(UInt32(unit), to: &buffer)
    }
  }

  private func append(_ scalar: UInt32, to buffer: inout [UInt8]) {
    let rest = { (shift: UInt32) in UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
    switch scalar {
    case ..<0x80: buffer.append(UInt8(scalar))
    case ..<0x800: buffer += [UInt8(0xC0 | scalar >> 6), rest(0)]
    case ..<0x10000: buffer += [UInt8(0xE0 | scalar >> 12), rest(6), rest(0)]
    default: buffer += [UInt8(0xF0 | scalar >> 18), rest(12), rest(6), rest(0)]
    }
  }
}
