/// Writes metadata packets as MISB ST 0601 and EG 0104 describe them, for tests to read.
public enum KLVEncoder {
  /// The key of the ST 0601 local set.
  public static let localKey: [UInt8] = [
    0x06, 0x0E, 0x2B, 0x34, 0x02, 0x0B, 0x01, 0x01, 0x0E, 0x01, 0x03, 0x01, 0x01, 0, 0, 0,
  ]
  /// The key of the EG 0104 universal set.
  public static let universalKey: [UInt8] = [
    0x06, 0x0E, 0x2B, 0x34, 0x02, 0x01, 0x01, 0x01, 0x0E, 0x01, 0x01, 0x02, 0x01, 0x01, 0, 0,
  ]

  /// A whole packet of ST 0601 with its checksum.
  public static func packet(_ items: [(tag: Int, value: [UInt8])]) -> [UInt8] {
    let body = items.flatMap { item($0.tag, $0.value) }
    var bytes = localKey + length(body.count + 4) + body + [1, 2]
    var sum: UInt16 = 0
    for (place, byte) in bytes.enumerated() { sum &+= UInt16(byte) << (place % 2 == 0 ? 8 : 0) }
    bytes += integer(UInt64(sum), 2)
    return bytes
  }

  /// A whole packet of EG 0104: items with keys of 16 bytes, as two halves.
  public static func universalPacket(_ items: [(key: (UInt64, UInt64), value: [UInt8])]) -> [UInt8]
  {
    let body = items.flatMap {
      integer($0.key.0, 8) + integer($0.key.1, 8) + length($0.value.count) + $0.value
    }
    return universalKey + length(body.count) + body
  }

  /// An item of a local set.
  public static func item(_ tag: Int, _ value: [UInt8]) -> [UInt8] {
    var name = [UInt8(tag & 0x7F)]
    var rest = tag >> 7
    while rest > 0 {
      name.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return name + length(value.count) + value
  }

  /// A length: one byte below 128, else 128 + the number of bytes that follow.
  public static func length(_ count: Int) -> [UInt8] {
    if count < 128 { return [UInt8(count)] }
    return count < 256 ? [0x81, UInt8(count)] : [0x82] + integer(UInt64(count), 2)
  }

  /// The low bytes of a number, the highest first.
  public static func integer(_ value: UInt64, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (size - 1 - $0))) }
  }

  /// A number from −`most` to `most` as a signed integer.
  public static func signed(_ value: Double, _ size: Int, _ most: Double) -> [UInt8] {
    let greatest = Double((Int64(1) << Int64(8 * size - 1)) - 1)
    return integer(UInt64(bitPattern: Int64((value / most * greatest).rounded())), size)
  }

  /// A number from `least` to `most` as an unsigned integer.
  public static func unsigned(
    _ value: Double, _ size: Int, _ most: Double, from least: Double = 0
  ) -> [UInt8] {
    let greatest = Double((UInt64(1) << UInt64(8 * size)) - 1)
    return integer(UInt64(((value - least) / (most - least) * greatest).rounded()), size)
  }

  /// Microseconds since 1970 and a position, which every fix has.
  public static func place(
    _ time: Int64, _ longitude: Double, _ latitude: Double
  ) -> [(tag: Int, value: [UInt8])] {
    [
      (2, integer(UInt64(time), 8)), (13, signed(latitude, 4, 90)),
      (14, signed(longitude, 4, 180)),
    ]
  }
}
