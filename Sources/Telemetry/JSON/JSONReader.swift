import Tracks

/// Reads a JSON text: an array of records, an object that holds one, or an object of columns.
final class JSONReader: FormatReader {
  private let inflow: Inflow
  private let log: FileLog
  private let rows: RecordRows
  private let parser: JSONParser
  private var pending: DwellError?
  private var isParsed = false
  private var nextTableRow = 0
  /// Where the piece that the parser was given last begins in the input.
  private var fed = 0
  /// Whether the parser has just seen the comma behind a record.
  private var isAtRecord = false
  /// Records in turn that were not plain.
  private var doubts = 0

  /// Bytes fed at a time: enough to keep yajl busy, few enough that not many batches pile up.
  private static let piece = 32 << 10
  /// Records that are not plain before a whole piece is fed without looking for one that is.
  private static let mostDoubts = 16

  init(_ inflow: Inflow, _ log: FileLog) throws(DwellError) {
    self.inflow = inflow
    self.log = log
    let first = JSONReader.firstRecords(inflow, log)
    rows = try RecordRows(log, first, order: DateOrder.shown(in: inflow))
    rows.records.arraysBefore = first.records.arraysBefore
    parser = JSONParser(rows.records)
    rows.parsedTo = { [unowned self] in self.fed + self.parser.consumed }
  }

  /// The first records: in an object that holds several arrays those of the first that has positions, as
  /// aircraft may stand behind receivers.
  private static func firstRecords(_ inflow: Inflow, _ log: FileLog) -> FirstRecords {
    let bytes = inflow.bytes
    var ofFirstArray: FirstRecords?
    for arraysBefore in 0..<mostArrays {
      let first = FirstRecords()
      first.records.arraysBefore = arraysBefore
      _ = JSONParser(first.records).feed(bytes.span.extracting(inflow.position...))
      if RecordRows.havePosition(first.names, log) { return first }
      ofFirstArray = ofFirstArray ?? first
      if first.records.arrays <= arraysBefore { break }
    }
    return ofFirstArray ?? FirstRecords()
  }

  /// Arrays in an object among which that of the records is looked for.
  private static let mostArrays = 16

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    while rows.finished.isEmpty && !isParsed {
      if inflow.available == 0 {
        if rows.unfinishedCount > 0 && inflow.mayWait { break }
        if try !inflow.fill() {
          finish()
          break
        }
      }
      feed()
    }
    if isParsed && pending == nil { addTableRows() }
    if let batch = rows.takeBatch(unfinished: isParsed || inflow.mayWait) { return batch }
    if let pending { throw pending }
    return nil
  }

  /// Takes plain records where the parser waits for one, and gives the parser what is not plain.
  private func feed() {
    let bytes = inflow.bytes
    var at = inflow.position
    if isAtRecord { takePlain(bytes.span, &at) }
    if at == inflow.position { feed(bytes.span, &at) }
    inflow.position = at
  }

  /// Takes plain records with the commas behind them: of what the parser has seen it cannot tell that
  /// they were there.
  private func takePlain(_ bytes: Span<UInt8>, _ at: inout Int) {
    let last = at + Self.piece
    while at < last, rows.finished.isEmpty, !isParsed {
      let start = PlainJSON.afterBlanks(bytes, at)
      guard let end = rows.records.readPlain(bytes, start) else {
        doubts += 1
        return
      }
      let comma = PlainJSON.afterBlanks(bytes, end)
      guard comma < bytes.count, bytes[comma] == 0x2C else { return }
      at = comma + 1
      doubts = 0
      if !rows.addPlain(bytes, at: inflow.offset + start) { close(rows.failure) }
    }
  }

  /// Gives the parser a piece: up to the end of a record, where plain ones may follow.
  private func feed(_ bytes: Span<UInt8>, _ at: inout Int) {
    let furthest = min(at + Self.piece, bytes.count)
    var brace: Int?
    if doubts < Self.mostDoubts {
      brace = (at..<furthest).first { bytes[$0] == 0x7D }
    } else {
      doubts = 0
    }
    let end = brace.map { $0 + 1 } ?? furthest
    let records = rows.records.whole
    isAtRecord = false
    feed(bytes, at, end)
    at = end
    // A brace within a text ends nothing.
    guard !isParsed, brace != nil, rows.records.whole != records, rows.records.isAmongRecords else {
      return
    }
    let comma = PlainJSON.afterBlanks(bytes, end)
    guard comma < bytes.count, bytes[comma] == 0x2C else { return }
    feed(bytes, end, comma + 1)
    at = comma + 1
    isAtRecord = !isParsed
  }

  private func feed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    fed = inflow.offset + start
    switch parser.feed(bytes.extracting(start..<end)) {
    case .fine: break
    case .stopped: close(rows.failure)
    case .broken(let at, let words):
      close(log.error("this is not JSON: \(words)", at: .byte(fed + at)))
    }
  }

  private func finish() {
    if case .broken = parser.finish(), inflow.failure == nil {
      let size = inflow.offset + inflow.position
      close(log.error("the file ends within a JSON value: it was cut short", at: .byte(size)))
      return
    }
    close(nil)
    let table = rows.records.table
    guard pending == nil, rows.records.isTable else { return }
    if let misfit = table.misfit ?? table.shortColumn {
      pending = log.error("column '\(misfit)' does not have the same rows as '\(table.names[0])'")
      return
    }
    do {
      try rows.learn(table.names)
    } catch {
      pending = error
      return
    }
    if table.rowCount > 0 { pending = rows.missingPosition }
  }

  private func close(_ error: DwellError?) {
    isParsed = true
    pending = error
    if pending == nil && !rows.records.isTable { pending = rows.verdict() }
  }

  /// Makes the next batch from an object of columns.
  private func addTableRows() {
    let table = rows.records.table
    guard rows.records.isTable, nextTableRow <= table.rowCount else { return }
    var bytes: [UInt8] = []
    var cells: [Cell] = []
    while rows.finished.isEmpty && nextTableRow < table.rowCount {
      table.row(nextTableRow, into: &bytes, &cells)
      nextTableRow += 1
      rows.place = .record(nextTableRow)
      guard rows.add(bytes.span, cells) else { break }
    }
    guard rows.finished.isEmpty || rows.failure != nil else { return }
    nextTableRow = table.rowCount + 1
    pending = rows.verdict()
  }
}
