import Tracks

/// How much of a second an instant is written with.
package enum SecondFraction {
  /// As short as exact, as ``Instant/description`` has it.
  case asNeeded
  /// Three digits, cut not rounded: what GeoPackage's DATETIME demands.
  case milliseconds
  /// None, and a space for the `T` and nothing for the `Z`: for a person's eye.
  case none
}

/// Appends an instant in ISO 8601, UTC.
///
/// ``Instant/description`` written straight into bytes, no string on the way: a file of fixes has
/// millions of them.
package func append(
  instant microseconds: Int64, _ fraction: SecondFraction, to bytes: inout [UInt8]
) {
  let civil = CivilTime(Instant(microseconds: microseconds))
  func part(_ value: Int, _ width: Int) {
    PlainNumber.append(UInt64(value.magnitude), to: &bytes, width: width)
  }
  if civil.year < 0 { bytes.append(UInt8(ascii: "-")) }
  part(civil.year, 4)
  bytes.append(UInt8(ascii: "-"))
  part(civil.month, 2)
  bytes.append(UInt8(ascii: "-"))
  part(civil.day, 2)
  bytes.append(fraction == .none ? UInt8(ascii: " ") : UInt8(ascii: "T"))
  part(civil.hour, 2)
  bytes.append(UInt8(ascii: ":"))
  part(civil.minute, 2)
  bytes.append(UInt8(ascii: ":"))
  part(civil.second, 2)
  switch fraction {
  case .none: return
  case .milliseconds:
    bytes.append(UInt8(ascii: "."))
    part(civil.microsecond / 1000, 3)
  case .asNeeded where civil.microsecond == 0: break
  case .asNeeded:
    bytes.append(UInt8(ascii: "."))
    let isWhole = civil.microsecond % 1000 == 0
    part(isWhole ? civil.microsecond / 1000 : civil.microsecond, isWhole ? 3 : 6)
  }
  bytes.append(UInt8(ascii: "Z"))
}
