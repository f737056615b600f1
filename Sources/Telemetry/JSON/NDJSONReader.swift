import Tracks

/// Reads one JSON object a line; a line that is none is skipped and counted.
final class NDJSONReader: FormatReader {
  private let inflow: Inflow
  private let log: FileLog
  private let rows: RecordRows
  private var parser: JSONParser
  private var line = 0
  private var pending: DwellError?
  private var isDone = false

  init(_ inflow: Inflow, _ log: FileLog) throws(DwellError) {
    self.inflow = inflow
    self.log = log
    rows = try RecordRows(log, Self.firstRecords(inflow), order: DateOrder.shown(in: inflow))
    parser = JSONParser(rows.records)
    beginParser()
  }

  /// The records in the lines that are there already.
  private static func firstRecords(_ inflow: Inflow) -> FirstRecords {
    let first = FirstRecords()
    let parser = JSONParser(first.records)
    _ = parser.feed(bracket.span)
    var at = inflow.position
    while let end = lineEnd(inflow.bytes.span, from: at) {
      defer { at = end + 1 }
      guard inflow.bytes[at..<end].contains(where: { !isBlank($0) }) else { continue }
      guard case .fine = parser.feed(inflow.bytes.span.extracting(at..<end)),
        first.records.isBetweenElements
      else { break }
      _ = parser.feed(comma.span)
    }
    return first
  }

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    while rows.finished.isEmpty && !isDone {
      takeLines()
      if !rows.finished.isEmpty || isDone { break }
      if rows.unfinishedCount > 0 && inflow.mayWait { break }
      if try !inflow.fill() { takeLastLine() }
    }
    if let batch = rows.takeBatch(unfinished: isDone || inflow.mayWait) { return batch }
    if let pending { throw pending }
    return nil
  }

  private func takeLines() {
    let bytes = inflow.bytes
    var at = inflow.position
    defer { inflow.position = at }
    while rows.finished.isEmpty && !isDone {
      if takePlain(bytes.span, &at) { continue }
      guard let end = lineEnd(bytes.span, from: at) else { return }
      take(bytes.span, at, end)
      at = end + 1
    }
  }

  /// Takes the line at `at` without the parser, where it is a plain record.
  private func takePlain(_ bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    guard at < bytes.count, let end = rows.records.readPlain(bytes, at) else { return false }
    let next = bytes[end] == 0x0D ? end + 1 : end
    // A record of two lines is none.
    guard lineEnd(bytes, from: at) == next else { return false }
    let start = at
    at = next + 1
    line += 1
    rows.place = .line(line, byte: inflow.offset + start)
    if !rows.addPlain(bytes) { stop(rows.failure) }
    return true
  }

  private func takeLastLine() {
    let bytes = inflow.bytes
    let start = inflow.position
    inflow.position = bytes.count
    // What stands before the place where a source failed is no whole line.
    if inflow.failure == nil { take(bytes.span, start, bytes.count, isLast: true) }
    isDone = true
    if pending == nil { pending = rows.verdict() }
  }

  private func take(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isLast: Bool = false) {
    if !isLast || start < end { line += 1 }
    guard !isEmpty(bytes, start, end) else { return }
    rows.place = .line(line, byte: inflow.offset + start)
    let before = rows.records.elements
    var outcome = parser.feed(bytes.extracting(start..<end))
    if case .stopped = outcome { return stop(rows.failure) }
    if case .fine = outcome, rows.records.isBetweenElements, rows.records.elements == before + 1 {
      outcome = parser.feed(Self.comma.span)
      if case .fine = outcome { return }
    }
    rows.records.reset()
    parser = JSONParser(rows.records)
    beginParser()
    if isLast, case .fine = outcome {
      return stop(log.error("the file ends within a record: it was cut short", at: rows.place))
    }
    var detail = "the line is no whole JSON object"
    if case .broken(_, let words) = outcome { detail = "this is not JSON: \(words)" }
    if !rows.skip(RowFault(reason: "unreadable JSON", detail: detail)) { stop(rows.failure) }
  }

  private func stop(_ error: DwellError?) {
    isDone = true
    pending = error
  }

  /// The lines are fed as the elements of one array, so that one parser serves for all.
  private func beginParser() { _ = parser.feed(Self.bracket.span) }

  private static let bracket: [UInt8] = [0x5B]
  /// A comma on a line of its own: within half a text that follows a record, the line end is an error.
  private static let comma: [UInt8] = [0x0A, 0x2C]

  private func isEmpty(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end && isBlank(bytes[at]) { at += 1 }
    return at == end
  }
}
