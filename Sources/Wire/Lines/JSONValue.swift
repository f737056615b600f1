/// A JSON value; objects keep the order of their keys, numbers their digits.
enum JSONValue: Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case truth(Bool)
  /// A number, as it is written.
  case number(String)
  /// A string.
  case text(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([Member])

  /// One key of an object, with its value.
  struct Member: Equatable {
    /// The key.
    var key: String
    /// The value.
    var value: JSONValue
  }

  /// The first value of a key; nil when there is none or this is no object.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The string, when it is one.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The elements, when it is an array.
  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The whole number, when it is one that 64 bits hold.
  var integer: Int64? { if case .number(let digits) = self { Int64(digits) } else { nil } }

  /// The number; `"Infinity"` and `"-Infinity"` count as such.
  var real: Double? {
    switch self {
    case .number(let digits): Double(digits)
    case .text("Infinity"): .infinity
    case .text("-Infinity"): -.infinity
    default: nil
    }
  }
}
