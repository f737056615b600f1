import Tracks

/// A table within a ``FlatBuffer``.
struct FlatTable {
  private let buffer: FlatBuffer
  private let position: Int
  private let vtable: Int
  private let vtableSize: Int

  /// The table at a position.
  init(_ buffer: FlatBuffer, at position: Int) throws(DwellError) {
    self.buffer = buffer
    self.position = position
    try buffer.spend(8, at: position)
    let back = Int32(truncatingIfNeeded: try buffer.number(at: position, width: 4))
    vtable = position - Int(back)
    vtableSize = Int(try buffer.number(at: vtable, width: 2))
  }

  /// Where a slot's value lies; nil when the slot is absent.
  private func place(of slot: Int) throws(DwellError) -> Int? {
    let entry = 4 + 2 * slot
    guard entry + 2 <= vtableSize else { return nil }
    let offset = Int(try buffer.number(at: vtable + entry, width: 2))
    return offset == 0 ? nil : position + offset
  }

  /// A number of `width` bytes, sign-extended; `otherwise` when absent.
  func number(_ slot: Int, width: Int, otherwise: Int64 = 0) throws(DwellError) -> Int64 {
    guard let place = try place(of: slot) else { return otherwise }
    let shift = UInt64(64 - 8 * width)
    return Int64(bitPattern: try buffer.number(at: place, width: width) << shift) >> Int64(shift)
  }

  /// An enumeration of one byte; 0 when absent.
  func byte(_ slot: Int) throws(DwellError) -> UInt8 {
    UInt8(truncatingIfNeeded: try number(slot, width: 1))
  }

  /// A truth value; false when absent.
  func truth(_ slot: Int) throws(DwellError) -> Bool { try number(slot, width: 1) != 0 }

  /// A string; nil when absent.
  func text(_ slot: Int) throws(DwellError) -> String? {
    guard let place = try place(of: slot) else { return nil }
    return try buffer.text(at: try buffer.target(of: place))
  }

  /// A table; nil when absent.
  func table(_ slot: Int) throws(DwellError) -> FlatTable? {
    guard let place = try place(of: slot) else { return nil }
    return try FlatTable(buffer, at: try buffer.target(of: place))
  }

  /// A vector of tables; empty when absent.
  func tables(_ slot: Int) throws(DwellError) -> [FlatTable] {
    guard let place = try place(of: slot) else { return [] }
    var tables: [FlatTable] = []
    for element in stride(
      from: try buffer.vector(at: try buffer.target(of: place), stride: 4), by: 4)
    {
      tables.append(try FlatTable(buffer, at: try buffer.target(of: element)))
    }
    return tables
  }

  /// A vector of 64-bit integers, or of structs of `each` of them, laid end to end; empty when
  /// absent.
  func longs(_ slot: Int, each: Int = 1) throws(DwellError) -> [Int64] {
    guard let place = try place(of: slot) else { return [] }
    let range = try buffer.vector(at: try buffer.target(of: place), stride: 8 * each)
    var numbers: [Int64] = []
    numbers.reserveCapacity(range.count / 8)
    for element in stride(from: range, by: 8) {
      numbers.append(Int64(bitPattern: try buffer.number(at: element, width: 8)))
    }
    return numbers
  }

  /// The error for damage in this table.
  func damage(_ reason: String) -> DwellError { buffer.damage(reason, at: position) }
}

private func stride(from range: Range<Int>, by step: Int) -> StrideTo<Int> {
  Swift.stride(from: range.lowerBound, to: range.upperBound, by: step)
}
