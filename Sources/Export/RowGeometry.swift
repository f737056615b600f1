import Tracks

/// The geometry of one row.
enum RowGeometry {
  case none
  /// A position in degrees (or, of points, in metres).
  case position(Position)
  /// ISO WKB, in degrees.
  case binary(ArraySlice<UInt8>)

  /// The geometry decoded; nil for ``none``.
  func extent() throws(DwellError) -> Extent? {
    switch self {
    case .none: nil
    case .position(let position): .point(position)
    case .binary(let bytes): try Extent(wellKnownBinary: bytes)
    }
  }
}

/// Where a kind's geometry comes from.
enum GeometryPlace: Equatable {
  /// A geometry column of this name.
  case column(String)
  /// The columns `lon` and `lat`.
  case position
  /// The columns `x` and `y`, in a plane that is not on the map.
  case plane
  /// It has none.
  case none

  /// The first that a batch has: a geometry column, `lon` and `lat`, of points `x` and `y`.
  init(in table: Table) {
    if let column = table.columns.first(where: { ColumnType($0.values) == .geometry }) {
      self = .column(column.name)
    } else if table.reals("lon") != nil, table.reals("lat") != nil {
      self = .position
    } else if table.kind == .points, table.reals("x") != nil, table.reals("y") != nil {
      self = .plane
    } else {
      self = .none
    }
  }

  /// Whether a column is the geometry itself and so no attribute.
  func isColumn(_ column: Column) -> Bool {
    self == .column(column.name) && ColumnType(column.values) == .geometry
  }

  /// The geometries of a batch.
  func values(in table: Table) -> GeometryValues {
    switch self {
    case .column(let name):
      for column in table.columns where column.name == name {
        if case .geometry(let packed) = column.values { return .binary(packed) }
      }
    case .position:
      if let x = table.reals("lon"), let y = table.reals("lat") { return .positions(x, y) }
    case .plane:
      if let x = table.reals("x"), let y = table.reals("y") { return .positions(x, y) }
    case .none: break
    }
    return .none
  }
}

/// The geometries of one batch.
enum GeometryValues {
  case none
  case positions([Double], [Double])
  case binary(PackedBytes)

  /// The geometry of a row; none where a coordinate is not finite.
  subscript(row: Int) -> RowGeometry {
    switch self {
    case .none: return .none
    case .positions(let x, let y):
      guard x[row].isFinite, y[row].isFinite else { return .none }
      return .position(Position(longitude: x[row], latitude: y[row]))
    case .binary(let packed):
      guard let bytes = packed.bytes(at: row) else { return .none }
      return .binary(bytes)
    }
  }
}

extension Table {
  /// The values of a column of reals; nil when there is none of the name.
  func reals(_ name: String) -> [Double]? {
    guard case .real(let values)? = self[name]?.values else { return nil }
    return values
  }
}
