/// JSON as bytes to be sent.
enum JSONText {
  /// Appends a string in quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a number: the shortest digits that read back as the same; `null` for NaN, a string for
  /// the infinities, which JSON has no numbers for.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number.isFinite {
      bytes.append(contentsOf: number.description.utf8)
    } else {
      let word = number.isNaN ? "null" : number > 0 ? #""Infinity""# : #""-Infinity""#
      bytes.append(contentsOf: word.utf8)
    }
  }

  /// Appends an array.
  static func append<Element>(
    _ elements: some Sequence<Element>, to bytes: inout [UInt8],
    each: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      each(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// An array of strings.
  static func list(_ texts: [String]) -> String {
    var bytes: [UInt8] = []
    append(texts, to: &bytes) { append($0, to: &$1) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The strings of an array; none when it is something else.
  static func texts(of list: String) -> [String] {
    ((try? JSONParser.value(of: list))?.elements ?? []).compactMap(\.text)
  }
}
