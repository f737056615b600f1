public import Tracks

/// Writes tables as Arrow IPC streams end to end, one a kind of record, and the trailer last.
///
/// ```swift
/// let writer = WireWriter(DescriptorSink.standardOutput(), settings: ["read *.csv"], version: "1")
/// try writer.write(fixes.table())
/// try writer.finish(Trailer(rows: 8192))
/// ```
///
/// Every table becomes one record batch, written at once, in memory of about the table's size. A
/// pipe that ends without the trailer is refused by ``WireReader``, so leave `finish` out when the
/// work failed.
public final class WireWriter {
  private let sink: any ByteSink
  private let settings: [String]
  private let version: String
  private var body = BatchBody()
  /// The stream that is open.
  private var stream: (kind: RecordKind, fields: [ArrowField], crs: String?)?
  /// The names each dictionary of the open stream has at the reader's end.
  private var sentNames: [Int: [String]] = [:]
  /// A table without rows that opens no stream before it is known that one of rows does not.
  private var waiting: (table: Table, crs: String?)?
  private var isFinished = false

  /// A writer with nothing written.
  ///
  /// - Parameters:
  ///   - sink: Where the bytes go. It is not committed here: do so after ``finish(_:)``.
  ///   - settings: The arguments of each stage so far, for the schema metadata `dwell.settings`.
  ///   - version: The version of the program, for `dwell.version`.
  public init(_ sink: any ByteSink, settings: [String], version: String) {
    self.sink = sink
    self.settings = settings
    self.version = version
  }

  /// Writes a table as one record batch.
  ///
  /// A table whose kind, columns or `crs` differ from those of the one before ends the stream and
  /// begins another. A table without rows says only which kind was to come: it is left out beside
  /// tables of its kind that have rows.
  ///
  /// - Parameters:
  ///   - table: The rows.
  ///   - crs: The system of its columns `x` and `y`, where it is one.
  public func write(_ table: consuming Table, crs: String? = nil) throws(DwellError) {
    precondition(!isFinished, "nothing is written after the trailer")
    let table = consume table
    precondition(table.kind != .trailer, "the trailer is written by finish")
    if table.rowCount == 0 {
      if waiting?.table.kind == table.kind || stream?.kind == table.kind { return }
      try writeWaiting()
      waiting = (table, crs)
      return
    }
    if waiting?.table.kind == table.kind { waiting = nil }
    try writeWaiting()
    try writeBatch(table, crs)
  }

  /// Ends the last stream and writes the trailer, after which nothing more can be written.
  public func finish(_ trailer: Trailer) throws(DwellError) {
    precondition(!isFinished, "a pipe has one trailer")
    try writeWaiting()
    try writeBatch(trailer.table, nil)
    try endStream()
    isFinished = true
  }

  private func writeWaiting() throws(DwellError) {
    guard let (table, crs) = waiting else { return }
    waiting = nil
    try writeBatch(table, crs)
  }

  private func writeBatch(_ table: Table, _ crs: String?) throws(DwellError) {
    let fields = ArrowSchema.fields(of: table)
    if let open = stream, open.kind != table.kind || open.crs != crs || open.fields != fields {
      try endStream()
    }
    if stream == nil {
      stream = (table.kind, fields, crs)
      try send(1, ArrowSchema(fields: fields, metadata: notes(table.kind, crs)).flat)
    }
    var coded: [Int: [Int32]] = [:]
    for (index, column) in table.columns.enumerated() {
      if case .coded(let labels) = column.values {
        coded[index] = try sendNames(of: labels, dictionary: index, in: column.name)
      }
    }
    body.removeAll()
    for (index, column) in table.columns.enumerated() {
      if let codes = coded[index] {
        body.append(codes: codes)
      } else {
        try body.append(column)
      }
    }
    try send(3, body.head(rowCount: table.rowCount))
  }

  /// Sends the names of a coded column unless the reader has them; returns its codes.
  ///
  /// A dictionary replaces the one before. Deltas would be shorter, and polars refuses them.
  /// A batch that uses few of many names sends those only, so that memory stays that of a batch.
  private func sendNames(
    of labels: Labels, dictionary index: Int, in name: String
  ) throws(DwellError) -> [Int32] {
    var labels = labels
    if labels.names.count > labels.count { labels = labels.gathered(Array(0..<labels.count)) }
    if sentNames[index] != labels.names {
      sentNames[index] = labels.names
      body.removeAll()
      try body.append(texts: labels.names, in: name)
      let values = body.head(rowCount: labels.names.count)
      try send(2, [.long(Int64(index)), .table(values), .truth(false)])
    }
    return labels.codes
  }

  private func notes(_ kind: RecordKind, _ crs: String?) -> [(key: String, value: String)] {
    var notes = [
      (key: Note.kind, value: kind.rawValue), (Note.version, version),
      (Note.settings, JSONText.list(settings)),
    ]
    if let crs { notes.append((Note.crs, crs)) }
    return notes
  }

  /// Sends one encapsulated message; what is in ``body`` belongs to it.
  private func send(_ type: UInt8, _ header: [FlatValue]) throws(DwellError) {
    let length = type == 1 ? 0 : body.bytes.count
    let metadata = MessageHead.bytes(type: type, header: header, bodyLength: length)
    var head: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    for shift in stride(from: 0, to: 32, by: 8) {
      head.append(UInt8(truncatingIfNeeded: metadata.count >> shift))
    }
    try sink.write(head + metadata)
    if length > 0 { try sink.write(body.bytes) }
  }

  private func endStream() throws(DwellError) {
    guard stream != nil else { return }
    stream = nil
    sentNames = [:]
    try sink.write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
  }
}
