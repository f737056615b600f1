import Tracks

/// Reads the columns of record batches into ``ColumnValues``.
struct ColumnReader {
  /// The batch.
  var cursor: BatchCursor
  /// What dictionary-encoded columns refer to.
  let dictionaries: DictionaryStore
  /// Where losses are told.
  let notices: Notices

  /// The next column of the batch, which has a meaning.
  mutating func column(_ field: ArrowField) throws(DwellError) -> ColumnValues {
    cursor.column = field.name
    let values = try read(field)
    guard values.count == cursor.rowCount else {
      throw cursor.damage("it has \(values.count) rows in a batch of \(cursor.rowCount)")
    }
    return values
  }

  /// Steps over a column that is left out.
  mutating func skip(_ field: ArrowField) throws(DwellError) {
    cursor.column = field.name
    try cursor.skip(field)
  }

  /// The values of a dictionary batch for a field that refers to it.
  mutating func dictionary(_ field: ArrowField) throws(DwellError) -> ColumnValues {
    cursor.column = field.name
    let values = try plain(field)
    guard values.count == cursor.rowCount else {
      throw cursor.damage("its dictionary has \(values.count) of \(cursor.rowCount) values")
    }
    return values
  }

  /// The next field, through its dictionary when it has one.
  mutating func read(_ field: ArrowField) throws(DwellError) -> ColumnValues {
    if let dictionary = field.dictionary {
      return try encoded(field, dictionary)
    }
    return try plain(field)
  }

  /// The next field as it lies in the batch; of a dictionary-encoded field, the dictionary.
  mutating func plain(_ field: ArrowField) throws(DwellError) -> ColumnValues {
    let node = try cursor.field()
    switch field.type {
    case .null:
      try cursor.spend(5 * node.count)
      var nulls = PackedBytes()
      nulls.offsets = [Int32](repeating: 0, count: node.count + 1)
      nulls.validity = [Bool](repeating: false, count: node.count)
      return .text(nulls)
    case .boolean: return .boolean(try booleans(node))
    case .integer(let bits, let isSigned): return try integers(node, bits, isSigned)
    case .real(let bits): return .real(try reals(node, bits))
    case .instant(let bits, let tick): return .instant(try instants(node, bits, tick))
    case .text(let lengths): return .text(try texts(node, lengths))
    case .bytes(let lengths):
      return field.meaningOfValues == .geometry
        ? .geometry(try packed(node, lengths)) : .text(try texts(node, lengths))
    case .list(let lengths):
      let validity = try cursor.validity(of: node)
      return try lists(
        of: field.children[0], validity, try cursor.offsets(lengths, node.count))
    case .fixedList(let size):
      let validity = try cursor.validity(of: node)
      let (total, overflow) = node.count.multipliedReportingOverflow(by: size)
      guard !overflow, total <= Int(Int32.max) else {
        throw cursor.damage("\(node.count) lists of \(size) elements are too many")
      }
      try cursor.spend(12 * node.count)
      let offsets = (0...node.count).map { Int32($0 * size) }
      return try lists(of: field.children[0], validity, offsets)
    case .foreign: preconditionFailure("a column that is left out is skipped, not read")
    }
  }

  private mutating func booleans(_ node: FieldNode) throws(DwellError) -> [Bool?] {
    let validity = try cursor.validity(of: node)
    let bits = try cursor.bits(node.count)
    var values: [Bool?] = []
    values.reserveCapacity(node.count)
    for row in 0..<node.count { values.append(Bits.isSet(row, in: bits)) }
    if let validity { Bits.forEachZero(in: validity, below: node.count) { values[$0] = nil } }
    return values
  }
}
