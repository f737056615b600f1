/// The checksum of MAVLink packets, CRC-16/MCRF4XX.
///
/// Eight bytes at a time, then four, one table for each: *Kounavis, Berry: Novel table lookup-based algorithms for
/// high-performance CRC generation* (2008).
struct MAVLinkChecksum {
  /// Eight tables of 256: table *k* has what a byte does *k* bytes later.
  private let tables: [UInt16]

  init() { tables = Self.made }

  private static let made: [UInt16] = {
    var tables = [UInt16](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt16(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x8408 : value >> 1 }
      tables[byte] = value
    }
    for place in 256..<8 * 256 {
      let before = tables[place - 256]
      tables[place] = before >> 8 ^ tables[Int(before & 255)]
    }
    return tables
  }()

  /// The checksum of bytes and then of the byte that stands for the message's definition.
  func of(_ bytes: Span<UInt8>, extra: UInt8) -> UInt16 {
    unsafe tables.withUnsafeBufferPointer { pointer in
      guard let tables = pointer.baseAddress else { return 0 }
      return unsafe bytes.withUnsafeBufferPointer { bytes in
        var value: UInt16 = 0xFFFF
        var at = 0
        // SAFETY: a byte plus at most 7 × 256 is a place in the tables; `at` stays below the count.
        while at &+ 8 <= bytes.count {
          let low = unsafe bytes[at] ^ UInt8(truncatingIfNeeded: value)
          let high = unsafe bytes[at &+ 1] ^ UInt8(truncatingIfNeeded: value >> 8)
          value =
            unsafe tables[Int(low) &+ 0x700] ^ tables[Int(high) &+ 0x600]
            ^ tables[Int(bytes[at &+ 2]) &+ 0x500] ^ tables[Int(bytes[at &+ 3]) &+ 0x400]
          value ^=
            unsafe tables[Int(bytes[at &+ 4]) &+ 0x300] ^ tables[Int(bytes[at &+ 5]) &+ 0x200]
            ^ tables[Int(bytes[at &+ 6]) &+ 0x100] ^ tables[Int(bytes[at &+ 7])]
          at &+= 8
        }
        if at &+ 4 <= bytes.count {
          let low = unsafe bytes[at] ^ UInt8(truncatingIfNeeded: value)
          let high = unsafe bytes[at &+ 1] ^ UInt8(truncatingIfNeeded: value >> 8)
          value =
            unsafe tables[Int(low) &+ 0x300] ^ tables[Int(high) &+ 0x200]
            ^ tables[Int(bytes[at &+ 2]) &+ 0x100] ^ tables[Int(bytes[at &+ 3])]
          at &+= 4
        }
        while at < bytes.count {
          value =
            unsafe value >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[at])]
          at &+= 1
        }
        return unsafe value >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: value) ^ extra)]
      }
    }
  }
}
