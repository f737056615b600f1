public import Tracks

/// Reads tables from the lines of JSON that ``NDJSONWriter`` writes.
///
/// Rows that lost their schema line on the way (to `grep`, to `jq`) are read by the columns their
/// kind is known to have; columns beyond those take the type their values have, batch by batch.
/// `next` gives nil only after the trailer: input that was cut is an error.
public final class NDJSONReader {
  /// The arguments of each stage before, as the last schema line gave them.
  public private(set) var settings: [String] = []
  /// The version of dwell that wrote the last schema line.
  public private(set) var version: String?
  /// The system of `x` and `y` of the last table, where it is one.
  public private(set) var crs: String?
  /// The trailer, once ``next()`` has given nil.
  public private(set) var trailer: Trailer?
  /// Bytes read so far.
  public var bytesRead: Int { lines.bytesRead }

  private let lines: LineSplitter
  private let batchRows: Int
  private var schemas: [RecordKind: LineSchema] = [:]
  /// Rows that are not yet a table; without rows, a schema that may yet get some.
  private var rows: LineRows?
  private var failure: DwellError?

  /// A reader with nothing read.
  ///
  /// - Parameters:
  ///   - source: Where the bytes come from.
  ///   - head: Bytes that were read from the source before, to find out what it is.
  ///   - batchRows: Rows of a table at most; 1 or more. Long rows make smaller tables, and so does a source
  ///     that has no more for now.
  public init(_ source: any ByteSource, head: [UInt8] = [], batchRows: Int = 8192) {
    precondition(batchRows >= 1, "a batch holds at least a row")
    lines = LineSplitter(source, head: head)
    self.batchRows = batchRows
  }

  /// Whether the first bytes of an input (64 or more, or all) are those of dwell's lines.
  public static func recognises(_ firstBytes: [UInt8]) -> Bool {
    let text = String(decoding: firstBytes.prefix(4096), as: UTF8.self).filter { !$0.isWhitespace }
    return [#"{"schema":{"dwell":""#, #"{"dwell":""#, #"{"trailer":{"#].contains {
      text.hasPrefix($0)
    }
  }

  /// The next rows of one kind; nil at the proven end.
  /// - Throws: When a line is none of dwell's, when the input is cut short, and when its trailer
  ///   says that it is not complete; from then on, the same again.
  public func next() throws(DwellError) -> Table? {
    if let failure { throw failure }
    do {
      return try nextTable()
    } catch {
      failure = error
      throw error
    }
  }

  private func nextTable() throws(DwellError) -> Table? {
    while true {
      // What was written waits for nobody: the next line of a live pipe may be a minute off.
      if let rows, rows.count > 0, lines.mayWait { return try flush() }
      guard let line = try lines.next() else {
        guard trailer != nil else { throw PipeEnd.cut(lines.name) }
        return nil
      }
      guard trailer == nil else {
        throw fault(line, "more follows the trailer: a pipe carries one run")
      }
      if let table = try take(line) { return table }
    }
  }

  /// Takes a line; returns the rows before it when it ends them.
  private func take(_ line: LineSplitter.Line) throws(DwellError) -> Table? {
    let value: JSONValue
    do {
      value = try JSONParser.value(of: line.bytes, in: line.bytes.indices)
    } catch {
      if !line.isEnded { throw PipeEnd.cut(lines.name) }
      throw fault(line, "this is no JSON: \(error.reason) at column \(error.offset + 1)")
    }
    guard case .object(let members) = value, let first = members.first else {
      throw fault(line, #"this is no record: {"dwell":"fixes", …} is one"#)
    }
    switch first.key {
    case "dwell":
      // A number cut short is still JSON, a row without its end may be another row.
      if !line.isEnded { throw PipeEnd.cut(lines.name) }
      guard let kind = first.value.text.flatMap(RecordKind.init(rawValue:)), kind != .trailer else {
        throw fault(line, "it is a record of a kind that is not known here")
      }
      return try take(members.dropFirst(), of: kind, line)
    case "schema":
      guard let schema = LineSchema(first.value), schema.kind != .trailer else {
        throw fault(line, "its schema is damaged")
      }
      let before = try flush()
      schemas[schema.kind] = schema
      version = first.value["version"]?.text
      settings = first.value["settings"]?.elements?.compactMap(\.text) ?? []
      rows = LineRows(schema, isDeclared: true)
      return before
    case "trailer":
      guard let read = Trailer(first.value) else { throw fault(line, "its trailer is damaged") }
      guard read.isComplete else {
        throw PipeEnd.incomplete(lines.name, status: read.status)
      }
      trailer = read
      return try flush()
    default:
      throw fault(line, #"this is no record of dwell's: its first key is not "dwell""#)
    }
  }

  private func take(
    _ members: ArraySlice<JSONValue.Member>, of kind: RecordKind, _ line: LineSplitter.Line
  ) throws(DwellError) -> Table? {
    let isFull =
      if let rows {
        rows.count >= batchRows || rows.size >= 1 << 22 || rows.cellCount >= 1 << 22
      } else {
        false
      }
    let before = rows?.kind != kind || isFull ? try flush() : nil
    if rows == nil {
      let schema = schemas[kind]
      rows = LineRows(schema ?? LineSchema(knownOf: kind), isDeclared: schema != nil)
    }
    rows?.append(members, line: line.number, size: line.bytes.count)
    return before
  }

  private func flush() throws(DwellError) -> Table? {
    defer { rows = nil }
    guard let rows else { return nil }
    crs = rows.crs
    return try rows.table(in: lines.name)
  }

  private func fault(_ line: LineSplitter.Line, _ reason: String) -> DwellError {
    DwellError(.badData, "\(lines.name):\(line.number): \(reason)")
  }
}
