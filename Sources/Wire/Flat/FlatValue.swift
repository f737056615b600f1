/// A value in a slot of a FlatBuffers table, to be laid out by ``FlatWriter``.
///
/// Only what Arrow's metadata needs.
indirect enum FlatValue {
  /// The slot is left out; readers take the schema's default.
  case absent
  /// One byte: an enumeration or union type.
  case byte(UInt8)
  /// A truth value.
  case truth(Bool)
  /// 16 bits: an enumeration.
  case short(Int16)
  /// 32 bits.
  case word(Int32)
  /// 64 bits.
  case long(Int64)
  /// A string.
  case text(String)
  /// A table, slot by slot.
  case table([FlatValue])
  /// A vector of tables.
  case tables([[FlatValue]])
  /// A vector of structs of two 64-bit integers each, laid end to end (Arrow's FieldNode, Buffer).
  case pairs([Int64])

  /// Bytes it takes inside its table; 0 when absent.
  ///
  /// What is not a scalar takes an offset.
  var inlineWidth: Int {
    switch self {
    case .absent: 0
    case .byte, .truth: 1
    case .short: 2
    case .word, .text, .table, .tables, .pairs: 4
    case .long: 8
    }
  }
}
