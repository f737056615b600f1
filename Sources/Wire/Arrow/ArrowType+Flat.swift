import Tracks

extension ArrowType {
  /// The type of a Field table: the union's type byte in slot 2, its table in slot 3
  /// (Arrow's `Schema.fbs`).
  ///
  /// - Parameter isVersion4: Whether the metadata is of version 4, where unions have a validity.
  /// - Throws: For types that came after this was written, whose layout is not known.
  init(_ field: FlatTable, isVersion4: Bool) throws(DwellError) {
    let code = try field.byte(2)
    let table = try field.table(3)
    func number(_ slot: Int, _ width: Int, _ otherwise: Int64 = 0) throws(DwellError) -> Int64 {
      try table?.number(slot, width: width, otherwise: otherwise) ?? otherwise
    }
    switch code {
    case 1: self = .null
    case 2:
      let bits = Int(try number(0, 4))
      guard [8, 16, 32, 64].contains(bits) else {
        throw field.damage("it has integers of \(bits) bits")
      }
      self = .integer(bits: bits, isSigned: try table?.truth(1) ?? false)
    case 3:
      let precision = try number(0, 2)
      guard (0...2).contains(precision) else {
        throw field.damage("it has floating point of precision \(precision)")
      }
      self = .real(bits: 16 << Int(precision))
    case 4: self = .bytes(.small)
    case 5: self = .text(.small)
    case 6: self = .boolean
    case 7: self = .foreign(name: "decimal", buffers: 2)
    case 8:
      self =
        try number(0, 2, 1) == 0
        ? .instant(bits: 32, tick: .day) : .instant(bits: 64, tick: .millisecond)
    case 9: self = .foreign(name: "time of day", buffers: 2)
    case 10:
      let unit = Int(try number(0, 2))
      guard let tick = Tick(rawValue: unit), tick != .day else {
        throw field.damage("it has timestamps of unit \(unit)")
      }
      self = .instant(bits: 64, tick: tick)
    case 11: self = .foreign(name: "interval", buffers: 2)
    case 12: self = .list(.small)
    case 13: self = .foreign(name: "struct", buffers: 1)
    case 14:
      let own = try number(0, 2) == 0 ? 1 : 2
      self = .foreign(name: "union", buffers: own + (isVersion4 ? 1 : 0))
    case 15: self = .foreign(name: "fixed-size binary", buffers: 2)
    case 16:
      let size = Int(try number(0, 4))
      guard size >= 0 else { throw field.damage("it has lists of \(size) elements") }
      self = .fixedList(size: size)
    case 17: self = .foreign(name: "map", buffers: 2)
    case 18: self = .foreign(name: "duration", buffers: 2)
    case 19: self = .bytes(.large)
    case 20: self = .text(.large)
    case 21: self = .list(.large)
    case 22: self = .foreign(name: "run-end encoded", buffers: 0)
    case 23: self = .bytes(.view)
    case 24: self = .text(.view)
    case 25, 26: self = .foreign(name: "list view", buffers: 3)
    default: throw field.damage("it has a type numbered \(code), which is not known")
    }
  }

  /// The slots 2 and 3 of a Field table.
  ///
  /// Only the types that ``Table`` needs are ever written.
  var flat: (code: UInt8, table: [FlatValue]) {
    switch self {
    case .boolean: (6, [])
    case .integer(let bits, let isSigned): (2, [.word(Int32(bits)), .truth(isSigned)])
    case .real(let bits): (3, [.short(Int16(bits / 32))])
    case .text: (5, [])
    case .bytes: (4, [])
    case .instant(_, let tick): (10, [.short(Int16(tick.rawValue)), .text("UTC")])
    case .list: (12, [])
    case .null, .fixedList, .foreign: preconditionFailure("a type that no column is written as")
    }
  }
}
