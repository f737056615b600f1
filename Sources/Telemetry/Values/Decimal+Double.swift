extension Decimal {
  /// The double nearest to the number, or nil where that needs more than a few multiplications.
  ///
  /// Up to 2⁵³ with powers of ten up to 10²² both are exact doubles, so one operation rounds
  /// correctly (Clinger: How to Read Floating Point Numbers Accurately, PLDI 1990). Up to 19 digits
  /// over a power of ten, the quotient's error is computed with fused multiply-add and added; the
  /// sum is the nearest double unless it falls close to the middle between two, where nil is said.
  @inline(__always)
  var nearestDouble: Double? {
    if digits == 0 && !isRounded { return isNegative ? -0.0 : 0 }
    guard !isRounded, exponent >= -22, exponent <= 22 else { return nil }
    if digits <= 1 << 53 {
      let whole = Double(digits)
      let value =
        exponent < 0 ? whole / powersOfTen[-exponent] : whole * powersOfTen[exponent]
      return isNegative ? -value : value
    }
    guard exponent <= 0 else { return nil }
    let power = powersOfTen[-exponent]
    let high = Double(digits)
    // `high` may round up to 2⁶⁴ only for digits beyond 10¹⁹, which 19 digits never reach.
    let low = Double(Int64(bitPattern: digits &- UInt64(high)))
    let quotient = high / power
    let remainder = high.addingProduct(-quotient, power)
    let rest = (remainder + low) / power
    let value = quotient + rest
    // Below a power of two the doubles lie twice as close: leave those to the slow way.
    guard value.significandBitPattern != 0 else { return nil }
    let lost = abs(rest - (value - quotient))
    let half = value.ulp / 2
    guard abs(lost - half) > half * 0x1p-20 else { return nil }
    return isNegative ? -value : value
  }
}

/// 10⁰ … 10²², every one an exact double.
let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]

/// Reads a cell as a number: NaN when it is empty or a word for "no value", nil when it is neither.
@inline(__always)
func readNumber(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Double? {
  if cell.isEmpty { return .nan }
  if let value = quickNumber(bytes, cell, point: point) { return value }
  return readAnyNumber(bytes, cell, point: point)
}

/// Appends a column of cells as numbers, as ``readNumber(_:_:point:)`` reads each of them.
///
/// - Returns: How many are no numbers; NaN stands for them.
func readNumbers(
  _ bytes: Span<UInt8>, _ cells: [Cell], point: UInt8, into values: inout [Double]
) -> Int {
  let start = values.count
  let left = PlainNumbers.append(bytes, cells, point: point, to: &values)
  guard left > 0 else { return 0 }
  var unreadable = 0
  for row in cells.indices where values[start + row].isNaN && !cells[row].isEmpty {
    let read = readAnyNumber(bytes, cells[row], point: point)
    if read == nil { unreadable += 1 }
    values[start + row] = read ?? .nan
  }
  return unreadable
}

/// Reads a cell that is not empty as a number, character by character, as ``readNumber(_:_:point:)``
/// does: what that must equal.
@inline(never)
func readAnyNumber(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Double? {
  let cell = cell.trimmed(in: bytes)
  if let decimal = Decimal(bytes, cell, point: point), let value = decimal.nearestDouble {
    return value
  }
  return readHardNumber(bytes, cell, point: point)
}

/// Reads what needs more than a few multiplications: very long numbers, null words, text.
private func readHardNumber(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Double? {
  if Decimal(bytes, cell, point: point) != nil {
    let text = cell.text(in: bytes)
    let plain = point == 0x2E ? text : String(text.map { $0 == "," ? "." : $0 })
    guard let value = Double(plain), value.isFinite else { return nil }
    return value
  }
  return cell.isNullWord(in: bytes) ? .nan : nil
}
