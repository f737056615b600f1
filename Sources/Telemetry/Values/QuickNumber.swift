/// Reads a plain decimal number, `-39.8502677`, of at most 16 characters beside its sign.
///
/// No loop and no branch on the digits: the characters are loaded as two words that end where the cell
/// ends, the point is cut out by shifts, and eight digits at a time become a number with three
/// multiplications (Lemire: Number Parsing at a Gigabyte per Second, 2021, §3). Digits up to 2⁵³ over a
/// power of ten up to 10¹⁶ are rounded once, so the value is the nearest double.
///
/// - Parameter point: The decimal point.
/// - Returns: What stands there; nil for everything less plain, which may still be a number.
@inline(__always)
func quickNumber(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Double? {
  guard let decimal = quickDecimal(bytes, cell, point: point), decimal.digits <= 1 << 53 else {
    return nil
  }
  let value = Double(decimal.digits) / powersOfTen[-decimal.exponent]
  return decimal.isNegative ? -value : value
}

/// The digits of a plain decimal number of at most 16 characters beside its sign; nil for all others.
@inline(__always)
func quickDecimal(_ bytes: Span<UInt8>, _ cell: Cell, point: UInt8) -> Decimal? {
  guard cell.start < cell.end else { return nil }
  let isNegative = bytes[cell.start] == 0x2D
  let count = cell.end &- cell.start &- (isNegative ? 1 : 0)
  guard count >= 1, count <= 16 else { return nil }
  let pattern = UInt64(point) &* everyByte
  var places = 0
  var digits: UInt64
  if count <= 8 {
    // The characters are the last of the word, after zeros as they are written.
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    var high =
      shortWord(bytes, cell.end &- count, count) &<< shift | zeros & ~(UInt64.max &<< shift)
    let hit = zeroByte(high ^ pattern)
    if hit != 0 {
      places = 7 &- hit.trailingZeroBitCount >> 3
      high = cutOut(high, hit, before: 0x30)
      guard count > 1 else { return nil }
    }
    guard areDigits(high) else { return nil }
    digits = eightDigits(high)
  } else {
    let shift = UInt64(truncatingIfNeeded: 128 &- 8 &* count)
    var high = word(bytes, cell.end &- 8)
    var low =
      word(bytes, cell.end &- count) &<< shift | zeros & ~(UInt64.max &<< shift)
    let hit = zeroByte(high ^ pattern)
    if hit != 0 {
      places = 7 &- hit.trailingZeroBitCount >> 3
      high = cutOut(high, hit, before: low >> 56)
      low = low << 8 | 0x30
    } else {
      let hit = zeroByte(low ^ pattern)
      if hit != 0 {
        places = 15 &- hit.trailingZeroBitCount >> 3
        low = cutOut(low, hit, before: 0x30)
      }
    }
    guard areDigits(low), areDigits(high) else { return nil }
    digits = eightDigits(low) &* 100_000_000 &+ eightDigits(high)
  }
  return Decimal(digits: digits, exponent: -places, isNegative: isNegative)
}

/// Eight bytes as a word whose lowest byte is the first.
@inline(__always)
func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
  // SAFETY: every bit pattern is a UInt64; the range is checked.
  UInt64(
    littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
      fromByteOffset: start, as: UInt64.self))
}

/// One to eight bytes as a word whose lowest byte is the first, and nothing above the last.
@inline(__always)
func shortWord(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
  let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  if start &+ count >= 8 { return word(bytes, start &+ count &- 8) &>> unused }
  if start &+ 8 <= bytes.count { return word(bytes, start) & (UInt64.max &>> unused) }
  var word: UInt64 = 0
  for place in 0..<count {
    word |= UInt64(bytes[start &+ place]) &<< UInt64(truncatingIfNeeded: 8 &* place)
  }
  return word
}

/// Where a byte first stands from `start` on; `end` where it does not before that.
@inline(__always)
func place(of byte: UInt8, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
  let pattern = UInt64(byte) &* everyByte
  var at = start
  while at < end, at &+ 8 <= bytes.count {
    let hit = zeroByte(word(bytes, at) ^ pattern)
    if hit != 0 { return min(end, at &+ (hit.trailingZeroBitCount >> 3)) }
    at &+= 8
  }
  while at < end, bytes[at] != byte { at &+= 1 }
  return min(at, end)
}

/// The top bit of the first byte that is zero, with others above it; 0 when none is zero.
@inline(__always)
private func zeroByte(_ word: UInt64) -> UInt64 { (word &- everyByte) & ~word & (everyByte << 7) }

/// A word without the byte of which `hit` is the top bit: those before it move up, `before` comes first.
@inline(__always)
private func cutOut(_ word: UInt64, _ hit: UInt64, before: UInt64) -> UInt64 {
  // Bits below the lowest byte that was hit.
  let lower = ((hit & (0 &- hit)) >> 7) &- 1
  return word & (~lower << 8) | (word & lower) << 8 | before
}

/// Whether all eight characters are digits.
@inline(__always)
func areDigits(_ word: UInt64) -> Bool {
  let high = everyByte &* 0xF0
  return (word & high) | ((word &+ everyByte &* 6) & high) >> 4 == everyByte &* 0x33
}

/// A fraction of up to six digits, the first characters of a word, in millionths; nil when another
/// character is among them.
@inline(__always)
func millionths(_ text: UInt64, digits count: Int) -> Int64? {
  // As six digits, zeros behind them, after two zeros.
  let behind = UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count)
  let digits = (text & ~behind | zeros & behind) &<< 16 | zeros >> 48
  return areDigits(digits) ? Int64(truncatingIfNeeded: eightDigits(digits)) : nil
}

/// The number that eight digits make.
@inline(__always)
private func eightDigits(_ word: UInt64) -> UInt64 {
  var value = word & (everyByte &* 0x0F)
  value = (value &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
  value = (value &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
  return (value &* 42_949_672_960_001) >> 32
}

/// 1 in every byte.
private let everyByte: UInt64 = 0x0101_0101_0101_0101
/// Eight zeros as they are written.
private let zeros: UInt64 = 0x3030_3030_3030_3030
