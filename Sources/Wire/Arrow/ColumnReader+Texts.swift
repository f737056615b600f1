import Tracks

extension ColumnReader {
  /// The next field as text.
  /// - Throws: When a value is not UTF-8.
  mutating func texts(
    _ node: FieldNode, _ lengths: ArrowType.Lengths
  ) throws(DwellError) -> PackedBytes {
    let values = try packed(node, lengths)
    if WellFormedText.holds(in: values) { return values }
    // What lies under a null may be anything, so the rows decide.
    for row in 0..<values.count {
      guard let bytes = values.bytes(at: row) else { continue }
      if WellFormedText.firstFault(in: Array(bytes)) != nil {
        throw cursor.refusal(
          "row \(row + 1) of the batch is not UTF-8: store text as UTF-8, or drop the column")
      }
    }
    return PackedBytes((0..<values.count).map { values[$0] })
  }

  /// The next field as byte strings.
  mutating func packed(
    _ node: FieldNode, _ lengths: ArrowType.Lengths
  ) throws(DwellError) -> PackedBytes {
    let validity = try cursor.validity(of: node)
    var result = PackedBytes()
    if lengths == .view {
      result = try views(node, validity)
    } else {
      var offsets = try cursor.offsets(lengths, node.count)
      let data = try cursor.buffer()
      let first = offsets[0]
      let last = offsets[node.count]
      guard first >= 0, Int(last) <= data.count else {
        throw cursor.damage("its text ends at \(last), beyond its \(data.count) bytes")
      }
      if first > 0 { for row in offsets.indices { offsets[row] -= first } }
      result.offsets = offsets
      result.bytes = Array(
        cursor.body[data.lowerBound + Int(first)..<data.lowerBound + Int(last)])
    }
    if let validity {
      result.validity = [Bool](repeating: true, count: node.count)
      Bits.forEachZero(in: validity, below: node.count) { result.validity[$0] = false }
      // A bitmap without a zero bit says the same as none.
      if !result.validity.contains(false) { result.validity = [] }
    }
    return result
  }

  /// Byte strings that lie anywhere in any buffers; those of at most 12 bytes in the view itself.
  private mutating func views(
    _ node: FieldNode, _ validity: [UInt64]?
  ) throws(DwellError) -> PackedBytes {
    let views = try cursor.buffer()
    let buffers = try cursor.variadicBuffers()
    let words = try cursor.values(UInt32.self, 4 * node.count, in: views)
    var result = PackedBytes()
    result.offsets.reserveCapacity(node.count + 1)
    for row in 0..<node.count {
      if let validity, !Bits.isSet(row, in: validity) {
        result.offsets.append(Int32(result.bytes.count))
        continue
      }
      let length = Int(words[4 * row])
      var start = views.lowerBound + 16 * row + 4
      if length > 12 {
        let buffer = Int(words[4 * row + 2])
        let offset = Int(words[4 * row + 3])
        guard buffer < buffers.count, length <= buffers[buffer].count,
          offset <= buffers[buffer].count - length
        else { throw cursor.damage("row \(row + 1) lies outside its buffers") }
        start = buffers[buffer].lowerBound + offset
      }
      try cursor.spend(length)
      guard length <= Int(Int32.max) - result.bytes.count else {
        throw cursor.refusal("it holds more than 2³¹ bytes in a batch: write smaller batches")
      }
      result.bytes.append(contentsOf: cursor.body[start..<start + length])
      result.offsets.append(Int32(result.bytes.count))
    }
    return result
  }
}
