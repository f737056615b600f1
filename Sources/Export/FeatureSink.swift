import Tracks

/// Writes GeoJSON features (RFC 7946): `layer` first among their properties, then the columns.
///
/// Fixes and points stand first, as they come; then the held kinds in ``layerOrder``. Longitude and
/// latitude are WGS 84, so there is no `crs` member; geometry that crosses the antimeridian has
/// been cut by whoever made it.
final class FeatureSink: RecordSink {
  /// What stands before and after the features.
  enum Framing {
    /// One FeatureCollection.
    case collection
    /// RS before each (RFC 8142), LF after.
    case sequence
    /// LF after each.
    case lines
  }

  let notes: [String] = []
  private let sink: any ByteSink
  private let framing: Framing
  private let settings: ExportSettings
  private var held = HeldRecords()
  private var buffer = TextBuffer()
  private var isFirst = true

  init(_ sink: any ByteSink, framing: Framing, settings: ExportSettings) {
    self.sink = sink
    self.framing = framing
    self.settings = settings
    if framing == .collection {
      buffer.append("{\"type\":\"FeatureCollection\",\"features\":[")
    }
  }

  func write(_ batch: consuming Table) throws(DwellError) {
    let table = batch
    guard table.kind != .trailer else { return }
    if table.kind.isHeld { return held.hold(table, settings: settings) }
    let schema = LayerSchema(table, reserved: ["layer"], settings: settings)
    let rows = schema.rows(of: table)
    let names = schema.jsonNames
    for row in 0..<rows.count { try append(rows, row, schema, names) }
  }

  func commit() throws(DwellError) {
    for kind in held.kinds {
      guard let layer = held.take(kind, reserved: ["layer"], settings: settings) else { continue }
      let names = layer.schema.jsonNames
      try layer.forEachRow { rows, row throws(DwellError) in
        try append(rows, row, layer.schema, names)
      }
    }
    if framing == .collection { buffer.append("\n]}\n") }
    try buffer.flush(to: sink, atLeast: 1)
    try sink.commit()
  }

  private func append(
    _ rows: LayerRows, _ row: Int, _ schema: LayerSchema, _ names: [String]
  ) throws(DwellError) {
    switch framing {
    case .collection: buffer.append(isFirst ? "\n" : ",\n")
    case .sequence: buffer.append("\u{1E}")
    case .lines: break
    }
    isFirst = false
    buffer.append("{\"type\":\"Feature\",\"properties\":{\"layer\":\"")
    buffer.append(schema.kind.singular)
    buffer.append("\"")
    try buffer.append(jsonMembersOf: rows, row, names: names, schema: schema)
    buffer.append("},\"geometry\":")
    // A plane that is not on the map has no place in GeoJSON: its x and y are properties.
    if schema.geometry != .plane, let extent = try rows.geometry(row).extent() {
      buffer.append(geoJSON: extent)
    } else {
      buffer.append("null")
    }
    buffer.append("}")
    if framing != .collection { buffer.append("\n") }
    try buffer.flush(to: sink)
  }
}
