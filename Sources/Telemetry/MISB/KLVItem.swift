/// Where one item of a KLV set stands: its tag and its value.
struct KLVItem {
  /// The number before the item; 0 in a universal set.
  var tag: Int
  /// The bytes of the value.
  var value: Range<Int>
}

extension Span<UInt8> {
  /// A length as SMPTE ST 336 writes it (BER): below 128 in one byte, else 128 + the number of bytes
  /// that follow.
  ///
  /// - Returns: The length and where the value begins; nil when it is not whole, or is longer than any
  ///   file.
  @inline(__always)
  func lengthOfKLV(at start: Int, before end: Int) -> (length: Int, value: Int)? {
    guard start < end else { return nil }
    let first = self[start]
    if first < 0x80 { return (Int(first), start + 1) }
    let size = Int(first & 0x7F)
    guard size >= 1, size <= 8, start + 1 + size <= end else { return nil }
    let length = bigEndian(start + 1, size)
    guard length < 1 << 40 else { return nil }
    return (Int(length), start + 1 + size)
  }

  /// The item of a local set that begins at `start`; nil when it does not end before `end`.
  ///
  /// Tags above 127 take several bytes, seven bits in each (BER-OID: ISO/IEC 8825-1, 8.19).
  @inline(__always)
  func localItem(at start: Int, before end: Int) -> KLVItem? {
    var at = start
    var tag = 0
    repeat {
      guard at < end, tag < 1 << 21 else { return nil }
      tag = tag << 7 | Int(self[at] & 0x7F)
      at += 1
    } while self[at - 1] >= 0x80
    guard let (length, value) = lengthOfKLV(at: at, before: end), length <= end - value else {
      return nil
    }
    return KLVItem(tag: tag, value: value..<value + length)
  }

  /// The number in `range` as ST 1201 maps real numbers from `least` to `most` to integers (IMAPB);
  /// NaN for its special values.
  func mappedReal(_ range: Range<Int>, from least: Double, to most: Double) -> Double {
    guard (1...8).contains(range.count) else { return .nan }
    let code = bigEndian(range.lowerBound, range.count)
    let top = UInt64(1) << UInt64(8 * range.count - 1)
    guard code <= top else { return .nan }
    var reach = 1.0
    while reach < most - least { reach *= 2 }
    var scale = 1.0
    for _ in 0..<8 * range.count - 1 { scale *= 2 }
    let forward = scale / reach
    let zero = least < 0 && most > 0 ? forward * least - (forward * least).rounded(.down) : 0
    return (Double(code) - zero) / forward + least
  }
}
