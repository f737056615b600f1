import Tracks

/// The row whose value is not of its column's type.
struct MisfitRow: Error {
  /// Rows before it.
  var row: Int
}

extension ColumnValues {
  /// A column of a type from JSON values; nil is null.
  init(_ type: LineType, _ cells: [JSONValue?]) throws(MisfitRow) {
    switch type {
    case .boolean:
      self = .boolean(
        try read(cells, null: nil) { value in
          if case .truth(let isTrue) = value { .some(isTrue) } else { nil }
        })
    case .integer32:
      self = .integer32(
        try read(cells, null: .min) { $0.integer.flatMap { Int32(exactly: $0) } })
    case .integer: self = .integer(try read(cells, null: .min, \.integer))
    case .real: self = .real(try read(cells, null: .nan, \.real))
    case .instant:
      self = .instant(try read(cells, null: .min) { InstantText.microseconds($0) })
    case .text: self = .text(PackedBytes(try read(cells, null: nil) { $0.text.map { .some($0) } }))
    case .coded:
      var labels = Labels()
      for text in try read(cells, null: String?.none, { $0.text.map { .some($0) } }) {
        labels.append(text)
      }
      self = .coded(labels)
    case .geometry:
      let extents = try read(cells, null: Extent?.none) { Extent(geoJSON: $0).map { .some($0) } }
      var packed = PackedBytes()
      for extent in extents {
        if let extent {
          packed.append(bytes: extent.wellKnownBinary)
        } else {
          packed.appendNull()
        }
      }
      self = .geometry(packed)
    case .reals:
      self = .reals(try read(cells, null: []) { all($0) { $0 == .null ? .nan : $0.real } })
    case .integers:
      self = .integers(try read(cells, null: []) { all($0) { $0 == .null ? .min : $0.integer } })
    case .texts:
      self = .texts(try read(cells, null: []) { all($0) { $0 == .null ? "" : $0.text } })
    }
  }
}

extension LineType {
  /// The narrowest type that holds all the values; nil when none does or there are none.
  init?(of cells: [JSONValue?]) {
    let values = cells.compactMap { $0 }
    guard let first = values.first else { return nil }
    switch first {
    case .truth: self = .boolean
    case .number: self = values.allSatisfy { $0.integer != nil } ? .integer : .real
    case .text: self = .text
    case .object: self = .geometry
    case .array:
      let elements = values.flatMap { $0.elements ?? [] }.filter { $0 != .null }
      if elements.contains(where: { $0.text != nil }) {
        self = .texts
      } else {
        self = elements.allSatisfy { $0.integer != nil } ? .integers : .reals
      }
    case .null: return nil
    }
  }
}

private func read<Value>(
  _ cells: [JSONValue?], null: Value, _ value: (JSONValue) -> Value?
) throws(MisfitRow) -> [Value] {
  var values: [Value] = []
  values.reserveCapacity(cells.count)
  for (row, cell) in cells.enumerated() {
    guard let cell else {
      values.append(null)
      continue
    }
    guard let read = value(cell) else { throw MisfitRow(row: row) }
    values.append(read)
  }
  return values
}

/// The elements of an array, each read; nil when it is none or one is not of the type.
private func all<Element>(
  _ array: JSONValue, _ read: (JSONValue) -> Element?
) -> [Element]? {
  guard let elements = array.elements else { return nil }
  var result: [Element] = []
  result.reserveCapacity(elements.count)
  for element in elements {
    guard let value = read(element) else { return nil }
    result.append(value)
  }
  return result
}
