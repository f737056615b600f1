import Tracks

extension ColumnReader {
  /// The next field as 32-bit integers where those hold its type, else as 64-bit ones.
  mutating func integers(
    _ node: FieldNode, _ bits: Int, _ isSigned: Bool
  ) throws(DwellError) -> ColumnValues {
    let validity = try cursor.validity(of: node)
    let count = node.count
    switch (bits, isSigned) {
    case (8, true):
      return .integer32(marked(widened(try cursor.values(Int8.self, count)), validity))
    case (8, false):
      return .integer32(marked(widened(try cursor.values(UInt8.self, count)), validity))
    case (16, true):
      return .integer32(marked(widened(try cursor.values(Int16.self, count)), validity))
    case (16, false):
      return .integer32(marked(widened(try cursor.values(UInt16.self, count)), validity))
    case (32, true): return .integer32(marked(try cursor.values(Int32.self, count), validity))
    case (32, false):
      return .integer(marked(widened(try cursor.values(UInt32.self, count)), validity))
    case (_, true): return .integer(marked(try cursor.values(Int64.self, count), validity))
    case (_, false):
      let values = try cursor.values(UInt64.self, count)
      for (row, value) in values.enumerated() where value > UInt64(Int64.max) {
        if let validity, !Bits.isSet(row, in: validity) { continue }
        throw cursor.refusal(
          "\(value) is more than a signed 64-bit integer holds: cast the column to text, or drop it"
        )
      }
      return .integer(marked(values.map { Int64(truncatingIfNeeded: $0) }, validity))
    }
  }

  /// The next field as floating point of 64 bits.
  mutating func reals(_ node: FieldNode, _ bits: Int) throws(DwellError) -> [Double] {
    let validity = try cursor.validity(of: node)
    var values: [Double] =
      switch bits {
      case 16: try cursor.values(UInt16.self, node.count).map(number(halfPrecision:))
      case 32: try cursor.values(Float.self, node.count).map { Double($0) }
      default: try cursor.values(Double.self, node.count)
      }
    if let validity { Bits.forEachZero(in: validity, below: node.count) { values[$0] = .nan } }
    return values
  }

  /// The next field as microseconds since the Unix epoch.
  mutating func instants(
    _ node: FieldNode, _ bits: Int, _ tick: ArrowType.Tick
  ) throws(DwellError) -> [Int64] {
    let validity = try cursor.validity(of: node)
    var values =
      bits == 32
      ? widened(try cursor.values(Int32.self, node.count))
      : try cursor.values(Int64.self, node.count)
    values = marked(values, validity)
    let factor: Int64
    switch tick {
    case .microsecond: return values
    case .nanosecond: return microseconds(ofNanoseconds: values)
    case .millisecond: factor = 1000
    case .second: factor = 1_000_000
    case .day: factor = 86_400_000_000
    }
    for row in values.indices where values[row] != .min {
      let (product, overflow) = values[row].multipliedReportingOverflow(by: factor)
      guard !overflow else {
        throw cursor.refusal("the time \(values[row]) is beyond the years −290,000…294,000")
      }
      values[row] = product
    }
    return values
  }

  private func microseconds(ofNanoseconds values: [Int64]) -> [Int64] {
    var lost = 0
    var result = values
    for row in result.indices where result[row] != .min {
      let (quotient, rest) = result[row].quotientAndRemainder(dividingBy: 1000)
      lost |= Int(rest)
      result[row] = rest < 0 ? quotient - 1 : quotient
    }
    if lost != 0 {
      notices.once("column '\(cursor.column)': times are cut to whole microseconds")
    }
    return result
  }

  private func widened<Narrow: FixedWidthInteger, Wide: FixedWidthInteger>(
    _ values: [Narrow]
  ) -> [Wide] {
    values.map { Wide(truncatingIfNeeded: $0) }
  }

  /// The values with the smallest integer where the validity says null.
  ///
  /// A value that is the smallest integer becomes null too, which is told.
  private func marked<Value: FixedWidthInteger>(
    _ values: [Value], _ validity: [UInt64]?
  ) -> [Value] {
    var values = values
    var smallest = 0
    for value in values where value == .min { smallest &+= 1 }
    if let validity {
      Bits.forEachZero(in: validity, below: values.count) { row in
        if values[row] == .min { smallest &-= 1 }
        values[row] = .min
      }
    }
    if smallest != 0 {
      notices.once(
        "column '\(cursor.column)': the value \(Value.min) stands for null and is taken as null")
    }
    return values
  }
}

/// The number that 16 bits of IEEE 754 half precision stand for.
private func number(halfPrecision bits: UInt16) -> Double {
  let fraction = Double(bits & 0x3FF)
  let size: Double =
    switch bits >> 10 & 0x1F {
    case 0: fraction * 0x1p-24
    case 0x1F: fraction == 0 ? .infinity : .nan
    case let exponent:
      Double(sign: .plus, exponent: Int(exponent) - 25, significand: 1024 + fraction)
    }
  return bits & 0x8000 == 0 ? size : -size
}
