import Tracks

/// The buffers of a record batch that came over the wire, handed out field by field.
///
/// Every length and offset is checked before it is used, and nothing is allocated that the body's
/// own bytes do not pay for.
struct BatchCursor {
  /// The body.
  let body: [UInt8]
  private let head: BatchHead
  private let place: InputPlace
  private var nextNode = 0
  private var nextBuffer = 0
  private var nextVariadic = 0
  /// Bytes that may still be made of fewer: views and dictionaries may repeat theirs, and columns
  /// of nothing but null have none.
  private var allowance: Int
  /// The column being read, for messages.
  var column = ""

  /// A cursor before the first field.
  /// - Throws: When the batch claims more than its body could hold.
  init(_ head: BatchHead, body: [UInt8], at place: InputPlace) throws(DwellError) {
    self.head = head
    self.body = body
    self.place = place
    allowance = (1 << 24) + 256 * body.count
    // Buffers may be shared, but not so often that the same bytes become gigabytes.
    var total = 0
    for length in stride(from: 1, to: head.buffers.count, by: 2) {
      total += max(0, min(Int(head.buffers[length]), body.count))
    }
    guard total <= 16 * body.count else {
      throw place.damage("its buffers of \(total) bytes share a body of \(body.count)")
    }
    // A row costs a bit at least, unless all columns are null throughout.
    guard head.rowCount <= max(65_536, body.count * 8) else {
      throw place.damage("a batch of \(body.count) bytes claims \(head.rowCount) rows")
    }
  }

  /// The number of rows.
  var rowCount: Int { head.rowCount }

  /// Steps to the next field.
  mutating func field() throws(DwellError) -> FieldNode {
    guard nextNode + 2 <= head.nodes.count else { throw damage("it is not in the batch") }
    let count = head.nodes[nextNode]
    let nulls = head.nodes[nextNode + 1]
    nextNode += 2
    // An element costs a bit at least, or it is null throughout like its column.
    guard count >= 0, count <= max(65_536, body.count * 8) else {
      throw damage("it claims \(count) values in \(body.count) bytes")
    }
    return FieldNode(count: Int(count), nulls: nulls)
  }

  /// Steps to the next buffer: where it lies in the body.
  mutating func buffer() throws(DwellError) -> Range<Int> {
    guard nextBuffer + 2 <= head.buffers.count else { throw damage("a buffer is missing") }
    let offset = head.buffers[nextBuffer]
    let length = head.buffers[nextBuffer + 1]
    nextBuffer += 2
    guard offset >= 0, length >= 0, length <= body.count, offset <= body.count - Int(length) else {
      throw damage(
        "a buffer of \(length) bytes at \(offset) lies outside the body of \(body.count)")
    }
    return Int(offset)..<Int(offset + length)
  }

  /// Steps to the data buffers of a view column.
  mutating func variadicBuffers() throws(DwellError) -> [Range<Int>] {
    guard nextVariadic < head.variadicCounts.count else { throw damage("its buffers are missing") }
    let count = head.variadicCounts[nextVariadic]
    nextVariadic += 1
    guard count >= 0, count <= head.buffers.count / 2 else {
      throw damage("it claims \(count) buffers")
    }
    var buffers: [Range<Int>] = []
    for _ in 0..<count { buffers.append(try buffer()) }
    return buffers
  }

  /// Steps over a field whose values are not wanted, and all inside it.
  mutating func skip(_ field: ArrowField) throws(DwellError) {
    _ = try self.field()
    if field.dictionary != nil {
      for _ in 0..<2 { _ = try buffer() }
      return
    }
    for _ in 0..<field.type.bufferCount { _ = try buffer() }
    if field.type.isView { _ = try variadicBuffers() }
    for child in field.children { try skip(child) }
  }

  /// Pays for bytes that are made of fewer.
  mutating func spend(_ bytes: Int) throws(DwellError) {
    guard bytes <= allowance else {
      throw refusal("its batch unfolds to too many bytes: write smaller batches")
    }
    allowance -= bytes
  }

  /// The error for damage in the column being read.
  func damage(_ reason: String) -> DwellError { place.damage("column '\(column)': \(reason)") }

  /// The error for a column that is sound and cannot be carried.
  func refusal(_ reason: String) -> DwellError { place.refusal("column '\(column)': \(reason)") }
}

/// Length and null count of a field in a batch.
struct FieldNode {
  /// The number of values.
  var count: Int
  /// The number of nulls; what is not 0 may be a lie, and only says that a bitmap is to be looked at.
  var nulls: Int64
}
