import Tracks

/// One layer of a GeoPackage while it is written.
final class GeoPackageLayer {
  /// Names no attribute may have.
  static let reserved: Set<String> = ["fid", "geom"]

  private let database: GeoPackageDatabase
  private var schema: LayerSchema
  private let type: GeoPackageGeometryType
  private let index: SpatialIndex?
  private var nextId: Int64 = 1
  private var bounds: (west: Double, south: Double, east: Double, north: Double)?
  private var insertion = ""
  /// The latest instant in it, microseconds.
  private(set) var latest: Int64?

  private var name: String { schema.kind.rawValue }
  private var table: String { GeoPackageTables.quoted(name) }

  /// Degrees, or of points in a plane an unknown metric system.
  private var system: Int32 { schema.geometry == .plane ? -1 : 4326 }

  /// Creates the table and its index; without geometry it is a table of attributes.
  init(
    _ schema: LayerSchema, type: GeoPackageGeometryType, in database: GeoPackageDatabase,
    settings: ExportSettings
  ) throws(DwellError) {
    self.database = database
    self.schema = schema
    self.type = type
    let hasGeometry = schema.geometry != .none
    let columns = schema.columns.map { ", \(Self.declaration($0))" }.joined()
    try database.execute(
      "CREATE TABLE \(GeoPackageTables.quoted(schema.kind.rawValue)) "
        + "(\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
        + "\(hasGeometry ? ", \"geom\" \(type.rawValue)" : "")\(columns))")
    index =
      hasGeometry
      ? try SpatialIndex(
        database: database, layer: schema.kind.rawValue, column: "geom",
        packingLimit: settings.packedBoxes) : nil
    prepareInsertion()
  }

  /// Appends the rows of a batch; columns that are new are added to the table.
  func append(_ table: Table) throws(DwellError) {
    let added = schema.extend(with: table)
    for column in added {
      try database.execute("ALTER TABLE \(self.table) ADD COLUMN \(Self.declaration(column))")
    }
    if !added.isEmpty { prepareInsertion() }
    let rows = schema.rows(of: table)
    try append((0..<rows.count).map { (rows, $0) })
  }

  /// Appends rows of batches that the schema already knows.
  func append(_ places: [(rows: LayerRows, row: Int)]) throws(DwellError) {
    var boxes: [IndexBox] = []
    let first = nextId
    try database.insert(insertion, count: places.count) { place throws(DwellError) in
      let (rows, row) = places[place]
      let id = first + Int64(place)
      var values: [GeoPackageDatabase.Value] = [.init(id)]
      values.reserveCapacity(schema.columns.count + 2)
      if index != nil {
        if let geometry = try geometry(of: rows, row) {
          values.append(.init(geometry.bytes))
          if let box = note(geometry, id: id) { boxes.append(box) }
        } else {
          values.append(.null)
        }
      }
      for (position, column) in schema.columns.enumerated() {
        values.append(try value(rows.cell(row, position), column))
      }
      return values
    }
    nextId += Int64(places.count)
    try index?.add(boxes)
  }

  /// Registers the layer; layers are listed in the order in which this is called.
  func finish(lastChange: String) throws(DwellError) {
    try database.execute(
      "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .init(name), .init(index == nil ? "attributes" : "features"), .init(name),
        .init(GeoPackageTables.description(of: name)), .init(lastChange),
        bounds.map { .init($0.west) } ?? .null, bounds.map { .init($0.south) } ?? .null,
        bounds.map { .init($0.east) } ?? .null, bounds.map { .init($0.north) } ?? .null,
        index == nil ? .null : .init(Int64(system)),
      ])
    guard let index else { return }
    try database.execute(
      "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
      [.init(name), .init(type.rawValue), .init(Int64(system))])
    try index.finish()
  }

  private func prepareInsertion() {
    let places = 1 + (index == nil ? 0 : 1) + schema.columns.count
    let marks = [String](repeating: "?", count: places).joined(separator: ", ")
    insertion = "INSERT INTO \(table) VALUES (\(marks))"
  }

  private func geometry(of rows: LayerRows, _ row: Int) throws(DwellError) -> GeoPackageGeometry? {
    switch rows.geometry(row) {
    case .none: nil
    case .position(let position): GeoPackageGeometry(position, system: system)
    case .binary(let bytes):
      GeoPackageGeometry(try Extent(wellKnownBinary: bytes), type: type, system: system)
    }
  }

  /// Widens the layer's bounds by a geometry and gives its box.
  private func note(_ geometry: GeoPackageGeometry, id: Int64) -> IndexBox? {
    guard let box = geometry.bounds else { return nil }
    bounds =
      bounds.map {
        (
          min($0.west, box.west), min($0.south, box.south), max($0.east, box.east),
          max($0.north, box.north)
        )
      } ?? box
    return IndexBox(
      id: id, west: box.west, south: box.south, east: box.east, north: box.north)
  }

  private func value(
    _ cell: Cell, _ column: LayerColumn
  ) throws(DwellError) -> GeoPackageDatabase.Value {
    switch cell {
    case .null: return .null
    case .boolean(let value): return .init(value ? 1 as Int64 : 0)
    case .integer(let value): return .init(value)
    case .real(let value):
      return .init(PlainNumber.rounded(value, decimals: column.decimals))
    case .instant(let value):
      latest = max(latest ?? value, value)
      var bytes: [UInt8] = []
      Export.append(instant: value, .milliseconds, to: &bytes)
      return .init(String(decoding: bytes, as: UTF8.self))
    case .text(let text): return .init(text)
    case .geometry(let binary):
      var text = TextBuffer()
      text.append(wellKnownText: try Extent(wellKnownBinary: binary))
      return .init(String(decoding: text.bytes, as: UTF8.self))
    case .reals, .integers, .texts:
      var json = TextBuffer()
      try json.append(json: cell, decimals: column.decimals)
      return .init(String(decoding: json.bytes, as: UTF8.self))
    }
  }

  private static func declaration(_ column: LayerColumn) -> String {
    let type =
      switch column.type {
      case .boolean: "BOOLEAN"
      case .integer: "INTEGER"
      case .real: "REAL"
      case .instant: "DATETIME"
      case .text, .geometry, .list: "TEXT"
      }
    return "\(GeoPackageTables.quoted(column.name)) \(type)"
  }
}
