/// Bytes put together from little-endian numbers.
public struct LittleEndianBytes: Sendable {
  /// The bytes so far.
  public var bytes: [UInt8] = []

  /// No bytes.
  public init() {}

  /// Appends an integer.
  public mutating func add<Value: FixedWidthInteger>(_ value: Value) {
    for place in 0..<Value.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: value >> Value(8 * place)))
    }
  }

  /// Appends a single-precision number.
  public mutating func add(_ value: Float) { add(value.bitPattern) }

  /// Appends a double-precision number.
  public mutating func add(_ value: Double) { add(value.bitPattern) }

  /// Appends text, cut or filled with NULs to a length.
  public mutating func add(_ text: String, length: Int) {
    bytes += (Array(text.utf8) + [UInt8](repeating: 0, count: length)).prefix(length)
  }
}
