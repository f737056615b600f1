import Tracks

/// The columns that a kind of record is written with, and where its geometry comes from.
struct LayerSchema {
  /// Of what.
  let kind: RecordKind
  /// The attributes, in order.
  private(set) var columns: [LayerColumn] = []
  /// Where each row's geometry comes from.
  let geometry: GeometryPlace
  private let reserved: Set<String>
  private let showsInternalColumns: Bool

  /// The schema of a first batch.
  ///
  /// - Parameters:
  ///   - table: The batch.
  ///   - reserved: Names in lower case that no attribute may have; one that does gets `_2` at
  ///     its end.
  ///   - settings: Whether internal columns are shown.
  init(_ table: Table, reserved: Set<String>, settings: ExportSettings) {
    kind = table.kind
    geometry = GeometryPlace(in: table)
    self.reserved = reserved
    showsInternalColumns = settings.showsInternalColumns
    extend(with: table)
  }

  /// Adds the columns of a later batch that are new, by name or by type, and returns them.
  @discardableResult
  mutating func extend(with table: Table) -> [LayerColumn] {
    let old = columns.count
    var names = reserved.union(columns.map { $0.name.lowercased() })
    for column in shown(table) where position(of: column) == nil {
      var name = column.name
      var suffix = 2
      while !names.insert(name.lowercased()).inserted {
        name = "\(column.name)_\(suffix)"
        suffix += 1
      }
      columns.append(LayerColumn(name: name, of: column, kind: kind))
    }
    return Array(columns[old...])
  }

  /// The rows of a batch as this schema has them; columns that the batch lacks are null.
  ///
  /// - Precondition: ``extend(with:)`` has seen a batch with these columns.
  func rows(of table: Table) -> LayerRows {
    var values = [ColumnValues?](repeating: nil, count: columns.count)
    for column in shown(table) {
      if let position = position(of: column) { values[position] = column.values }
    }
    return LayerRows(values: values, geometry: geometry.values(in: table), count: table.rowCount)
  }

  /// The columns of a batch that the schema lacks.
  func newColumns(of table: Table) -> [String] {
    shown(table).filter { position(of: $0) == nil }.map(\.name)
  }

  private func position(of column: Column) -> Int? {
    let type = ColumnType(column.values)
    return columns.firstIndex { $0.source == column.name && $0.type == type }
  }

  private func shown(_ table: Table) -> [Column] {
    var isTaken = false
    return table.columns.filter { column in
      if !isTaken, geometry.isColumn(column) {
        isTaken = true
        return false
      }
      return showsInternalColumns || !column.isInternal
    }
  }
}

/// One attribute of a layer.
struct LayerColumn {
  /// What it is called in the output: the column's own name, but for clashes.
  let name: String
  /// The column's name.
  let source: String
  /// What it holds.
  let type: ColumnType
  /// How many decimals its numbers are shown with; nil for all.
  let decimals: Int?

  init(name: String, of column: Column, kind: RecordKind) {
    self.name = name
    source = column.name
    type = ColumnType(column.values)
    decimals = Export.decimals(ofColumn: column.name, kind: kind)
  }
}

/// What a column holds, as far as sinks tell types apart.
enum ColumnType {
  case boolean
  case integer
  case real
  case instant
  case text
  case geometry
  case list

  init(_ values: ColumnValues) {
    self =
      switch values {
      case .boolean: .boolean
      case .integer32, .integer: .integer
      case .real: .real
      case .instant: .instant
      case .text, .coded: .text
      case .geometry: .geometry
      case .reals, .integers, .texts: .list
      }
  }
}

/// The rows of one batch, columns in the order of a ``LayerSchema``.
struct LayerRows {
  fileprivate let values: [ColumnValues?]
  fileprivate let geometry: GeometryValues
  /// The number of rows.
  let count: Int

  /// A value.
  func cell(_ row: Int, _ column: Int) -> Cell { values[column]?.cell(row) ?? .null }

  /// The geometry of a row.
  func geometry(_ row: Int) -> RowGeometry { geometry[row] }
}
