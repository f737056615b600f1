/// A decimal number as it is written: digits, and where the point stands.
struct Decimal {
  /// The first 19 significant digits.
  var digits: UInt64 = 0
  /// Power of ten of the last of ``digits``.
  var exponent = 0
  /// Whether a minus stands before it.
  var isNegative = false
  /// Whether there were more digits than ``digits`` holds.
  var isRounded = false

  /// A number of known digits.
  @inline(__always)
  init(digits: UInt64, exponent: Int, isNegative: Bool) {
    self.digits = digits
    self.exponent = exponent
    self.isNegative = isNegative
  }

  /// Reads the whole of a cell that has no blanks around it; nil when it is no decimal number.
  ///
  /// - Parameter point: The decimal point; a comma in `;`-separated files of some countries. A full
  ///   stop is always taken.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8 = 0x2E) {
    var i = cell.start
    let end = cell.end
    guard i < end else { return nil }
    if bytes[i] == 0x2D {
      isNegative = true
      i += 1
    } else if bytes[i] == 0x2B {
      i += 1
    }
    var count = 0
    var isAfterPoint = false
    var hasDigits = false
    while i < end {
      let byte = bytes[i]
      let digit = byte &- 0x30
      if digit < 10 {
        hasDigits = true
        if count < 19 {
          digits = digits &* 10 &+ UInt64(digit)
          // Leading zeros are no significant digits.
          if digits != 0 { count += 1 }
          if isAfterPoint { exponent &-= 1 }
        } else {
          if digit != 0 { isRounded = true }
          if !isAfterPoint { exponent &+= 1 }
        }
      } else if !isAfterPoint && (byte == 0x2E || byte == point) {
        isAfterPoint = true
      } else if byte | 0x20 == 0x65 && hasDigits {
        guard let more = Self.exponent(bytes, i + 1, end) else { return nil }
        exponent += more
        return
      } else {
        return nil
      }
      i += 1
    }
    guard hasDigits else { return nil }
  }

  private static func exponent(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var i = start
    var sign = 1
    if i < end && (bytes[i] == 0x2D || bytes[i] == 0x2B) {
      if bytes[i] == 0x2D { sign = -1 }
      i += 1
    }
    guard i < end else { return nil }
    var value = 0
    while i < end {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { return nil }
      // Far beyond what a double holds; stops growing so that it cannot overflow.
      if value < 100_000 { value = value * 10 + Int(digit) }
      i += 1
    }
    return sign * value
  }
}
