import Tracks

/// Reads delimited text: CSV, TSV, cells separated by semicolons, bars or spaces.
final class DelimitedReader: FormatReader {
  private let inflow: Inflow
  private let log: FileLog
  private let endsAtComment: Bool
  private var scanner: RowScanner
  private var builder: FixBuilder
  private var plain: PlainRows
  private var pending: DwellError?
  private var isDone = false

  /// Bytes in which a day above 12 is looked for.
  private static let longestSurvey = 4 << 20

  /// Starts to read after the header.
  ///
  /// - Throws: When dates such as `03/02/2024` may begin with the day or with the month, and none of the
  ///   first ones tells.
  init(_ inflow: Inflow, _ header: DelimitedHeader, _ log: FileLog) throws(DwellError) {
    self.inflow = inflow
    self.log = log
    inflow.position += header.end
    let survey = try Self.survey(inflow, header, log)
    var plan = header.plan
    if survey.isTimesTenMillion {
      plan.placeDivisor = 1e7
      log.warnOnce("e7", "its positions are far beyond ±360: they are read as degrees times 10⁷")
    }
    if survey.countsRows { plan.dropRowCounter(log) }
    scanner = RowScanner(delimiter: header.delimiter, columns: plan.names.count)
    builder = try FixBuilder(plan, log, point: survey.point, order: survey.order)
    plain = PlainRows(header)
    endsAtComment = header.endsAtComment
    let preset = header.plan.preset
    if log.settings.preset == nil && preset.name != "generic" {
      log.warnOnce("preset " + preset.name, preset.announcement)
    }
  }

  /// Looks at the first rows, and at more of them while the order of day and month is open.
  private static func survey(
    _ inflow: Inflow, _ header: DelimitedHeader, _ log: FileLog
  ) throws(DwellError) -> ColumnSurvey {
    var survey = ColumnSurvey(header, log.settings)
    while true {
      survey.look(inflow.bytes[inflow.position...], isEnd: inflow.isAtEnd)
      guard survey.isOpen else { return survey }
      if inflow.isAtEnd || inflow.mayWait || inflow.available >= longestSurvey { break }
      _ = try inflow.fill()
    }
    guard let (text, row) = survey.openDate else { return survey }
    throw log.error(
      "time '\(text)', like all of the first \(survey.rows), \(TimeReader.openOrder)",
      at: .line(header.lines + 1 + row))
  }

  /// See ``FormatReader/next()``.
  func next() throws(DwellError) -> Fixes? {
    if let pending { throw pending }
    while !isDone {
      do {
        try takeRows()
      } catch {
        pending = error
        isDone = true
      }
      if isDone || builder.count >= builder.mostRows { break }
      if builder.count > 0 && inflow.mayWait { break }
      _ = try inflow.fill()
    }
    if isDone && pending == nil {
      pending = builder.watch.verdict(builder.plan, log)
      if log.rows == 0 && builder.count == 0 {
        log.warnOnce("no rows", "it has a header and no row below it")
      }
    }
    if builder.count > 0 { return builder.take() }
    if let pending { throw pending }
    return nil
  }

  /// Takes rows until the batch is full or what was read holds no other whole row.
  private func takeRows() throws(DwellError) {
    // The array is shared, not copied: nothing writes to it before this returns.
    let bytes = inflow.bytes
    let span = bytes.span
    let isEnd = inflow.isAtEnd
    var at = inflow.position
    defer { inflow.position = at }
    while builder.count < builder.mostRows {
      if try plain.take(span, &at, into: &builder, log) { continue }
      guard at < span.count, let next = scanner.scan(span, from: at, isEnd: isEnd) else { break }
      let isLast = isEnd && next == span.count
      let isCutOff = isLast && (scanner.isUnclosed || span[next - 1] != 0x0A)
      if isCutOff, try endsWithinRow(inflow.offset + at) { break }
      if endsAtComment && span[at] == 0x23 {
        isDone = true
        at = span.count
        return
      }
      let start = inflow.offset + at
      at = next
      try takeRow(span, start)
    }
    isDone = isEnd && (at >= span.count || builder.count < builder.mostRows)
  }

  /// Takes the row that was just scanned.
  ///
  /// - Parameter start: Where it begins in the input.
  private func takeRow(_ span: Span<UInt8>, _ start: Int) throws(DwellError) {
    let row = plain.line
    plain.line += 1 + scanner.innerLines
    guard !isBlankRow(span) else { return }
    plain.fewestCells = min(plain.fewestCells, scanner.cellCount)
    if scanner.cellCount > builder.plan.names.count { warnOfSurplus(span, row) }
    guard let fault = addRow(span) else { return }
    try log.skip(fault, at: .line(row, byte: start))
    if builder.watch.isFull, let error = builder.watch.verdict(builder.plan, log) { throw error }
  }

  /// Rows with more cells than the header has names: often the header is that of another file.
  private func warnOfSurplus(_ span: Span<UInt8>, _ row: Int) {
    let known = builder.plan.names.count
    guard !scanner.cells[known].isEmpty else { return }
    log.warnOnce(
      "surplus",
      "line \(row) has \(scanner.cellCount) cells but the header names \(known) columns; the rest is "
        + "passed over: do the names fit?")
  }

  private func addRow(_ span: Span<UInt8>) -> RowFault? {
    guard scanner.hasEscapes else {
      let cells = scanner.cells
      return builder.add(span, cells.span)
    }
    let (bytes, cells) = scanner.unescaped(span)
    return builder.add(bytes.span, cells.span)
  }

  /// Whether the last row, which no line end follows, is only part of one.
  ///
  /// - Throws: When the file itself was cut there; a source that failed says so by itself.
  private func endsWithinRow(_ start: Int) throws(DwellError) -> Bool {
    if inflow.failure != nil { return true }
    let place = RowPlace.line(plain.line, byte: start)
    if scanner.isUnclosed {
      throw log.error("the file ends within a quote: it was cut short", at: place)
    }
    guard plain.fewestCells < Int.max, scanner.cellCount < plain.fewestCells else { return false }
    throw log.error(
      "the file ends within a row (\(scanner.cellCount) of \(plain.fewestCells) cells): it was cut short",
      at: place)
  }

  private func isBlankRow(_ span: Span<UInt8>) -> Bool {
    guard scanner.cellCount == 1 else { return false }
    return scanner.cells[0].trimmed(in: span).isEmpty
  }
}
