/// An Arrow type, as far as it decides how a column lies in a record batch and what it means here.
enum ArrowType: Equatable {
  /// How the lengths of texts, byte strings and lists are kept.
  enum Lengths: Equatable {
    /// 32-bit offsets.
    case small
    /// 64-bit offsets.
    case large
    /// Views of 16 bytes into buffers of any number (texts and byte strings only).
    case view
  }

  /// Nothing but nulls: no buffers at all.
  case null
  /// One bit a value.
  case boolean
  /// Integers of 8, 16, 32 or 64 bits.
  case integer(bits: Int, isSigned: Bool)
  /// Floating point of 16, 32 or 64 bits.
  case real(bits: Int)
  /// UTF-8.
  case text(Lengths)
  /// Byte strings.
  case bytes(Lengths)
  /// Times in ticks since the Unix epoch (timestamps and dates), `bits` wide.
  case instant(bits: Int, tick: Tick)
  /// Lists of the one child.
  case list(Lengths)
  /// Lists of so many elements each.
  case fixedList(size: Int)
  /// A type whose values have no place in a ``Table``: its name, and how many buffers of its own
  /// it has, so that it can be stepped over.
  case foreign(name: String, buffers: Int)

  /// The unit of timestamps and dates.
  enum Tick: Int, Equatable {
    /// Seconds.
    case second = 0
    /// 10⁻³ s.
    case millisecond
    /// 10⁻⁶ s.
    case microsecond
    /// 10⁻⁹ s.
    case nanosecond
    /// Days of 86,400 s.
    case day
  }

  /// The number of buffers of its own, the validity included; a view has its variadic ones besides.
  var bufferCount: Int {
    switch self {
    case .null: 0
    case .fixedList: 1
    case .boolean, .integer, .real, .instant, .list, .text(.view), .bytes(.view): 2
    case .text, .bytes: 3
    case .foreign(_, let buffers): buffers
    }
  }

  /// Whether it has buffers besides, counted in the batch's `variadicBufferCounts`.
  var isView: Bool { self == .text(.view) || self == .bytes(.view) }
}
