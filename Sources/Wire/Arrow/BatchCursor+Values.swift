import Tracks

extension BatchCursor {
  /// The next buffer as `count` values, copied whole.
  mutating func values<Value: BitwiseCopyable>(
    _ type: Value.Type, _ count: Int
  ) throws(DwellError) -> [Value] {
    let range = try buffer()
    return try values(type, count, in: range)
  }

  /// The first `count` values of a buffer.
  func values<Value: BitwiseCopyable>(
    _: Value.Type, _ count: Int, in range: Range<Int>
  ) throws(DwellError) -> [Value] {
    let width = MemoryLayout<Value>.stride
    guard count <= range.count / width else {
      throw damage("\(count) values of \(width) bytes do not fit into \(range.count) bytes")
    }
    return unsafe [Value](unsafeUninitializedCapacity: count) { target, filled in
      unsafe body.withUnsafeBytes { all in
        // SAFETY: the range lies within the body and holds `count` values, both checked above;
        // any bits are a value of the types this is called with: integers and floating point.
        unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(
            rebasing: all[range.lowerBound..<range.lowerBound + count * width]))
      }
      filled = count
    }
  }

  /// The next buffer as a bitmap of `count` rows, in words; the bits after them are zero or noise.
  mutating func bits(_ count: Int) throws(DwellError) -> [UInt64] {
    let range = try buffer()
    return try bits(count, in: range)
  }

  private func bits(_ count: Int, in range: Range<Int>) throws(DwellError) -> [UInt64] {
    let length = (count + 7) / 8
    guard length <= range.count else {
      throw damage("a bitmap of \(count) bits does not fit into \(range.count) bytes")
    }
    var words = try values(UInt64.self, length / 8, in: range)
    if length % 8 != 0 {
      var last: UInt64 = 0
      for place in 0..<length % 8 {
        last |= UInt64(body[range.lowerBound + length / 8 * 8 + place]) << (8 * UInt64(place))
      }
      words.append(last)
    }
    return words
  }

  /// The next buffer as a field's validity; nil when the field has no nulls.
  mutating func validity(of node: FieldNode) throws(DwellError) -> [UInt64]? {
    let range = try buffer()
    guard node.nulls != 0 else { return nil }
    if range.isEmpty && node.count > 0 {
      guard node.nulls < 0 else { throw damage("it has nulls and no bitmap that says which") }
      return nil
    }
    return try bits(node.count, in: range)
  }

  /// The next buffer as the `count + 1` offsets of texts or lists: monotone, not below 0, and in
  /// 32 bits.
  ///
  /// An empty buffer stands for no rows.
  mutating func offsets(
    _ lengths: ArrowType.Lengths, _ count: Int
  ) throws(DwellError) -> [Int32] {
    let range = try buffer()
    if count == 0 { return [0] }
    let offsets: [Int32]
    if lengths == .small {
      offsets = try values(Int32.self, count + 1, in: range)
    } else {
      let long = try values(Int64.self, count + 1, in: range)
      for offset in long where Int32(exactly: offset) == nil {
        throw damage("an offset of \(offset) is not within 0…2³¹")
      }
      offsets = long.map { Int32(truncatingIfNeeded: $0) }
    }
    var last: Int32 = 0
    var isMonotone = true
    for offset in offsets {
      isMonotone = isMonotone && offset >= last
      last = offset
    }
    guard isMonotone else { throw damage("its offsets are not in order") }
    return offsets
  }
}
