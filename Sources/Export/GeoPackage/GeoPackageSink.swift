import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes an OGC GeoPackage: a layer a kind, each with a spatial index.
///
/// Numbers are rounded as in the text formats, instants cut to milliseconds, lists are JSON text;
/// coordinates are kept whole. The file is built beside its name and appears by rename.
final class GeoPackageSink: RecordSink {
  let notes: [String] = []
  private let path: String
  private let partialPath: String
  private let settings: ExportSettings
  private var database: GeoPackageDatabase?
  private var held = HeldRecords()
  private var layers: [RecordKind: GeoPackageLayer] = [:]

  init(path: String, settings: ExportSettings) throws(DwellError) {
    guard !isSpecialFile(path) else {
      throw DwellError(
        .usage, "\(path): a GeoPackage cannot be written to a device or a pipe: give a file")
    }
    self.path = path
    self.settings = settings
    partialPath = path + ".partial-\(getpid())"
    // SQLite says less of why a file cannot be made than the system does.
    let descriptor = unsafe open(partialPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw DwellError(.inputOutput, "\(path): cannot be written: \(systemMessage(errno))")
    }
    close(descriptor)
    do throws(DwellError) {
      let database = try GeoPackageDatabase(path: partialPath, name: path)
      self.database = database
      for statement in GeoPackageTables.creation { try database.execute(statement) }
    } catch {
      unsafe unlink(partialPath)
      throw error
    }
  }

  deinit { if database != nil { unsafe unlink(partialPath) } }

  func write(_ batch: consuming Table) throws(DwellError) {
    let table = batch
    guard let database, table.kind != .trailer else { return }
    if table.kind.isHeld { return held.hold(table, settings: settings) }
    if layers[table.kind] == nil {
      let schema = LayerSchema(table, reserved: GeoPackageLayer.reserved, settings: settings)
      layers[table.kind] = try GeoPackageLayer(
        schema, type: .point, in: database, settings: settings)
    }
    try layers[table.kind]?.append(table)
  }

  func commit() throws(DwellError) {
    guard let database else { return }
    for kind in held.kinds {
      guard
        let held = held.take(kind, reserved: GeoPackageLayer.reserved, settings: settings)
      else { continue }
      let layer = try GeoPackageLayer(
        held.schema, type: GeoPackageGeometryType(of: held), in: database, settings: settings)
      layers[kind] = layer
      var places: [(rows: LayerRows, row: Int)] = []
      try held.forEachRow { rows, row throws(DwellError) in places.append((rows, row)) }
      try layer.append(places)
    }
    let latest = settings.lastChange?.microseconds ?? layers.values.compactMap(\.latest).max() ?? 0
    var lastChange: [UInt8] = []
    append(instant: latest, .milliseconds, to: &lastChange)
    for kind in layerOrder {
      try layers[kind]?.finish(lastChange: String(decoding: lastChange, as: UTF8.self))
    }
    try database.close()
    guard unsafe rename(partialPath, path) == 0 else {
      throw DwellError(.inputOutput, "\(path): cannot be written: \(systemMessage(errno))")
    }
    self.database = nil
    // What SQLite left beside the old file (QGIS keeps a write-ahead log while it looks at one)
    // would be played into the new one by whoever opens it next.
    for ending in ["-wal", "-shm", "-journal"] { unsafe unlink(path + ending) }
  }
}
