/// Integers as they stand in network order.
extension Span<UInt8> {
  /// `size` bytes from `start` as a big-endian number; 0 to 8 bytes, all of them there.
  @inline(__always)
  func bigEndian(_ start: Int, _ size: Int) -> UInt64 {
    // Nearly every number has two, four or eight bytes.
    if size == 2 { return UInt64(little(start, as: UInt16.self).byteSwapped) }
    if size == 4 { return UInt64(little(start, as: UInt32.self).byteSwapped) }
    if size == 8 { return little(start, as: UInt64.self).byteSwapped }
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
