package import Tracks

/// Writes comma-separated values (RFC 4180, lines end in LF): a header, geometry as WKT in the
/// column `geometry`, lists as JSON; null is nothing, empty text `""`.
///
/// One kind a file. The named file takes the kind that streams (fixes or points), or else the
/// first in ``layerOrder``; each other kind goes beside it, `areas.csv` → `areas-visits.csv`. On a
/// stream the other kinds have no room and are noted. The named file appears last.
final class DelimitedSink: RecordSink {
  private(set) var notes: [String] = []
  private let path: String?
  private let main: any ByteSink
  private let settings: ExportSettings
  private var held = HeldRecords()
  private var layers: [RecordKind: DelimitedLayer] = [:]
  private var order: [RecordKind] = []
  private var skipped: [RecordKind: Int] = [:]

  /// Writes a file, and others beside it.
  init(path: String, settings: ExportSettings) throws(DwellError) {
    self.path = isSpecialFile(path) ? nil : path
    self.settings = settings
    main = try outputFile(path: path)
  }

  /// Writes a stream.
  init(stream: any ByteSink, settings: ExportSettings) {
    path = nil
    self.settings = settings
    main = stream
  }

  func write(_ batch: consuming Table) throws(DwellError) {
    let table = batch
    guard table.kind != .trailer else { return }
    if table.kind.isHeld { return held.hold(table, settings: settings) }
    let kind = table.kind
    if layers[kind] == nil, let sink = try sink(for: kind) {
      let schema = LayerSchema(table, reserved: DelimitedLayer.reserved, settings: settings)
      layers[kind] = try DelimitedLayer(schema, sink: sink)
      order.append(kind)
    }
    if let layer = layers[kind] {
      try layer.append(table)
    } else {
      skipped[kind, default: 0] += table.rowCount
    }
  }

  func commit() throws(DwellError) {
    for kind in held.kinds {
      guard
        let layer = held.take(kind, reserved: DelimitedLayer.reserved, settings: settings)
      else { continue }
      if let sink = try sink(for: kind) {
        let written = try DelimitedLayer(layer.schema, sink: sink)
        layers[kind] = written
        order.append(kind)
        try layer.forEachRow { rows, row throws(DwellError) in try written.append(rows, row) }
      } else {
        skipped[kind] = layer.count
      }
    }
    for kind in order.dropFirst() {
      try layers[kind]?.commit()
      if let name = layers[kind]?.name { notes.append("\(name): the \(kind.rawValue)") }
    }
    for kind in layerOrder {
      guard let count = skipped[kind], let first = order.first else { continue }
      notes.append(
        "\(main.name): CSV has room for one kind, the \(first.rawValue); \(count) "
          + "\(kind.rawValue) were left out: write a file, or another format")
    }
    if let first = order.first { try layers[first]?.commit() } else { try main.commit() }
  }

  /// Where a kind that is new goes; nil when there is no room.
  private func sink(for kind: RecordKind) throws(DwellError) -> (any ByteSink)? {
    if order.isEmpty { return main }
    guard let path else { return nil }
    return try FileSink(path: pathBeside(path, kind: kind))
  }
}

/// The path of a further kind: its name goes before the extension.
package func pathBeside(_ path: String, kind: RecordKind) -> String {
  let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  let dot = path[start...].lastIndex(of: ".") ?? path.endIndex
  // A dot at the very start hides a file; it begins no extension.
  let end = dot == start ? path.endIndex : dot
  return "\(path[..<end])-\(kind.rawValue)\(path[end...])"
}
