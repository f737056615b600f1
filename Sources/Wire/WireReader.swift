public import Tracks

/// Reads tables from Arrow IPC streams end to end, those of ``WireWriter`` and any others.
///
/// ```swift
/// let reader = WireReader(FileSource.standardInput())
/// while let table = try reader.next() { use(table) }
/// ```
///
/// `next` gives a table for each record batch, in order. It gives nil only when the input is proven
/// whole: streams of dwell's after a trailer that says so, others after their end-of-stream marker.
/// Lengths and offsets in the input are never trusted, and memory stays proportional to the bytes
/// that came.
///
/// Columns become what `ColumnValues` has for them; NaN, and the smallest integer of a type,
/// cannot be told from null there. Columns it has nothing for (structs, decimals …) are left out,
/// which is told to `warn`. An Arrow file (`ARROW1`) is read as the stream it contains.
public final class WireReader {
  /// The arguments of each stage before, as the last stream of dwell's gave them.
  public private(set) var settings: [String] = []
  /// The version of dwell that wrote the last stream; nil for input from elsewhere.
  public private(set) var version: String?
  /// The system of `x` and `y` of the last table, where it is one.
  public private(set) var crs: String?
  /// The trailer, once ``next()`` has given nil; nil for input from elsewhere.
  public private(set) var trailer: Trailer?
  /// Whether no stream so far was dwell's, so that there is no trailer to come.
  public private(set) var isForeign = true

  private let input: StreamInput
  private let messages: MessageReader
  private let foreignKind: RecordKind?
  private let notices: Notices
  private var stream: OpenStream?
  private var hasSeenStream = false
  private var isDone = false
  private var failure: DwellError?

  /// A reader with nothing read.
  ///
  /// - Parameters:
  ///   - source: Where the bytes come from.
  ///   - head: Bytes that were read from the source before, to find out what it is.
  ///   - foreignKind: The kind of streams without `dwell.kind`; without it, their columns decide:
  ///     points have `x` and `y` and neither `lon` nor `lat`, fixes have `lon` and `lat`.
  ///   - warn: Takes one line for each column that is left out or loses something.
  public init(
    _ source: any ByteSource, head: [UInt8] = [], foreignKind: RecordKind? = nil,
    warn: @escaping (String) -> Void = { _ in }
  ) {
    input = StreamInput(source, head: head)
    messages = MessageReader(input)
    self.foreignKind = foreignKind
    let name = source.name
    notices = Notices { warn("\(name): \($0)") }
  }

  /// Whether the first 8 bytes or more of an input are those of an Arrow stream or file.
  public static func recognises(_ firstBytes: [UInt8]) -> Bool {
    Recognition.isStream(firstBytes) || Recognition.isFile(firstBytes)
  }

  /// Bytes read so far.
  public var bytesRead: Int { input.position }

  /// The rows of the next record batch; nil at the proven end.
  ///
  /// A stream without a batch gives one table without rows, so that its columns are known.
  /// - Throws: When the input is damaged, cut short or compressed, when it has neither positions
  ///   nor a kind, and when its trailer says that it is not complete; from then on, the same again.
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
    while !isDone {
      switch try messages.next() {
      case .message(let head, let body, let place):
        if let table = try take(head, body, at: place) { return table }
      case .endOfStream(let place):
        if let table = try endStream(at: place) { return table }
      case .endOfInput:
        guard stream == nil, hasSeenStream, isForeign || trailer != nil else { throw cut() }
        isDone = true
      case .cut: throw cut()
      }
    }
    return nil
  }

  private func take(
    _ head: MessageHead, _ body: [UInt8], at place: InputPlace
  ) throws(DwellError) -> Table? {
    if trailer != nil && stream == nil {
      throw place.refusal("more follows the trailer: a pipe carries one run")
    }
    switch head.content {
    case .schema(let schema):
      guard stream == nil else { throw place.damage("a schema comes within a stream") }
      try begin(schema, at: place)
      return nil
    case .dictionary(let id, let values, let isDelta):
      guard stream != nil else { throw place.damage("a dictionary comes before the schema") }
      try stream?.takeDictionary(
        id, BatchCursor(values, body: body, at: place), isDelta: isDelta, notices)
      return nil
    case .batch(let batch):
      guard stream != nil else { throw place.damage("a batch comes before the schema") }
      let table = try stream?.table(BatchCursor(batch, body: body, at: place), notices)
      guard let table, table.kind == .trailer else { return table }
      guard trailer == nil, let read = Trailer(table) else {
        throw place.damage("its trailer is not one row of rows, status, stages, reasons, counts")
      }
      trailer = read
      return nil
    }
  }

  private func begin(_ schema: ArrowSchema, at place: InputPlace) throws(DwellError) {
    let opened = try OpenStream(schema, foreignKind: foreignKind, at: place)
    hasSeenStream = true
    stream = opened
    crs = schema.note(Note.crs)
    version = schema.note(Note.version)
    if !opened.isForeign {
      isForeign = false
      settings = schema.note(Note.settings).map(JSONText.texts(of:)) ?? []
    }
    for (field, meaning) in zip(schema.fields, opened.meanings) {
      if case .nothing(let what) = meaning {
        notices.once("column '\(field.name)' is left out: it holds \(what)")
      }
    }
  }

  private func endStream(at place: InputPlace) throws(DwellError) -> Table? {
    guard let ended = stream else { throw place.damage("a stream ends that did not begin") }
    stream = nil
    guard ended.kind == .trailer else {
      return ended.hasBatches ? nil : ended.emptyTable()
    }
    guard let trailer else { throw place.damage("its trailer is empty") }
    guard trailer.isComplete else {
      throw PipeEnd.incomplete(place.source, status: trailer.status)
    }
    return nil
  }

  private func cut() -> DwellError {
    let isOthers = stream?.isForeign ?? (isForeign && hasSeenStream)
    return isOthers
      ? DwellError(
        .badData,
        "\(input.name) ends at byte \(input.position), before its Arrow end-of-stream marker: it "
          + "was cut, or its writer not closed; it is not complete")
      : PipeEnd.cut(input.name)
  }
}
