extension Instant {
  /// Reads what ``description`` writes: `2020-09-05T10:11:12Z`, with up to six digits of a second.
  ///
  /// Nil for anything else; the many ways in which telemetry writes times are the business of its
  /// readers.
  public init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    let marks: [(Int, Unicode.Scalar)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    for (place, mark) in marks where bytes[place] != UInt8(ascii: mark) { return nil }
    guard let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19])
    else { return nil }
    var microsecond = 0
    if bytes.count > 20 {
      let digits = bytes[20..<bytes.count - 1]
      guard bytes[19] == UInt8(ascii: "."), (1...6).contains(digits.count),
        let fraction = number(digits)
      else { return nil }
      microsecond = fraction
      for _ in digits.count..<6 { microsecond *= 10 }
    }
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: microsecond)
    guard civil.isValid else { return nil }
    self = civil.instant
  }
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for digit in digits {
    guard digit >= 0x30, digit <= 0x39 else { return nil }
    value = value * 10 + Int(digit - 0x30)
  }
  return value
}
