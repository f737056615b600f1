import Tracks

/// Walks along a line of a cue, from name to name.
struct SubtitleScan {
  /// Which half of a position a letter before a number says it is.
  enum Axis { case longitude, latitude }

  /// A number of a list; south and west are below 0.
  struct Value {
    var number: Double
    /// Whether `m` or `M` stands behind it.
    var isInMetres: Bool
    /// What `W:`, `E:`, `N:` or `S:` before it says; nil where there is none.
    var axis: Axis?
  }

  /// Where it is.
  private var at: Int
  private let end: Int
  /// Whether a bracket or a parenthesis was not closed.
  private(set) var isOpen = false
  /// Whether `<font …>` was the last tag.
  private(set) var opensFont = false
  /// Whether `</font>` was the last tag.
  private(set) var closesFont = false

  init(_ line: Cell) {
    at = line.start
    end = line.end
  }

  /// A run of letters, dots and underscores that begins with a letter; nil at the end of the line.
  mutating func nextName(_ bytes: Span<UInt8>) -> Cell? {
    while at < end {
      let byte = bytes[at]
      if Self.isLetter(byte) {
        let start = at
        while at < end, Self.isLetter(bytes[at]) || bytes[at] == 0x5F || isInnerDot(bytes) {
          at += 1
        }
        return Cell(start: start, end: at)
      }
      switch byte {
      case 0x5B, 0x28: isOpen = true
      case 0x5D, 0x29: isOpen = false
      case 0x3C: skipTag(bytes)
      default: break
      }
      at += 1
    }
    return nil
  }

  /// The number after a name, its unit passed over; NaN when there is none.
  mutating func value(_ bytes: Span<UInt8>) -> Double {
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x3A { at += 1 }
    return number(bytes).value
  }

  /// The numbers in parentheses after a name; empty when they are not closed.
  mutating func list(_ bytes: Span<UInt8>) -> [Value] {
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x3A { at += 1 }
    guard at < end, bytes[at] == 0x28 else { return [] }
    isOpen = true
    at += 1
    var values: [Value] = []
    while at < end, bytes[at] != 0x29 {
      if bytes[at] == 0x20 || bytes[at] == 0x2C {
        at += 1
        continue
      }
      let side = side(bytes)
      let (value, isInMetres) = number(bytes)
      values.append(
        Value(number: (side?.sign ?? 1) * value, isInMetres: isInMetres, axis: side?.axis))
      while at < end, bytes[at] != 0x2C, bytes[at] != 0x29 { at += 1 }
    }
    guard at < end else { return [] }
    isOpen = false
    at += 1
    return values
  }

  /// The first date with a time of day in the line, in microseconds as if it were UTC:
  /// `2020-04-02 15:19:58,720,764`, `2017.8.5 14:11:51`, `2021-12-25 12:27:52.373`.
  static func date(_ bytes: Span<UInt8>, _ line: Cell) -> (local: Int64, cell: Cell)? {
    var start = line.start
    while start + 15 <= line.end {
      defer { start += 1 }
      guard start == line.start || bytes[start - 1] == 0x20 || bytes[start - 1] == 0x29 else {
        continue
      }
      var at = start
      guard let year = ClockText.number(bytes, &at, line.end, 4), at < line.end,
        bytes[at] == 0x2E || bytes[at] == 0x2D
      else { continue }
      let separator = bytes[at]
      at += 1
      guard let month = shortNumber(bytes, &at, line.end), at < line.end, bytes[at] == separator
      else { continue }
      at += 1
      guard let day = shortNumber(bytes, &at, line.end), at < line.end, bytes[at] == 0x20 else {
        continue
      }
      at += 1
      let civil = CivilTime(year: year, month: month, day: day)
      guard civil.isValid, let time = ClockText.timeOfDay(bytes, &at, line.end) else { continue }
      var microseconds: Int64 = 0
      // Milliseconds and microseconds stand in groups of their own.
      if at < line.end, bytes[at] == 0x2C, time % 1000 == 0 {
        at += 1
        microseconds = Int64(ClockText.number(bytes, &at, line.end, 3) ?? 0)
      }
      return (civil.instant.microseconds + time + microseconds, Cell(start: start, end: at))
    }
    return nil
  }

  /// Passes over `W:` and the like before a number.
  private mutating func side(_ bytes: Span<UInt8>) -> (axis: Axis, sign: Double)? {
    guard at + 1 < end, bytes[at + 1] == 0x3A else { return nil }
    let side: (axis: Axis, sign: Double)
    switch bytes[at] {
    case 0x4E: side = (.latitude, 1)
    case 0x53: side = (.latitude, -1)
    case 0x45: side = (.longitude, 1)
    case 0x57: side = (.longitude, -1)
    default: return nil
    }
    at += 2
    while at < end, bytes[at] == 0x20 { at += 1 }
    return side
  }

  private mutating func number(_ bytes: Span<UInt8>) -> (value: Double, isInMetres: Bool) {
    let start = at
    while at < end, bytes[at] &- 0x30 < 10 || [0x2B, 0x2D, 0x2E].contains(bytes[at]) { at += 1 }
    let cell = Cell(start: start, end: at)
    let value = cell.isEmpty ? .nan : readNumber(bytes, cell, point: 0x2E) ?? .nan
    return (value, at < end && bytes[at] | 0x20 == 0x6D)
  }

  /// A dot between letters, as in `H.S`, is part of a name.
  private func isInnerDot(_ bytes: Span<UInt8>) -> Bool {
    bytes[at] == 0x2E && at + 1 < end && Self.isLetter(bytes[at + 1])
  }

  private mutating func skipTag(_ bytes: Span<UInt8>) {
    closesFont = at + 1 < end && bytes[at + 1] == 0x2F
    opensFont = !closesFont
    while at < end, bytes[at] != 0x3E { at += 1 }
    if at >= end { isOpen = true }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func shortNumber(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    let start = at
    var value = 0
    while at < end, at - start < 2, bytes[at] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[at] &- 0x30)
      at += 1
    }
    return at > start ? value : nil
  }
}
