import Tracks

/// The unit in which numbers count time.
enum TimeScale {
  /// Told from the size of each number: seconds, milliseconds, microseconds or nanoseconds.
  case byMagnitude
  /// Powers of ten of a second: 0 seconds, −3 milliseconds, −6, −9.
  case tenTo(Int)

  /// The instant a number stands for, to the nearest microsecond; nil when it does not fit.
  ///
  /// By magnitude, below 10¹¹ it is seconds (until the year 5138), below 10¹⁴ milliseconds, below 10¹⁷
  /// microseconds, else nanoseconds: each of these is after 1973 in its unit, so no time of a real
  /// flight is mistaken.
  func microseconds(_ number: Decimal) -> Int64? {
    let power: Int
    switch self {
    case .tenTo(let chosen): power = chosen
    case .byMagnitude:
      // Digits before the point tell the size.
      let size = digitCount(number.digits) + number.exponent
      power = size <= 11 ? 0 : size <= 14 ? -3 : size <= 17 ? -6 : -9
    }
    guard number.digits != 0 else { return 0 }
    guard let value = scaled(number.digits, by: number.exponent + power + 6) else { return nil }
    return number.isNegative ? -value : value
  }

  /// Appends the instants of a column of numbers: microseconds for plain ones between 1973 and 2041, as
  /// ``microseconds(_:)`` gives them; else `Int64.min`.
  ///
  /// - Parameter numbers: Room for the cells' numbers.
  func appendPlain(
    _ bytes: Span<UInt8>, _ cells: [Cell], by numbers: inout [Double], to times: inout [Int64]
  ) {
    numbers.removeAll(keepingCapacity: true)
    _ = PlainNumbers.append(bytes, cells, point: 0x2E, to: &numbers)
    let powers: [Int]
    switch self {
    case .byMagnitude: powers = [0, -3, -6]
    case .tenTo(let power): powers = [power, power, power]
    }
    times.append(addingCapacity: cells.count) { times in
      for number in numbers {
        // A plain number has 16 characters at most, so that nothing beyond microseconds is written. Both
        // it and its product are rounded by less than a quarter of a microsecond below 2⁵¹.
        var instant = Int64.min
        if number >= 1e8 && number < 0x1p51 * 1e-6 {
          if powers[0] == 0 { instant = Int64(number * 1e6 + 0.5) }
        } else if number >= 1e11 && number < 0x1p51 * 1e-3 {
          if powers[1] == -3 { instant = Int64(number * 1e3 + 0.5) }
        } else if number >= 1e14 && number < 0x1p51 {
          if powers[2] == -6 { instant = Int64(number + 0.5) }
        }
        times.append(instant)
      }
    }
  }

  private func digitCount(_ value: UInt64) -> Int {
    // A binary digit is 1233 ÷ 4096 of a decimal one, at most one too few.
    let count = ((64 &- (value | 1).leadingZeroBitCount) &* 1233) >> 12
    return value >= tens[count] ? count &+ 1 : max(1, count)
  }

  private func scaled(_ digits: UInt64, by exponent: Int) -> Int64? {
    guard exponent >= -20, exponent <= 18 else { return exponent < 0 ? 0 : nil }
    var value = digits
    if exponent >= 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: tens[exponent])
      if overflow { return nil }
      value = product
    } else {
      value /= tens[-exponent - 1]
      value = (value + 5) / 10
    }
    return value <= UInt64(Int64.max) ? Int64(value) : nil
  }
}

/// 10⁰ … 10¹⁹.
private let tens: [UInt64] = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  10_000_000_000_000_000_000,
]
