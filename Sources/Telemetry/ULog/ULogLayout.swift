/// How the bytes of a ULog format lie, as its definitions say.
struct ULogLayout {
  /// The type of a number.
  enum Kind {
    case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float, double

    /// The type of a name, nil for the name of another format.
    ///
    /// `bool` and `char` are bytes.
    init?(_ name: Substring) {
      switch name {
      case "int8_t": self = .int8
      case "uint8_t", "bool", "char": self = .uint8
      case "int16_t": self = .int16
      case "uint16_t": self = .uint16
      case "int32_t": self = .int32
      case "uint32_t": self = .uint32
      case "int64_t": self = .int64
      case "uint64_t": self = .uint64
      case "float": self = .float
      case "double": self = .double
      default: return nil
      }
    }

    /// Bytes of a value.
    var size: Int {
      switch self {
      case .int8, .uint8: 1
      case .int16, .uint16: 2
      case .int32, .uint32, .float: 4
      case .int64, .uint64, .double: 8
      }
    }
  }

  /// Where a value lies.
  struct Field {
    /// Bytes from the message's first.
    let offset: Int
    /// Its type.
    let kind: Kind

    /// Its value; NaN beyond the end of a message that lacks it.
    func value(_ bytes: Span<UInt8>) -> Double {
      guard offset + kind.size <= bytes.count else { return .nan }
      return switch kind {
      case .int8: Double(bytes.little(offset, as: Int8.self))
      case .uint8: Double(bytes.little(offset, as: UInt8.self))
      case .int16: Double(bytes.little(offset, as: Int16.self))
      case .uint16: Double(bytes.little(offset, as: UInt16.self))
      case .int32: Double(bytes.little(offset, as: Int32.self))
      case .uint32: Double(bytes.little(offset, as: UInt32.self))
      case .int64: Double(bytes.little(offset, as: Int64.self))
      case .uint64: Double(bytes.little(offset, as: UInt64.self))
      case .float: Double(Float(bitPattern: bytes.little(offset)))
      case .double: Double(bitPattern: bytes.little(offset))
      }
    }
  }

  /// The most bytes of a message; a length of two bytes can tell no more.
  static let mostBytes = 65_535
}

/// The formats that a ULog file defines.
struct ULogFormats {
  /// Formats told so far, each as `type name;type[n] name;…`.
  private var texts: [String: String] = [:]
  /// The work that laying out took, in fields or, for long texts, their bytes.
  private var effort = 0

  /// Formats that are kept at most, and the depth to which they nest.
  private static let mostFormats = 4096
  private static let mostDepth = 8
  /// The work that a log is worth whose bytes are few: some forty times what real ones take.
  private static let leastEffort = 1 << 18

  /// Takes a definition, `name:fields`; false when it is none, or one too many.
  mutating func define(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), texts.count < Self.mostFormats else { return false }
    texts[String(text[..<colon])] = String(text[text.index(after: colon)...])
    return true
  }

  /// Where the wanted fields of a format lie; nil for a format that is unknown or too large.
  ///
  /// An array's are named by their elements, `q[2]`, nested ones by their path, `position.x`.
  /// - Parameter read: Bytes of the log so far. Formats that nest in each other many times over, or are
  ///   asked for again and again, are laid out until that took more work than so many bytes are worth.
  mutating func fields(
    of format: String, _ wanted: Set<String>, read: Int
  ) -> [String: ULogLayout.Field]? {
    var found: [String: ULogLayout.Field] = [:]
    let most = Self.leastEffort + read / 4
    guard layOut(format, "", 0, 0, wanted, &found, most) != nil else { return nil }
    return found
  }

  /// Forgets all formats.
  mutating func removeAll() { texts = [:] }

  /// Lays out a format from an offset; gives the offset after it.
  private mutating func layOut(
    _ format: String, _ path: String, _ start: Int, _ depth: Int, _ wanted: Set<String>,
    _ found: inout [String: ULogLayout.Field], _ most: Int
  ) -> Int? {
    guard depth < Self.mostDepth, let text = texts[format] else { return nil }
    effort += 1 + text.utf8.count / 16
    guard effort < most else { return nil }
    var offset = start
    for field in text.split(separator: ";") {
      let words = field.split(separator: " ")
      guard words.count == 2 else { return nil }
      var type = words[0]
      let name = path + words[1]
      var count = 1
      if let bracket = type.firstIndex(of: "[") {
        guard type.hasSuffix("]"),
          let number = Int(type[type.index(after: bracket)...].dropLast()), number >= 0,
          number <= ULogLayout.mostBytes
        else { return nil }
        count = number
        type = type[..<bracket]
      }
      let isArray = words[0].count != type.count
      if let kind = ULogLayout.Kind(type) {
        if !isArray, wanted.contains(name) {
          found[name] = ULogLayout.Field(offset: offset, kind: kind)
        } else if isArray, wanted.contains(name + "[0]") {
          for place in 0..<min(count, 16) {
            found["\(name)[\(place)]"] = ULogLayout.Field(
              offset: offset + place * kind.size, kind: kind)
          }
        }
        offset += count * kind.size
      } else {
        for place in 0..<count {
          let inner = isArray ? "\(name)[\(place)]." : "\(name)."
          guard
            let end = layOut(String(type), inner, offset, depth + 1, wanted, &found, most)
          else { return nil }
          offset = end
        }
      }
      guard offset <= ULogLayout.mostBytes else { return nil }
    }
    return offset
  }
}
