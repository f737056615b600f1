extension Span<UInt8> {
  /// The little-endian integer at an offset.
  ///
  /// Traps where it does not lie within the bytes.
  @inline(__always)
  func little<Value: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Value.Type = Value.self
  ) -> Value {
    // SAFETY: every pattern of bits is a value of an integer; the offset is checked by the call.
    unsafe Value(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// The little-endian integer at an offset, bytes beyond the end being 0.
  @inline(__always)
  func padded<Value: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Value.Type = Value.self
  ) -> Value {
    if offset + MemoryLayout<Value>.size <= count { return little(offset, as: type) }
    var value: Value = 0
    var at = count - 1
    while at >= offset {
      value = value &<< 8 | Value(truncatingIfNeeded: self[at])
      at -= 1
    }
    return value
  }

  /// The single-precision number at an offset, bytes beyond the end being 0.
  @inline(__always)
  func paddedFloat(_ offset: Int) -> Double { Double(Float(bitPattern: padded(offset))) }

  /// The text at a range, up to its first NUL, bytes that are no UTF-8 replaced; bytes beyond the end
  /// are left out.
  func text(_ range: Range<Int>) -> String {
    var end = Swift.min(range.lowerBound, count)
    let last = Swift.min(range.upperBound, count)
    let start = end
    while end < last && self[end] != 0 { end += 1 }
    return unsafe extracting(start..<end).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }
}
