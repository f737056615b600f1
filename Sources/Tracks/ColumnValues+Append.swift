extension ColumnValues {
  /// `count` nulls of the same type as `self`.
  package func nulls(_ count: Int) -> ColumnValues {
    switch self {
    case .boolean: return .boolean(Array(repeating: nil, count: count))
    case .integer32: return .integer32(Array(repeating: .min, count: count))
    case .integer: return .integer(Array(repeating: .min, count: count))
    case .real: return .real(Array(repeating: .nan, count: count))
    case .instant: return .instant(Array(repeating: .min, count: count))
    case .text: return .text(PackedBytes(Array(repeating: nil, count: count)))
    case .coded:
      return .coded(Labels(codes: Array(repeating: -1, count: count), names: []))
    case .geometry: return .geometry(PackedBytes(Array(repeating: nil, count: count)))
    case .reals: return .reals(Array(repeating: [], count: count))
    case .integers: return .integers(Array(repeating: [], count: count))
    case .texts: return .texts(Array(repeating: [], count: count))
    }
  }

  /// Appends the values of another column of the same type.
  ///
  /// Text is appended to coded text and the other way round, integers to wider numbers; the column
  /// takes the wider type.
  /// - Returns: Whether the types could be brought together; if not, nothing was appended.
  package mutating func append(_ other: ColumnValues) -> Bool {
    // The payload is taken out and put back, or every append would copy it.
    let old = self
    self = .boolean([])
    switch (consume old, other) {
    case (.boolean(var values), .boolean(let more)):
      values += more
      self = .boolean(values)
    case (.integer32(var values), .integer32(let more)):
      values += more
      self = .integer32(values)
    case (.integer(var values), .integer(let more)):
      values += more
      self = .integer(values)
    case (.integer(var values), .integer32(let more)):
      values += more.map { $0 == .min ? .min : Int64($0) }
      self = .integer(values)
    case (.integer32(let values), .integer(let more)):
      self = .integer(values.map { $0 == .min ? .min : Int64($0) } + more)
    case (.real(var values), .real(let more)):
      values += more
      self = .real(values)
    case (.real(var values), .integer(let more)):
      values += more.map { $0 == .min ? .nan : Double($0) }
      self = .real(values)
    case (.real(var values), .integer32(let more)):
      values += more.map { $0 == .min ? .nan : Double($0) }
      self = .real(values)
    case (.integer(let values), .real(let more)):
      self = .real(values.map { $0 == .min ? .nan : Double($0) } + more)
    case (.integer32(let values), .real(let more)):
      self = .real(values.map { $0 == .min ? .nan : Double($0) } + more)
    case (.instant(var values), .instant(let more)):
      values += more
      self = .instant(values)
    case (.text(var values), .text(let more)):
      values.append(more)
      self = .text(values)
    case (.text(var values), .coded(let more)):
      for row in 0..<more.count { values.append(more[row]) }
      self = .text(values)
    case (.coded(var values), .coded(let more)):
      values.append(more)
      self = .coded(values)
    case (.coded(var values), .text(let more)):
      for row in 0..<more.count { values.append(more[row]) }
      self = .coded(values)
    case (.geometry(var values), .geometry(let more)):
      values.append(more)
      self = .geometry(values)
    case (.reals(var values), .reals(let more)):
      values += more
      self = .reals(values)
    case (.integers(var values), .integers(let more)):
      values += more
      self = .integers(values)
    case (.texts(var values), .texts(let more)):
      values += more
      self = .texts(values)
    case (let values, _):
      self = values
      return false
    }
    return true
  }
}

extension Labels {
  /// Appends the rows of another column, and of its names those that are used.
  package mutating func append(_ other: Labels) {
    var translated = [Int32](repeating: -1, count: other.names.count)
    for foreign in other.codes {
      guard foreign >= 0 else {
        codes.append(-1)
        continue
      }
      if translated[Int(foreign)] < 0 {
        translated[Int(foreign)] = code(of: other.names[Int(foreign)])
      }
      codes.append(translated[Int(foreign)])
    }
  }

  /// Appends the rows of another column, nulls where it has none, after filling what is missing.
  ///
  /// - Parameters:
  ///   - other: The column to append; when empty it stands for `more` nulls.
  ///   - count: The rows the table had before.
  ///   - more: The rows that are added.
  package mutating func append(_ other: Labels, after count: Int, adding more: Int) {
    if isEmpty && other.isEmpty { return }
    if codes.count < count {
      codes.append(contentsOf: repeatElement(-1, count: count - codes.count))
    }
    if other.isEmpty {
      codes.append(contentsOf: repeatElement(-1, count: more))
    } else {
      append(other)
    }
  }
}
