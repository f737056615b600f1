/// The kinds of record that flow through a pipeline, by the names they have on the wire.
public enum RecordKind: String, CaseIterable, Sendable {
  /// Position reports.
  case fixes
  /// Episodes of dwelling.
  case visits
  /// Outlines of clusters.
  case areas
  /// Areas against sites.
  case findings
  /// Places given or inferred.
  case sites
  /// Passages in and out of boundaries.
  case crossings
  /// Points of any origin: columns `x`, `y` in metres.
  case points
  /// The last record of a pipe: rows, drops, status.
  case trailer
}

/// A batch of records as named columns: what the wire carries and the sinks write.
public struct Table: Equatable, Sendable {
  /// What its rows are.
  public var kind: RecordKind
  /// The columns, each with ``rowCount`` rows, in the order they are shown.
  public var columns: [Column]
  /// The number of rows.
  public var rowCount: Int

  /// Makes a table; every column must have `rowCount` rows.
  public init(kind: RecordKind, columns: [Column], rowCount: Int) {
    precondition(
      columns.allSatisfy { $0.values.count == rowCount }, "columns of one table have one length")
    self.kind = kind
    self.columns = columns
    self.rowCount = rowCount
  }

  /// The first column of a name.
  public subscript(name: String) -> Column? { columns.first { $0.name == name } }
}

/// A named column of a ``Table``.
public struct Column: Equatable, Sendable {
  /// Its name, unit included: `dwell_s`, `radius_m`.
  public var name: String
  /// Its values.
  public var values: ColumnValues
  /// Whether it travels between stages only and no sink for people shows it (samples, covariances).
  public var isInternal: Bool

  /// Makes a column.
  public init(_ name: String, _ values: ColumnValues, isInternal: Bool = false) {
    self.name = name
    self.values = values
    self.isInternal = isInternal
  }
}

/// The values of a column, by type; every type has a null.
public enum ColumnValues: Equatable, Sendable {
  /// Truth values; nil is null.
  case boolean([Bool?])
  /// 32-bit integers; `Int32.min` is null.
  case integer32([Int32])
  /// 64-bit integers; `Int64.min` is null.
  case integer([Int64])
  /// 64-bit floating point; NaN is null.
  case real([Double])
  /// Microseconds since the Unix epoch; `Int64.min` is null.
  case instant([Int64])
  /// UTF-8 text.
  case text(PackedBytes)
  /// Text with few distinct values.
  case coded(Labels)
  /// Geometry in WGS 84 longitude and latitude, as ISO WKB.
  case geometry(PackedBytes)
  /// Lists of 64-bit floating point.
  case reals([[Double]])
  /// Lists of 64-bit integers.
  case integers([[Int64]])
  /// Lists of text.
  case texts([[String]])

  /// The number of rows.
  public var count: Int {
    switch self {
    case .boolean(let values): values.count
    case .integer32(let values): values.count
    case .integer(let values), .instant(let values): values.count
    case .real(let values): values.count
    case .text(let values), .geometry(let values): values.count
    case .coded(let values): values.count
    case .reals(let values): values.count
    case .integers(let values): values.count
    case .texts(let values): values.count
    }
  }

  /// The rows at `rows`, in that order.
  public func gathered(_ rows: [Int]) -> ColumnValues {
    switch self {
    case .boolean(let values): .boolean(rows.map { values[$0] })
    case .integer32(let values): .integer32(rows.map { values[$0] })
    case .integer(let values): .integer(rows.map { values[$0] })
    case .real(let values): .real(rows.map { values[$0] })
    case .instant(let values): .instant(rows.map { values[$0] })
    case .text(let values): .text(values.gathered(rows))
    case .coded(let values): .coded(values.gathered(rows))
    case .geometry(let values): .geometry(values.gathered(rows))
    case .reals(let values): .reals(rows.map { values[$0] })
    case .integers(let values): .integers(rows.map { values[$0] })
    case .texts(let values): .texts(rows.map { values[$0] })
    }
  }
}
