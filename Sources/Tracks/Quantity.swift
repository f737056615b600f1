/// A number with a unit, as a user writes it: `150m`, `2km`, `5min`, `120kt`.
///
/// A bare number is refused: which unit was meant cannot be known.
public protocol Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The units that can be written, each with its worth in the base unit, the base unit first.
  static var units: [(name: String, worth: Double)] { get }
  /// The units that whole multiples are written in, the largest first.
  static var largeUnits: [String] { get }
  /// An example for error messages: `150m or 2km`.
  static var example: String { get }
  /// The value in the base unit.
  var value: Double { get set }
  /// Makes a quantity from a value in the base unit.
  init(_ value: Double)
}

extension Quantity {
  /// Reads a number followed by a unit, such as `2.5km`; white space between them is allowed.
  public init(parsing text: String) throws(DwellError) {
    let digits = Quantities.number(text)
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Double(digits) else {
      throw DwellError(.usage, "'\(text)' is not a number with a unit; write \(Self.example)")
    }
    if unit.isEmpty {
      throw DwellError(.usage, "'\(text)' has no unit; write \(Self.example)")
    }
    guard let match = Self.units.first(where: { $0.name == unit }) else {
      let known = Self.units.map(\.name).joined(separator: ", ")
      throw DwellError(.usage, "'\(text)' has an unknown unit '\(unit)'; known are \(known)")
    }
    let value = number * match.worth
    guard value.isFinite else {
      throw DwellError(.usage, "'\(text)' is too large for a number; write \(Self.example)")
    }
    self.init(value)
  }

  /// Smaller than.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  /// The value with the largest of ``largeUnits`` that divides it, else in the base unit.
  public var description: String {
    for name in Self.largeUnits {
      guard let unit = Self.units.first(where: { $0.name == name }) else { continue }
      let count = value / unit.worth
      if abs(count) >= 1, count == count.rounded() { return Quantities.shortest(count) + name }
    }
    return Quantities.shortest(value) + Self.units[0].name
  }
}

enum Quantities {
  /// The number that a text begins with, its exponent included: `1e3` of `1e3m`.
  static func number(_ text: String) -> Substring {
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    let mantissa = text.prefix { $0.isNumber || "+-.".contains($0) }
    let rest = text[mantissa.endIndex...]
    guard let mark = rest.first, mark == "e" || mark == "E" else { return mantissa }
    let sign = rest.dropFirst().prefix { $0 == "+" || $0 == "-" }
    let digits = rest[sign.endIndex...].prefix(while: isDigit)
    guard sign.count <= 1, !digits.isEmpty else { return mantissa }
    return text[..<digits.endIndex]
  }

  /// The shortest decimal that reads back as the same number, without a trailing `.0`.
  static func shortest(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// A length in metres.
public struct Metres: Quantity {
  /// `m`, `km`, `ft`, `nmi`, `mi`.
  public static let units: [(name: String, worth: Double)] = [
    ("m", 1), ("km", 1000), ("cm", 0.01), ("ft", 0.3048), ("nmi", 1852), ("mi", 1609.344),
  ]
  /// The units that whole multiples are written in.
  public static let largeUnits: [String] = ["km"]
  /// An example for error messages.
  public static let example = "150m or 2km"
  /// Metres.
  public var value: Double
  /// Makes a length from metres.
  public init(_ value: Double) { self.value = value }
  /// Makes a length from metres.
  public static func metres(_ value: Double) -> Self { Self(value) }
  /// Makes a length from kilometres.
  public static func kilometres(_ value: Double) -> Self { Self(value * 1000) }
}

/// A span of time in seconds.
public struct Seconds: Quantity {
  /// `s`, `ms`, `min`, `h`, `d`.
  public static let units: [(name: String, worth: Double)] = [
    ("s", 1), ("ms", 0.001), ("min", 60), ("h", 3600), ("d", 86400),
  ]
  /// The units that whole multiples are written in.
  public static let largeUnits: [String] = ["d", "h", "min"]
  /// An example for error messages.
  public static let example = "30s, 250ms, 5min or 2h"
  /// Seconds.
  public var value: Double
  /// Makes a span from seconds.
  public init(_ value: Double) { self.value = value }
  /// Makes a span from seconds.
  public static func seconds(_ value: Double) -> Self { Self(value) }
  /// Makes a span from minutes.
  public static func minutes(_ value: Double) -> Self { Self(value * 60) }
  /// Makes a span from hours.
  public static func hours(_ value: Double) -> Self { Self(value * 3600) }
  /// The span in whole microseconds, the unit of ``Instant``; beyond ±292,000 years it is clamped.
  public var microseconds: Int64 { Int64(clampedRounding: value * 1e6) }
  /// The span in whole milliseconds, the unit of weights.
  public var milliseconds: Int64 { Int64(clampedRounding: value * 1e3) }
}

/// A speed in metres per second.
public struct MetresPerSecond: Quantity {
  /// `mps`, `kt`, `kmh`, `mph`.
  public static let units: [(name: String, worth: Double)] = [
    ("mps", 1), ("m/s", 1), ("kt", 1852.0 / 3600), ("kmh", 1 / 3.6), ("km/h", 1 / 3.6),
    ("mph", 0.44704),
  ]
  /// The units that whole multiples are written in.
  public static let largeUnits: [String] = []
  /// An example for error messages.
  public static let example = "120kt or 60mps"
  /// Metres per second.
  public var value: Double
  /// Makes a speed from metres per second.
  public init(_ value: Double) { self.value = value }
  /// Makes a speed from metres per second.
  public static func metresPerSecond(_ value: Double) -> Self { Self(value) }
}

extension Int64 {
  /// The nearest whole number, clamped to what 64 bits hold; NaN gives 0.
  public init(clampedRounding value: Double) {
    if value.isNaN {
      self = 0
    } else if value >= 9.2e18 {
      self = .max
    } else if value <= -9.2e18 {
      self = .min + 1
    } else {
      self = Int64(value.rounded())
    }
  }
}
