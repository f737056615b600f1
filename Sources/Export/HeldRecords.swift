import Tracks

/// The kinds in the order their layers stand in a file: what a reader wants first comes first.
let layerOrder: [RecordKind] = [
  .areas, .visits, .findings, .sites, .crossings, .fixes, .points,
]

extension RecordKind {
  /// Whether it is held until the end and put in order; fixes and points stream.
  var isHeld: Bool { self != .fixes && self != .points && self != .trailer }

  /// What one row of the kind is called.
  var singular: String {
    switch self {
    case .fixes: "fix"
    case .visits: "visit"
    case .areas: "area"
    case .findings: "finding"
    case .sites: "site"
    case .crossings: "crossing"
    case .points: "point"
    case .trailer: "trailer"
    }
  }
}

/// The records held until the end, by kind.
struct HeldRecords {
  private var batches: [RecordKind: [Table]] = [:]

  /// Holds a batch; internal columns that will not be shown are let go at once (samples are most
  /// of a visit).
  mutating func hold(_ table: consuming Table, settings: ExportSettings) {
    var table = table
    if !settings.showsInternalColumns {
      // What a batch is put in order by is never internal.
      table.columns.removeAll(where: \.isInternal)
    }
    batches[table.kind, default: []].append(table)
  }

  /// The kinds that came, in ``layerOrder``.
  var kinds: [RecordKind] { layerOrder.filter { batches[$0] != nil } }

  /// Takes out the layer of a kind, its rows in their own order.
  mutating func take(
    _ kind: RecordKind, reserved: Set<String>, settings: ExportSettings
  ) -> HeldLayer? {
    guard let tables = batches.removeValue(forKey: kind) else { return nil }
    return HeldLayer(tables, reserved: reserved, settings: settings)
  }
}

/// All rows of one kind, in an order that depends on nothing but themselves.
struct HeldLayer {
  /// The union of the batches' columns.
  let schema: LayerSchema
  private let batches: [LayerRows]
  private let order: [(batch: Int, row: Int)]

  /// - Precondition: At least one table, all of one kind.
  init(_ tables: [Table], reserved: Set<String>, settings: ExportSettings) {
    var schema = LayerSchema(tables[0], reserved: reserved, settings: settings)
    for table in tables.dropFirst() { schema.extend(with: table) }
    self.schema = schema
    batches = tables.map { schema.rows(of: $0) }
    order = canonicalOrder(of: tables)
  }

  /// The number of rows.
  var count: Int { order.count }

  /// Hands over each row of each batch, in order.
  func forEachRow(
    _ body: (_ rows: LayerRows, _ row: Int) throws(DwellError) -> Void
  ) throws(DwellError) {
    for place in order { try body(batches[place.batch], place.row) }
  }
}
