/// The body of a record batch being written, with the lists of nodes and buffers that describe it.
///
/// Columns are copied whole, each buffer at a multiple of 64 bytes from the start of the body
/// (Arrow's columnar specification, "Buffer Alignment and Padding").
struct BatchBody {
  /// The buffers so far, padded.
  private(set) var bytes: [UInt8] = []
  /// Length and null count of each field.
  private(set) var nodes: [Int64] = []
  /// Offset and length of each buffer.
  private(set) var buffers: [Int64] = []

  /// Forgets all, keeping the memory for the next batch.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    buffers.removeAll(keepingCapacity: true)
  }

  /// Begins a field.
  mutating func beginField(count: Int, nulls: Int) {
    nodes.append(Int64(count))
    nodes.append(Int64(nulls))
  }

  /// Appends a buffer of plain values.
  mutating func append<Value: BitwiseCopyable>(_ values: [Value]) {
    appendBytes(values, MemoryLayout<Value>.stride * values.count)
  }

  /// Appends a bitmap of `count` rows; the last word's surplus bytes are left out.
  mutating func append(bits words: [UInt64], count: Int) {
    appendBytes(words, (count + 7) / 8)
  }

  /// Appends the buffer that stands for "no nulls".
  mutating func appendNothing() {
    buffers.append(Int64(bytes.count))
    buffers.append(0)
  }

  private mutating func appendBytes<Value: BitwiseCopyable>(_ values: [Value], _ length: Int) {
    buffers.append(Int64(bytes.count))
    buffers.append(Int64(length))
    unsafe values.withUnsafeBytes { raw in
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw.prefix(length)))
    }
    bytes.append(contentsOf: repeatElement(0, count: (64 - length % 64) % 64))
  }

  /// The RecordBatch table that describes the body (Arrow's `Message.fbs`).
  func head(rowCount: Int) -> [FlatValue] {
    [.long(Int64(rowCount)), .pairs(nodes), .pairs(buffers)]
  }
}
