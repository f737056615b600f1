import Tracks

/// Writes KML 2.2 (OGC 07-147r2): a folder a kind, a placemark a row, for Google Earth and its like.
///
/// Fixes and points stand first, as they come; then the held kinds in ``layerOrder``. A placemark has
/// the span of its first two instants (of a fix: its instant), so that a time slider shows what was
/// when; every column is in its `ExtendedData`. Geometries lie on the ground.
final class KeyholeSink: RecordSink {
  let notes: [String] = []
  private let sink: any ByteSink
  private let settings: ExportSettings
  private var held = HeldRecords()
  private var buffer = TextBuffer()
  private var folder: RecordKind?

  init(_ sink: any ByteSink, settings: ExportSettings) {
    self.sink = sink
    self.settings = settings
    buffer.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document>

      """)
    for (kind, line, fill) in Self.styles {
      buffer.append("<Style id=\"\(kind.singular)\"><LineStyle><color>\(line)</color>")
      buffer.append(
        "<width>2</width></LineStyle><PolyStyle><color>\(fill)</color></PolyStyle></Style>\n")
    }
  }

  /// Lines and fills of the kinds that have shapes: opacity, blue, green, red.
  private static let styles: [(RecordKind, String, String)] = [
    (.areas, "ff0055ff", "550055ff"), (.visits, "ffff8800", "22ff8800"),
    (.findings, "ff00aa00", "5500aa00"), (.sites, "ff00aa00", "3300aa00"),
    (.crossings, "ffaa00aa", "33aa00aa"),
  ]

  func write(_ batch: consuming Table) throws(DwellError) {
    let table = batch
    guard table.kind != .trailer else { return }
    if table.kind.isHeld { return held.hold(table, settings: settings) }
    let schema = LayerSchema(table, reserved: [], settings: settings)
    let rows = schema.rows(of: table)
    open(table.kind)
    for row in 0..<rows.count { try append(rows, row, schema) }
  }

  func commit() throws(DwellError) {
    for kind in held.kinds {
      guard let layer = held.take(kind, reserved: [], settings: settings) else { continue }
      open(kind)
      try layer.forEachRow { rows, row throws(DwellError) in try append(rows, row, layer.schema) }
    }
    if folder != nil { buffer.append("</Folder>\n") }
    buffer.append("</Document></kml>\n")
    try buffer.flush(to: sink, atLeast: 1)
    try sink.commit()
  }

  /// Begins the folder of a kind, unless it is the one that is open.
  private func open(_ kind: RecordKind) {
    guard folder != kind else { return }
    if folder != nil { buffer.append("</Folder>\n") }
    folder = kind
    buffer.append("<Folder><name>\(kind.rawValue)</name>\n")
  }

  private func append(_ rows: LayerRows, _ row: Int, _ schema: LayerSchema) throws(DwellError) {
    buffer.append("<Placemark>")
    appendName(rows.cell(row, 0), schema.kind)
    appendSpan(rows, row, schema)
    if schema.kind.isHeld { buffer.append("<styleUrl>#\(schema.kind.singular)</styleUrl>") }
    buffer.append("<ExtendedData>")
    for (place, column) in schema.columns.enumerated() {
      let cell = rows.cell(row, place)
      if case .null = cell { continue }
      buffer.append("<Data name=\"")
      buffer.append(xml: column.name)
      buffer.append("\"><value>")
      try buffer.append(xml: cell, decimals: column.decimals)
      buffer.append("</value></Data>")
    }
    buffer.append("</ExtendedData>")
    if schema.geometry != .plane, let extent = try rows.geometry(row).extent() {
      buffer.append(keyhole: extent)
    }
    buffer.append("</Placemark>\n")
    try buffer.flush(to: sink)
  }

  /// A row is called by its first column, a text as it is, a number after its kind; fixes have no names.
  private func appendName(_ cell: Cell, _ kind: RecordKind) {
    switch cell {
    case .text(let text) where kind.isHeld:
      buffer.append("<name>")
      buffer.append(xml: text)
      buffer.append("</name>")
    case .integer(let number) where kind.isHeld:
      buffer.append("<name>\(kind.singular) \(number)</name>")
    default: break
    }
  }

  private func appendSpan(_ rows: LayerRows, _ row: Int, _ schema: LayerSchema) {
    var instants: [Int64] = []
    for (place, column) in schema.columns.enumerated() where column.type == .instant {
      if case .instant(let value) = rows.cell(row, place) { instants.append(value) }
    }
    guard let first = instants.first else { return }
    guard instants.count > 1 else {
      buffer.append("<TimeStamp><when>")
      Export.append(instant: first, .asNeeded, to: &buffer.bytes)
      return buffer.append("</when></TimeStamp>")
    }
    buffer.append("<TimeSpan><begin>")
    Export.append(instant: first, .asNeeded, to: &buffer.bytes)
    buffer.append("</begin><end>")
    Export.append(instant: instants[1], .asNeeded, to: &buffer.bytes)
    buffer.append("</end></TimeSpan>")
  }
}
