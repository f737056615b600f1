import Tracks

/// Reads one JSON text (RFC 8259) of UTF-8 bytes.
///
/// Ill-formed UTF-8 is repaired with U+FFFD; nesting beyond 64 is refused.
struct JSONParser {
  /// Why bytes are no JSON.
  struct Fault: Error {
    /// Bytes before the offender.
    var offset: Int
    /// What is wrong.
    var reason: String
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The value of a text.
  static func value(of text: String) throws(Fault) -> JSONValue {
    let bytes = Array(text.utf8)
    return try value(of: bytes, in: bytes.indices)
  }

  /// The value of the bytes in a range.
  static func value(of bytes: [UInt8], in range: Range<Int>) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes, range)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == parser.end else { throw parser.fault("something follows its end") }
    return value
  }

  private func fault(_ reason: String) -> Fault { Fault(offset: position, reason: reason) }

  private var next: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    guard depth < 64 else { throw fault("it is nested more than 64 deep") }
    skipSpace()
    switch next {
    case nil: throw fault("it ends too early")
    case UInt8(ascii: "{"): return .object(try members(depth))
    case UInt8(ascii: "["): return .array(try elements(depth))
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .truth(true))
    case UInt8(ascii: "f"): return try word("false", .truth(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    for byte in word.utf8 where !take(byte) { throw fault("a value is expected") }
    return value
  }

  private mutating func members(_ depth: Int) throws(Fault) -> [JSONValue.Member] {
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a key is expected") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("a colon is expected") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("a comma or } is expected") }
    return members
  }

  private mutating func elements(_ depth: Int) throws(Fault) -> [JSONValue] {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("a comma or ] is expected") }
    return elements
  }

  private mutating func number() throws(Fault) -> String {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    func skipDigits(_ parser: inout JSONParser) throws(Fault) {
      guard isDigit(parser.next) else { throw parser.fault("a value is expected") }
      while isDigit(parser.next) { parser.position += 1 }
    }
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try skipDigits(&self) }
    if take(UInt8(ascii: ".")) { try skipDigits(&self) }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try skipDigits(&self)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func string() throws(Fault) -> String {
    position += 1
    var start = position
    var text = ""
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        text.unicodeScalars.append(try escaped())
        start = position
      case 0..<0x20: throw fault("a control character stands in a string")
      default: position += 1
      }
    }
    throw fault("a string does not end")
  }

  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard let byte = next else { throw fault("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
      // Half of a character beyond U+FFFF: the other half must follow.
      let back = position
      if take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let second = try hexadecimal()
        if (0xDC00..<0xE000).contains(second) {
          let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
          return Unicode.Scalar(code) ?? "\u{FFFD}"
        }
      }
      position = back
      return "\u{FFFD}"
    default: throw fault("\\ and something unknown stand in a string")
    }
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    guard position + 4 <= end,
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw fault("\\u wants four hexadecimal digits") }
    position += 4
    return code
  }
}
