/// The checksum of FIT files: CRC-16 of the polynomial 8005 reflected, from 0 (FIT protocol, CRC).
struct FITChecksum {
  /// The sum of what was added.
  private(set) var value: UInt16 = 0

  private static let table: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xA001 : sum >> 1 }
  }

  /// Adds bytes; with the two of a right checksum behind what it is of, ``value`` becomes 0.
  ///
  /// - Complexity: O(bytes).
  mutating func add(_ bytes: Span<UInt8>) {
    let table = Self.table
    var sum = value
    for at in 0..<bytes.count {
      sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ bytes[at])]
    }
    value = sum
  }
}
