import Tracks

extension BatchBody {
  /// Appends the values of a column.
  /// - Throws: When a list column holds more elements, or text more bytes, than 32 bits count.
  mutating func append(_ column: Column) throws(DwellError) {
    switch column.values {
    case .boolean(let values): append(booleans: values)
    case .integer32(let values): append(integers: values)
    case .integer(let values), .instant(let values): append(integers: values)
    case .real(let values): append(reals: values)
    case .text(let values): append(texts: values)
    case .geometry(let values): append(packed: values)
    case .coded(let labels): append(codes: labels.codes)
    case .reals(let lists):
      try append(offsetsOf: lists, in: column.name)
      append(reals: Array(lists.joined()))
    case .integers(let lists):
      try append(offsetsOf: lists, in: column.name)
      append(integers: Array(lists.joined()))
    case .texts(let lists):
      try append(offsetsOf: lists, in: column.name)
      try append(texts: Array(lists.joined()), in: column.name)
    }
  }

  /// Appends texts: the elements of lists, or what a coded column's indices refer to.
  mutating func append(texts: [String], in name: String) throws(DwellError) {
    guard texts.reduce(0, { $0 + $1.utf8.count }) <= Int(Int32.max) else {
      throw DwellError(
        .badData, "column '\(name)' holds more than 2³¹ bytes of text: write smaller batches")
    }
    append(packed: PackedBytes(texts))
  }

  /// Appends the indices of a coded column; below 0 is null.
  mutating func append(codes: [Int32]) {
    var nulls = 0
    for code in codes where code < 0 { nulls &+= 1 }
    beginField(count: codes.count, nulls: nulls)
    if nulls == 0 {
      appendNothing()
      append(codes)
    } else {
      append(bits: Bits.packed(codes.count) { codes[$0] >= 0 }, count: codes.count)
      append(codes.map { max($0, 0) })
    }
  }

  private mutating func append(booleans values: [Bool?]) {
    var nulls = 0
    for value in values where value == nil { nulls &+= 1 }
    beginField(count: values.count, nulls: nulls)
    if nulls == 0 {
      appendNothing()
    } else {
      append(bits: Bits.packed(values.count) { values[$0] != nil }, count: values.count)
    }
    append(bits: Bits.packed(values.count) { values[$0] == true }, count: values.count)
  }

  private mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(
    integers values: [Value]
  ) {
    var nulls = 0
    for value in values where value == .min { nulls &+= 1 }
    beginField(count: values.count, nulls: nulls)
    if nulls == 0 {
      appendNothing()
    } else {
      append(bits: Bits.packed(values.count) { values[$0] != .min }, count: values.count)
    }
    append(values)
  }

  private mutating func append(reals values: [Double]) {
    var nulls = 0
    for value in values where value.isNaN { nulls &+= 1 }
    beginField(count: values.count, nulls: nulls)
    if nulls == 0 {
      appendNothing()
    } else {
      append(bits: Bits.packed(values.count) { !values[$0].isNaN }, count: values.count)
    }
    append(values)
  }

  /// Text that is not UTF-8 is repaired: other libraries trust what they read.
  private mutating func append(texts values: PackedBytes) {
    if WellFormedText.holds(in: values) {
      append(packed: values)
    } else {
      append(packed: PackedBytes((0..<values.count).map { values[$0] }))
    }
  }

  private mutating func append(packed values: PackedBytes) {
    let validity = values.validity
    var nulls = 0
    for isValid in validity where !isValid { nulls &+= 1 }
    beginField(count: values.count, nulls: nulls)
    if nulls == 0 {
      appendNothing()
    } else {
      append(bits: Bits.packed(validity.count) { validity[$0] }, count: validity.count)
    }
    append(values.offsets)
    append(values.bytes)
  }

  private mutating func append<Element>(
    offsetsOf lists: [[Element]], in name: String
  ) throws(DwellError) {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(lists.count + 1)
    var end = 0
    for list in lists {
      end += list.count
      guard end <= Int(Int32.max) else {
        throw DwellError(
          .badData, "column '\(name)' holds more than 2³¹ list elements: write smaller batches")
      }
      offsets.append(Int32(end))
    }
    beginField(count: lists.count, nulls: 0)
    appendNothing()
    append(offsets)
  }
}
