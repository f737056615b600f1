import Tracks

/// Instants in lines of JSON: ISO 8601 text, or microseconds where the year has not four digits.
enum InstantText {
  /// The JSON value of an instant in microseconds.
  static func json(_ microseconds: Int64) -> String {
    // The years 0000 to 9999.
    (-62_167_219_200_000_000..<253_402_300_800_000_000).contains(microseconds)
      ? "\"\(Instant(microseconds: microseconds))\"" : String(microseconds)
  }

  /// Reads a JSON value again; nil when it is no instant.
  static func microseconds(_ value: JSONValue) -> Int64? {
    guard case .text(let text) = value else { return value.integer }
    return microseconds(ofText: Array(text.utf8))
  }

  /// Reads `2020-09-05T10:11:12Z`, `…12.5Z`, to six digits.
  private static func microseconds(ofText bytes: [UInt8]) -> Int64? {
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] as [(Int, Character)]
    where mark.asciiValue != bytes[place] { return nil }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    var microsecond = 0
    if bytes.count > 20 {
      let digits = bytes.count - 21
      guard bytes[19] == UInt8(ascii: "."), (1...6).contains(digits),
        let fraction = number(20..<20 + digits)
      else { return nil }
      microsecond = fraction
      for _ in digits..<6 { microsecond *= 10 }
    }
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: microsecond)
    return civil.isValid ? civil.instant.microseconds : nil
  }
}
