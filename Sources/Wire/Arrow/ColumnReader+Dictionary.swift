import Tracks

extension ColumnReader {
  /// The next field, whose values are indices into a dictionary.
  mutating func encoded(
    _ field: ArrowField, _ dictionary: ArrowDictionary
  ) throws(DwellError) -> ColumnValues {
    let node = try cursor.field()
    let validity = try cursor.validity(of: node)
    var indices = try self.indices(dictionary, node.count)
    var nulls = 0
    if let validity {
      Bits.forEachZero(in: validity, below: node.count) { row in
        indices[row] = -1
        nulls &+= 1
      }
    }
    guard let values = dictionaries[dictionary.id] else {
      // Writers leave an empty dictionary out when every value is null.
      guard nulls == node.count, let values = field.meaning.nulls(nulls) else {
        throw cursor.damage("its dictionary never came")
      }
      return values
    }
    switch values {
    case .names(let names, let codes, let count):
      try check(indices, nulls, below: count)
      var labels = names
      labels.codes =
        if let codes { indices.map { $0 < 0 ? -1 : codes[Int($0)] } } else { indices }
      return .coded(labels)
    case .plain(let values):
      try check(indices, nulls, below: values.count)
      return try gathered(values, indices)
    }
  }

  /// The next buffer as indices; what 32 bits do not hold becomes `Int32.max`, which no dictionary
  /// reaches.
  private mutating func indices(
    _ dictionary: ArrowDictionary, _ count: Int
  ) throws(DwellError) -> [Int32] {
    func narrowed<Index: FixedWidthInteger>(_ indices: [Index]) -> [Int32] {
      indices.map { Int32(exactly: $0) ?? .max }
    }
    return switch (dictionary.bits, dictionary.isSigned) {
    case (8, true): narrowed(try cursor.values(Int8.self, count))
    case (8, false): narrowed(try cursor.values(UInt8.self, count))
    case (16, true): narrowed(try cursor.values(Int16.self, count))
    case (16, false): narrowed(try cursor.values(UInt16.self, count))
    case (32, true): try cursor.values(Int32.self, count)
    case (32, false): narrowed(try cursor.values(UInt32.self, count))
    case (_, true): narrowed(try cursor.values(Int64.self, count))
    case (_, false): narrowed(try cursor.values(UInt64.self, count))
    }
  }

  /// Throws unless all indices but the nulls are within a dictionary of `count` values.
  private func check(_ indices: [Int32], _ nulls: Int, below count: Int) throws(DwellError) {
    var negatives = 0
    var largest: Int32 = -1
    for index in indices {
      negatives &+= index < 0 ? 1 : 0
      largest = max(largest, index)
    }
    guard negatives == nulls, Int(largest) < count else {
      throw cursor.damage("an index is outside its dictionary of \(count)")
    }
  }

  private mutating func gathered(
    _ values: ColumnValues, _ indices: [Int32]
  ) throws(DwellError) -> ColumnValues {
    func picked<Value>(_ values: [Value], _ null: Value) -> [Value] {
      indices.map { $0 < 0 ? null : values[Int($0)] }
    }
    switch values {
    case .boolean(let values): return .boolean(picked(values, nil))
    case .integer32(let values): return .integer32(picked(values, .min))
    case .integer(let values): return .integer(picked(values, .min))
    case .instant(let values): return .instant(picked(values, .min))
    case .real(let values): return .real(picked(values, .nan))
    case .geometry(let values):
      for index in indices where index >= 0 {
        try cursor.spend(values.bytes(at: Int(index))?.count ?? 0)
      }
      return try geometries(values, indices)
    case .reals(let values):
      for index in indices where index >= 0 { try cursor.spend(8 * values[Int(index)].count) }
      return .reals(picked(values, []))
    case .integers(let values):
      for index in indices where index >= 0 { try cursor.spend(8 * values[Int(index)].count) }
      return .integers(picked(values, []))
    case .texts(let values):
      for index in indices where index >= 0 { try cursor.spend(16 * values[Int(index)].count) }
      return .texts(picked(values, []))
    case .text, .coded: preconditionFailure("text dictionaries are kept as names")
    }
  }

  private func geometries(
    _ values: PackedBytes, _ indices: [Int32]
  ) throws(DwellError) -> ColumnValues {
    var result = PackedBytes()
    for index in indices {
      guard index >= 0, let bytes = values.bytes(at: Int(index)) else {
        result.appendNull()
        continue
      }
      guard bytes.count <= Int(Int32.max) - result.bytes.count else {
        throw cursor.refusal("it holds more than 2³¹ bytes in a batch: write smaller batches")
      }
      result.append(bytes: bytes)
    }
    return .geometry(result)
  }
}
