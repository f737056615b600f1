/// A column of byte strings (text as UTF-8, or WKB) laid end to end, with nulls.
public struct PackedBytes: Equatable, Sendable {
  /// All bytes, row after row.
  public var bytes: [UInt8]
  /// `count + 1` offsets into ``bytes``; row *i* is `offsets[i]..<offsets[i + 1]`.
  public var offsets: [Int32]
  /// Whether each row has a value; empty when every row has.
  public var validity: [Bool]

  /// An empty column.
  public init() {
    bytes = []
    offsets = [0]
    validity = []
  }

  /// A column of texts.
  public init(_ texts: [String?]) {
    self.init()
    for text in texts { append(text) }
  }

  /// The number of rows.
  public var count: Int { offsets.count - 1 }

  /// Whether a row has no value.
  public func isNull(_ row: Int) -> Bool { !validity.isEmpty && !validity[row] }

  /// The bytes of a row, nil for null.
  public func bytes(at row: Int) -> ArraySlice<UInt8>? {
    isNull(row) ? nil : bytes[Int(offsets[row])..<Int(offsets[row + 1])]
  }

  /// The text of a row, nil for null; ill-formed UTF-8 is repaired with U+FFFD.
  public subscript(row: Int) -> String? {
    bytes(at: row).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends a text, or a null.
  public mutating func append(_ text: String?) {
    guard let text else { return appendNull() }
    bytes.append(contentsOf: text.utf8)
    closeRow()
  }

  /// Appends bytes.
  public mutating func append(bytes more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
    closeRow()
  }

  /// Appends a null.
  public mutating func appendNull() {
    if validity.isEmpty { validity = [Bool](repeating: true, count: count) }
    offsets.append(Int32(bytes.count))
    validity.append(false)
  }

  private mutating func closeRow() {
    offsets.append(Int32(bytes.count))
    if !validity.isEmpty { validity.append(true) }
  }

  /// The rows at `rows`, in that order.
  public func gathered(_ rows: [Int]) -> PackedBytes {
    var result = PackedBytes()
    for row in rows {
      if let bytes = bytes(at: row) { result.append(bytes: bytes) } else { result.appendNull() }
    }
    return result
  }

  /// Appends the rows of another column.
  public mutating func append(_ other: PackedBytes) {
    for row in 0..<other.count {
      if let more = other.bytes(at: row) { append(bytes: more) } else { appendNull() }
    }
  }
}
