import Tracks

/// A date of three parts as they stand: which of them is the day may not be known.
struct LocalDate {
  private let first: Int
  private let second: Int
  private let year: Int
  /// What the first number is, where the way of writing tells it.
  private let known: DateOrder?
  /// What its own numbers show, where it is not known by the way of writing.
  let shown: DateOrder?
  /// Whether the way of writing leaves open which number is the day.
  var isOpen: Bool { known == nil }

  /// Reads `13/05/2023`, `5-13-2023`, `13.5.2023`, `13-May-2023`, `May 13, 2023` or `2023/5/13`; nil when
  /// it is none.
  init?(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) {
    if let month = Self.month(bytes, &at, end) {
      guard let (day, year) = Self.dayAndYear(bytes, &at, end) else { return nil }
      (self.year, first, second) = (year, month, day)
      (known, shown) = (.monthFirst, nil)
      return
    }
    guard let first = ClockText.digits(bytes, &at, end, most: 4), at < end else { return nil }
    let mark = bytes[at]
    guard [0x2F, 0x2E, 0x2D, 0x20].contains(mark) else { return nil }
    at += 1
    let month = Self.month(bytes, &at, end)
    guard mark != 0x20 || month != nil,
      let second = month ?? ClockText.digits(bytes, &at, end, most: 2), at < end, bytes[at] == mark
    else { return nil }
    at += 1
    guard let third = ClockText.digits(bytes, &at, end, most: first > 31 ? 2 : 4) else {
      return nil
    }
    if first > 31 {
      guard first >= 1000 else { return nil }
      (year, self.first, self.second) = (first, second, third)
      known = .monthFirst
    } else {
      guard third >= 1000 else { return nil }
      (year, self.first, self.second) = (third, first, second)
      known = month != nil || mark == 0x2E ? .dayFirst : nil
    }
    shown = known == nil ? DateOrder(first: self.first, second: self.second) : nil
  }

  /// The day; nil when its order is not known.
  func civil(_ order: DateOrder?) -> CivilTime? {
    switch known ?? order {
    case .dayFirst: CivilTime(year: year, month: second, day: first)
    case .monthFirst: CivilTime(year: year, month: first, day: second)
    case nil: nil
    }
  }

  /// Reads `. 13, 2023` behind a month's name.
  private static func dayAndYear(
    _ bytes: Span<UInt8>, _ at: inout Int, _ end: Int
  ) -> (day: Int, year: Int)? {
    let isMark: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x2C || $0 == 0x2E }
    while at < end, isMark(bytes[at]) { at += 1 }
    guard let day = ClockText.digits(bytes, &at, end, most: 2) else { return nil }
    while at < end, isMark(bytes[at]) { at += 1 }
    guard let year = ClockText.digits(bytes, &at, end, most: 4), year >= 1000 else { return nil }
    return (day, year)
  }

  /// Reads the first three letters of a month's English name, and passes over the rest of it.
  private static func month(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    guard at + 3 <= end else { return nil }
    var word = 0
    for place in 0..<3 { word = word << 8 | Int(bytes[at + place] | 0x20) }
    guard let month = months.firstIndex(of: word) else { return nil }
    at += 3
    while at < end, (bytes[at] | 0x20) &- 0x61 < 26 { at += 1 }
    return month + 1
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { $0.utf8.reduce(0) { $0 << 8 | Int($1) } }
}
