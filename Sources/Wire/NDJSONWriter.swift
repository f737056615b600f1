public import Tracks

/// Writes tables as lines of JSON: the wire that people and `jq` read, with the same content.
///
/// Each row is an object `{"dwell":"visits", …}` with a key for each column that has a value; NaN
/// and null have none. Geometries are GeoJSON geometry objects, instants ISO 8601. Where a kind's
/// rows begin, a line `{"schema":{…}}` tells the columns and their types, so that a reader gets the
/// same table back; it may be filtered out. The last line is `{"trailer":{…}}`.
public final class NDJSONWriter {
  private let sink: any ByteSink
  private let settings: [String]
  private let version: String
  private var schemas: [RecordKind: LineSchema] = [:]
  private var isFinished = false

  /// A writer with nothing written; the parameters are those of ``WireWriter``.
  public init(_ sink: any ByteSink, settings: [String], version: String) {
    self.sink = sink
    self.settings = settings
    self.version = version
  }

  /// Writes the rows of a table, and before them its schema unless it is that of its kind so far.
  /// - Throws: When a geometry cannot be read, or the sink fails.
  public func write(_ table: consuming Table, crs: String? = nil) throws(DwellError) {
    precondition(!isFinished, "nothing is written after the trailer")
    let table = consume table
    let schema = LineSchema(of: table, crs: crs)
    if let known = schemas[table.kind], table.rowCount == 0 || known == schema {
    } else {
      schemas[table.kind] = schema
      try sink.write(schema.line(version: version, settings: settings))
    }
    let cells = table.columns.map { LineCells($0) }
    let opening = Array(#"{"dwell":"\#(table.kind.rawValue)""#.utf8)
    var bytes: [UInt8] = []
    for row in 0..<table.rowCount {
      bytes.append(contentsOf: opening)
      for column in cells { try column.append(row, to: &bytes) }
      bytes.append(contentsOf: "}\n".utf8)
      if bytes.count >= 1 << 18 {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if !bytes.isEmpty { try sink.write(bytes) }
  }

  /// Writes the last line, after which nothing more can be written.
  public func finish(_ trailer: Trailer) throws(DwellError) {
    precondition(!isFinished, "a pipe has one trailer")
    isFinished = true
    try sink.write(trailer.line)
  }
}
