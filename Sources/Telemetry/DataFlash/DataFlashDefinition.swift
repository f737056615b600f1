/// What one kind of DataFlash message holds, as its FMT says.
struct DataFlashDefinition {
  /// One column.
  struct Column {
    /// Its name.
    let name: String
    /// The letter of its type.
    let letter: UInt8
    /// Where it stands in the message, in bytes from the first of its head.
    let offset: Int
  }

  /// The number of the kind.
  let type: UInt8
  /// Bytes of a message, the three of its head included.
  let length: Int
  /// The name: `GPS`.
  let name: String
  /// Its columns.
  let columns: [Column]

  /// A definition; nil when the columns do not fit into the length.
  ///
  /// Letters without a name have none; names without a letter are left out.
  init?(type: UInt8, length: Int, name: String, format: String, labels: String) {
    let names = labels.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
    var columns: [Column] = []
    var offset = 3
    for (place, letter) in format.utf8.enumerated() {
      guard let size = Self.size(letter) else { return nil }
      columns.append(
        Column(name: place < names.count ? names[place] : "", letter: letter, offset: offset))
      offset += size
    }
    guard length >= 3, offset <= length else { return nil }
    (self.type, self.length, self.name, self.columns) = (type, length, name, columns)
  }

  /// Bytes of a value; nil for a letter that is unknown.
  static func size(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "M"): 1
    case UInt8(ascii: "c"), UInt8(ascii: "C"), UInt8(ascii: "h"), UInt8(ascii: "H"),
      UInt8(ascii: "g"):
      2
    case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "L"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      4
    case UInt8(ascii: "q"), UInt8(ascii: "Q"), UInt8(ascii: "d"): 8
    case UInt8(ascii: "N"): 16
    case UInt8(ascii: "Z"), UInt8(ascii: "a"): 64
    default: nil
    }
  }

  /// What the letter multiplies a value with; nil where it says nothing of it.
  static func scale(_ letter: UInt8) -> Double? {
    switch letter {
    case UInt8(ascii: "c"), UInt8(ascii: "C"), UInt8(ascii: "e"), UInt8(ascii: "E"): 0.01
    case UInt8(ascii: "L"): 1e-7
    default: nil
    }
  }

  /// A value as it stands, not scaled; NaN for text.
  static func number(_ bytes: Span<UInt8>, _ offset: Int, _ letter: UInt8) -> Double {
    switch letter {
    case UInt8(ascii: "b"): Double(bytes.little(offset, as: Int8.self))
    case UInt8(ascii: "B"), UInt8(ascii: "M"): Double(bytes.little(offset, as: UInt8.self))
    case UInt8(ascii: "h"), UInt8(ascii: "c"): Double(bytes.little(offset, as: Int16.self))
    case UInt8(ascii: "H"), UInt8(ascii: "C"): Double(bytes.little(offset, as: UInt16.self))
    case UInt8(ascii: "i"), UInt8(ascii: "e"), UInt8(ascii: "L"):
      Double(bytes.little(offset, as: Int32.self))
    case UInt8(ascii: "I"), UInt8(ascii: "E"): Double(bytes.little(offset, as: UInt32.self))
    case UInt8(ascii: "q"): Double(bytes.little(offset, as: Int64.self))
    case UInt8(ascii: "Q"): Double(bytes.little(offset, as: UInt64.self))
    case UInt8(ascii: "f"): Double(Float(bitPattern: bytes.little(offset)))
    case UInt8(ascii: "d"): Double(bitPattern: bytes.little(offset))
    case UInt8(ascii: "g"): half(bytes.little(offset))
    default: .nan
    }
  }

  /// A half-precision number.
  private static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 1 ? -1 : 1
    let fraction = Double(bits & 1023)
    switch Int(bits >> 10 & 31) {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    case let exponent:
      return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
