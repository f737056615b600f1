import Tracks

/// Writes newline-delimited JSON: one flat object a row, `layer` first, geometry as WKT.
///
/// Fixes and points stand first, as they come; then the held kinds in ``layerOrder``. A trailer
/// that comes is the last line, `{"trailer":{…}}`.
final class ObjectSink: RecordSink {
  let notes: [String] = []
  private let sink: any ByteSink
  private let settings: ExportSettings
  private var held = HeldRecords()
  private var trailer: Table?
  private var buffer = TextBuffer()
  private let reserved: Set<String> = ["layer", "geometry"]

  init(_ sink: any ByteSink, settings: ExportSettings) {
    self.sink = sink
    self.settings = settings
  }

  func write(_ batch: consuming Table) throws(DwellError) {
    let table = batch
    if table.kind == .trailer {
      trailer = table
    } else if table.kind.isHeld {
      held.hold(table, settings: settings)
    } else {
      let schema = LayerSchema(table, reserved: reserved, settings: settings)
      let rows = schema.rows(of: table)
      let names = schema.jsonNames
      for row in 0..<rows.count { try append(rows, row, schema, names) }
    }
  }

  func commit() throws(DwellError) {
    for kind in held.kinds {
      guard let layer = held.take(kind, reserved: reserved, settings: settings) else { continue }
      let names = layer.schema.jsonNames
      try layer.forEachRow { rows, row throws(DwellError) in
        try append(rows, row, layer.schema, names)
      }
    }
    if let trailer { try append(trailer) }
    try buffer.flush(to: sink, atLeast: 1)
    try sink.commit()
  }

  private func append(
    _ rows: LayerRows, _ row: Int, _ schema: LayerSchema, _ names: [String]
  ) throws(DwellError) {
    buffer.append("{\"layer\":\"")
    buffer.append(schema.kind.singular)
    buffer.append("\"")
    try buffer.append(jsonMembersOf: rows, row, names: names, schema: schema)
    // Of fixes and points the columns say where; a second time would only make lines longer.
    if case .column = schema.geometry {
      buffer.append(",\"geometry\":")
      if let extent = try rows.geometry(row).extent() {
        buffer.append("\"")
        buffer.append(wellKnownText: extent)
        buffer.append("\"")
      } else {
        buffer.append("null")
      }
    }
    buffer.append("}\n")
    try buffer.flush(to: sink)
  }

  private func append(_ trailer: Table) throws(DwellError) {
    let schema = LayerSchema(trailer, reserved: [], settings: settings)
    let rows = schema.rows(of: trailer)
    for row in 0..<rows.count {
      var members = TextBuffer()
      try members.append(jsonMembersOf: rows, row, names: schema.jsonNames, schema: schema)
      buffer.append("{\"trailer\":{")
      buffer.bytes.append(contentsOf: members.bytes.dropFirst())
      buffer.append("}}\n")
    }
  }
}
