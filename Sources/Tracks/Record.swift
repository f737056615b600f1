/// A kind of record that is handled row by row: visits, areas, findings, sites, crossings.
///
/// ``fields`` is the one place that says which columns the kind has; the wire, GeoPackage, GeoJSON
/// and CSV all follow it.
public protocol Record: Equatable, Sendable {
  /// The kind.
  static var kind: RecordKind { get }
  /// The columns, in the order they are shown.
  static var fields: [Field<Self>] { get }
  /// A record with every field empty.
  init()
}

/// One column of a ``Record``: its name and where the value lives in the row.
public struct Field<Row>: Sendable {
  /// The name of the column, unit included.
  public var name: String
  /// Where the value lives, by type.
  public var place: Place
  /// Whether it travels between stages only.
  public var isInternal: Bool

  /// Makes a field.
  public init(_ name: String, _ place: Place, isInternal: Bool = false) {
    self.name = name
    self.place = place
    self.isInternal = isInternal
  }

  /// Where a value lives in a row.
  public enum Place: Sendable {
    /// Text; empty is null.
    case text(any WritableKeyPath<Row, String> & Sendable)
    /// Text with few distinct values; empty is null.
    case coded(any WritableKeyPath<Row, String> & Sendable)
    /// A number; NaN is null.
    case real(any WritableKeyPath<Row, Double> & Sendable)
    /// A count.
    case integer(any WritableKeyPath<Row, Int> & Sendable)
    /// An instant.
    case instant(any WritableKeyPath<Row, Instant> & Sendable)
    /// Numbers.
    case reals(any WritableKeyPath<Row, [Double]> & Sendable)
    /// Integers.
    case integers(any WritableKeyPath<Row, [Int64]> & Sendable)
    /// Texts.
    case texts(any WritableKeyPath<Row, [String]> & Sendable)
    /// A geometry.
    case extent(any WritableKeyPath<Row, Extent?> & Sendable)
  }
}

extension Record {
  /// The rows as a table.
  public static func table(_ rows: [Self]) -> Table {
    let columns = fields.map { field in
      Column(field.name, field.place.values(of: rows), isInternal: field.isInternal)
    }
    return Table(kind: kind, columns: columns, rowCount: rows.count)
  }

  /// The rows of a table; columns that are missing stay empty, those it does not know are ignored.
  public static func rows(_ table: Table) throws(DwellError) -> [Self] {
    var rows = [Self](repeating: Self(), count: table.rowCount)
    for field in fields {
      guard let column = table[field.name] else { continue }
      try field.place.store(column, into: &rows)
    }
    return rows
  }
}

extension Field.Place {
  func values(of rows: [Row]) -> ColumnValues {
    switch self {
    case .text(let path):
      return .text(PackedBytes(rows.map { $0[keyPath: path].isEmpty ? nil : $0[keyPath: path] }))
    case .coded(let path):
      var labels = Labels()
      for row in rows { labels.append(row[keyPath: path].isEmpty ? nil : row[keyPath: path]) }
      return .coded(labels)
    case .real(let path): return .real(rows.map { $0[keyPath: path] })
    case .integer(let path): return .integer(rows.map { Int64($0[keyPath: path]) })
    case .instant(let path): return .instant(rows.map { $0[keyPath: path].microseconds })
    case .reals(let path): return .reals(rows.map { $0[keyPath: path] })
    case .integers(let path): return .integers(rows.map { $0[keyPath: path] })
    case .texts(let path): return .texts(rows.map { $0[keyPath: path] })
    case .extent(let path):
      var packed = PackedBytes()
      for row in rows {
        if let extent = row[keyPath: path] {
          packed.append(bytes: extent.wellKnownBinary)
        } else {
          packed.appendNull()
        }
      }
      return .geometry(packed)
    }
  }

  func store(_ column: Column, into rows: inout [Row]) throws(DwellError) {
    switch self {
    case .text(let path), .coded(let path):
      let labels = try column.labels()
      for row in rows.indices { rows[row][keyPath: path] = labels[row] ?? "" }
    case .real(let path):
      let numbers = try column.numbers()
      for row in rows.indices { rows[row][keyPath: path] = numbers[row] }
    case .integer(let path):
      let numbers = try column.integers()
      for row in rows.indices { rows[row][keyPath: path] = Int(numbers[row]) }
    case .instant(let path):
      let instants = try column.instants()
      for row in rows.indices { rows[row][keyPath: path] = Instant(microseconds: instants[row]) }
    case .reals(let path):
      guard case .reals(let lists) = column.values else {
        throw column.mismatch("lists of numbers")
      }
      for row in rows.indices { rows[row][keyPath: path] = lists[row] }
    case .integers(let path):
      guard case .integers(let lists) = column.values else {
        throw column.mismatch("lists of integers")
      }
      for row in rows.indices { rows[row][keyPath: path] = lists[row] }
    case .texts(let path):
      guard case .texts(let lists) = column.values else { throw column.mismatch("lists of text") }
      for row in rows.indices { rows[row][keyPath: path] = lists[row] }
    case .extent(let path):
      guard case .geometry(let packed) = column.values else { throw column.mismatch("geometries") }
      for row in rows.indices {
        guard let bytes = packed.bytes(at: row) else { continue }
        rows[row][keyPath: path] = try Extent(wellKnownBinary: bytes)
      }
    }
  }
}

extension Column {
  /// The column as integers.
  func integers() throws(DwellError) -> [Int64] {
    switch values {
    case .integer(let values): return values
    case .integer32(let values): return values.map { $0 == .min ? .min : Int64($0) }
    default: throw mismatch("integers")
    }
  }
}
