/// Numbers as decimal text, the same on every machine: no exponent, no `-0`, no locale.
package enum PlainNumber {
  private static let powers: [Double] = [
    1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The value in units of its last decimal, where a whole number below 2⁵³ can hold it.
  private static func scaled(_ value: Double, decimals: Int) -> Int64? {
    precondition(powers.indices.contains(decimals), "a number has 0 to 15 decimals")
    let scaled = (value * powers[decimals]).rounded()
    return abs(scaled) < 9_007_199_254_740_992 ? Int64(scaled) : nil
  }

  /// The number nearest the value with so many decimals; what ``append(_:decimals:to:)`` writes
  /// reads back as exactly this.
  ///
  /// A quotient of two whole numbers below 2⁵³ is rounded correctly, and so is the reading of a
  /// decimal: they agree.
  package static func rounded(_ value: Double, decimals: Int?) -> Double {
    guard let decimals, let scaled = scaled(value, decimals: decimals) else { return value }
    return Double(scaled) / powers[decimals]
  }

  /// Appends the shortest text that reads back as the value rounded to so many decimals (all of
  /// them when nil).
  ///
  /// - Parameter value: Finite.
  package static func append(_ value: Double, decimals: Int?, to bytes: inout [UInt8]) {
    precondition(value.isFinite, "only finite numbers have decimal text")
    guard let decimals, let scaled = scaled(value, decimals: decimals) else {
      return appendAll(value, to: &bytes)
    }
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let power = UInt64(powers[decimals])
    append(scaled.magnitude / power, to: &bytes)
    var fraction = scaled.magnitude % power
    guard fraction != 0 else { return }
    var width = decimals
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    bytes.append(UInt8(ascii: "."))
    append(fraction, to: &bytes, width: width)
  }

  /// Appends a whole number, with leading zeros up to `width` digits.
  static func append(_ value: UInt64, to bytes: inout [UInt8], width: Int = 1) {
    let start = bytes.count
    var rest = value
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    while bytes.count - start < width { bytes.append(UInt8(ascii: "0")) }
    bytes[start...].reverse()
  }

  /// Appends a whole number.
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(value.magnitude, to: &bytes)
  }

  /// The shortest digits that read back the same, as Swift finds them, written without exponent.
  private static func appendAll(_ value: Double, to bytes: inout [UInt8]) {
    let parts = "\(value.magnitude)".split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    var digits = Array((mantissa[0] + (mantissa.count > 1 ? mantissa[1] : "")).utf8)
    // Where the point stands: so many digits from the left, perhaps outside them.
    var point = mantissa[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.isEmpty { return bytes.append(UInt8(ascii: "0")) }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    if point <= 0 {
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
      bytes.append(contentsOf: digits)
    } else if point >= digits.count {
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
    } else {
      bytes.append(contentsOf: digits[..<point])
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits[point...])
    }
  }
}
