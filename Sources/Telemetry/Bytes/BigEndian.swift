/// Integers as they stand in network order.
extension Span<UInt8> {
  /// `size` bytes from `start` as a big-endian number; 0 to 8 bytes, all of them there.
  @inline(__always)
  func bigEndian(_ start: Int, _ size: Int) -> UInt64 {
    // Nearly every number has two or four bytes.
    if size == 2 { return UInt64(self[start]) << 8 | UInt64(self[start + 1]) }
    if size == 4 {
      return UInt64(self[start]) << 24 | UInt64(self[start + 1]) << 16
        | UInt64(self[start + 2]) << 8 | UInt64(self[start + 3])
    }
    var value: UInt64 = 0
    for at in start..<start + size { value = value << 8 | UInt64(self[at]) }
    return value
  }

  /// `size` bytes from `start` as a signed big-endian number; 1 to 8 bytes, all of them there.
  @inline(__always)
  func signedBigEndian(_ start: Int, _ size: Int) -> Int64 {
    let spare = Int64(64 - 8 * size)
    return (Int64(bitPattern: bigEndian(start, size)) << spare) >> spare
  }
}
