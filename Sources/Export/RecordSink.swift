public import Tracks

/// Where a pipeline's records end: a file or a stream in one of the ``OutputFormat``s.
///
/// Fixes and points are written as they come, in the order given. The other kinds are held until
/// ``commit()`` and then written in an order that depends on nothing but themselves: areas by
/// number, visits by first instant, vehicle and kind, findings by rank, sites by kind and id,
/// crossings by entry, boundary and flight. A sink dropped without ``commit()`` leaves nothing
/// behind, and the old file in place.
public protocol RecordSink: AnyObject {
  /// Takes a batch of records of any kind but the trailer, which only NDJSON shows.
  /// - Throws: `inputOutput` when the disk is full or the like; `badData` when a batch does not fit
  ///   what was already written.
  func write(_ table: consuming Table) throws(DwellError)

  /// Writes what is held and makes the file appear under its name. Call it once.
  func commit() throws(DwellError)

  /// What a user should be told after ``commit()``, one line each: other files that appeared,
  /// kinds that had no room.
  var notes: [String] { get }
}

/// A sink that writes a file.
///
/// A path that names a device or a pipe (`/dev/stdout`, a FIFO) is written to and never replaced.
/// - Throws: `inputOutput` when the file cannot be made; `usage` when the format cannot be written
///   to a pipe or a device.
public func recordSink(
  path: String, format: OutputFormat, settings: ExportSettings = ExportSettings()
) throws(DwellError) -> any RecordSink {
  switch format {
  case .geoPackage:
    return try GeoPackageSink(path: path, settings: settings)
  case .csv:
    return try DelimitedSink(path: path, settings: settings)
  case .geoJSON, .geoJSONSequence, .geoJSONLines, .kml, .ndjson:
    return try recordSink(to: outputFile(path: path), format: format, settings: settings)
  }
}

/// A sink that writes to a stream, such as standard output.
/// - Throws: `usage` when the format cannot be written byte after byte.
public func recordSink(
  to bytes: any ByteSink, format: OutputFormat, settings: ExportSettings = ExportSettings()
) throws(DwellError) -> any RecordSink {
  switch format {
  case .geoPackage:
    throw DwellError(
      .usage, "a GeoPackage cannot be written to \(bytes.name): give a file, or another format")
  case .csv: return DelimitedSink(stream: bytes, settings: settings)
  case .geoJSON: return FeatureSink(bytes, framing: .collection, settings: settings)
  case .geoJSONSequence: return FeatureSink(bytes, framing: .sequence, settings: settings)
  case .geoJSONLines: return FeatureSink(bytes, framing: .lines, settings: settings)
  case .kml: return KeyholeSink(bytes, settings: settings)
  case .ndjson: return ObjectSink(bytes, settings: settings)
  }
}
