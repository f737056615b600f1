import Tracks

/// The header of delimited text: what its columns hold, and how its rows are written.
struct DelimitedHeader {
  /// Which column holds what.
  let plan: ColumnPlan
  /// What stands between the cells of the rows.
  let delimiter: UInt8
  /// The number of lines up to and with the header.
  let lines: Int
  /// Where the first row starts.
  let end: Int
  /// Whether the rows end with a line that begins with `#`, after which others follow.
  var endsAtComment = false

  private static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  /// Finds the header at the start of a file; lines that begin with `#` and empty lines may stand
  /// before it, and the header itself may be such a line.
  ///
  /// Some programs write a few lines on the flight before it, too.
  ///
  /// - Parameters:
  ///   - isWhole: Whether `bytes` go to the end of the file.
  ///   - mark: What the header begins with; lines before it that do not are passed over.
  /// - Returns: nil when there are only blank and comment lines, or the header's end is not there yet.
  /// - Throws: Why the first line that could be a header is none, when no line behind it is: it has no
  ///   columns for the position, or the user's mapping does not fit it.
  static func find(
    _ bytes: [UInt8], isWhole: Bool, beginning mark: [UInt8] = [], _ log: FileLog
  ) throws(DwellError) -> Self? {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = 0
    var misfits = 0
    var firstMisfit: DwellError?
    while at < bytes.count, misfits <= mostLinesBefore {
      let start = at
      let isComment = bytes[at] == 0x23
      let found = lineEnd(bytes.span, from: at)
      guard found != nil || isWhole else { return nil }
      let end = found ?? bytes.count
      let line = bytes[at..<end]
      at = end + 1
      lines += 1
      if line.allSatisfy(isBlank) || !line.starts(with: mark) || isSeparator(line) { continue }
      // How rows below a commented header are written is seen in the first of them.
      if isComment, !isWhole, !hasWholeRow(bytes, end + 1) { return nil }
      do {
        // A comment ends with its line, whatever quotes it holds.
        let header =
          isComment
          ? try read(
            bytes, start + 1, end: end, isEnd: true, isComment: true, lines - 1, log)
          : try read(
            bytes, start, end: bytes.count, isEnd: isWhole, isComment: false, lines - 1, log)
        if let header, header.plan.hasPosition {
          if misfits > 0 {
            log.warnOnce(
              "lines before",
              "its header is on line \(header.lines): the lines before it are passed over")
          }
          return isComment ? header : try header.withUnits(bytes, isWhole: isWhole, log)
        }
        if isComment { continue }
        guard let header else { return nil }
        firstMisfit = firstMisfit ?? header.plan.missingPosition(log)
      } catch {
        firstMisfit = firstMisfit ?? error
      }
      misfits += 1
    }
    if let firstMisfit, isWhole || misfits > mostLinesBefore { throw firstMisfit }
    return nil
  }

  /// Lines that may stand before the header and could be one.
  private static let mostLinesBefore = 16

  /// Whether a line tells a spreadsheet what parts the cells: `sep=,`.
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    line.drop { $0 == 0x22 }.starts(with: Array("sep=".utf8)) && line.count <= 8
  }

  /// Reads one line as a header, with the delimiter that finds the most in it.
  private static func read(
    _ bytes: [UInt8], _ start: Int, end last: Int, isEnd: Bool, isComment: Bool, _ linesBefore: Int,
    _ log: FileLog
  ) throws(DwellError) -> Self? {
    var best: (scanner: RowScanner, end: Int)?
    for delimiter in delimiters {
      var scanner = RowScanner(delimiter: delimiter, columns: 0)
      let part = bytes.span.extracting(..<last)
      guard let end = scanner.scan(part, from: start, isEnd: isEnd) else { return nil }
      if scanner.cellCount > best?.scanner.cellCount ?? 0 { best = (scanner, end) }
    }
    guard let (scanner, rowEnd) = best else { return nil }
    let end = isComment ? min(rowEnd + 1, bytes.count) : rowEnd
    if let numbered = try withoutNames(scanner, bytes, start, linesBefore, log) { return numbered }
    let linesRead = linesBefore + scanner.innerLines + 1
    var names = scanner.texts(bytes.span)
    var delimiter = scanner.delimiter
    if names.count == 1, let words = try words(names[0], isComment: isComment, log) {
      names = words
      delimiter = delimiters.max { count($0, bytes, end) < count($1, bytes, end) } ?? 0x2C
      if count(delimiter, bytes, end) == 0 { delimiter = 0x20 }
    }
    var settings = log.settings
    // A comment that is no header must not fail on the user's mapping; the header after it may.
    if isComment && ColumnPlan.lacks(names, log.settings) { settings.mapping = [] }
    let plan = try ColumnPlan(names, settings: settings, fileName: log.name)
    return Self(plan: plan, delimiter: delimiter, lines: linesRead, end: end)
  }

  /// The names in a line with blanks between: `# object_id timestamp lon lat`, above rows with commas or
  /// blanks; nil where it is no comment and has no position.
  private static func words(
    _ line: String, isComment: Bool, _ log: FileLog
  ) throws(DwellError) -> [String]? {
    let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    if isComment { return words }
    let plan = try ColumnPlan(words, settings: log.settings, fileName: log.name)
    return plan.hasPosition ? words : nil
  }

  /// A file without a header, whose columns the user names by their numbers: `--map lon=3,lat=4`.
  private static func withoutNames(
    _ scanner: RowScanner, _ bytes: [UInt8], _ start: Int, _ linesBefore: Int, _ log: FileLog
  ) throws(DwellError) -> Self? {
    let numbers = log.settings.mapping.compactMap { Int($0.column) }
    guard !numbers.isEmpty, numbers.count == log.settings.mapping.count else { return nil }
    let names = (1...max(1, scanner.cellCount)).map(String.init)
    let plan = try ColumnPlan(names, settings: log.settings, fileName: log.name)
    guard let lon = plan.longitude, let lat = plan.latitude else { return nil }
    for column in [lon, lat] {
      guard let value = readNumber(bytes.span, scanner.cells[column], point: 0x2E), !value.isNaN
      else {
        return nil
      }
    }
    return Self(plan: plan, delimiter: scanner.delimiter, lines: linesBefore, end: start)
  }

  private static func count(_ delimiter: UInt8, _ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start...].drop(while: isBlank).prefix { $0 != 0x0A }.count { $0 == delimiter }
  }

  private static func hasWholeRow(_ bytes: [UInt8], _ start: Int) -> Bool {
    bytes[min(start, bytes.count)...].drop(while: isBlank).contains(0x0A)
  }
}

extension ColumnPlan {
  /// Whether a line cannot be the header that a mapping speaks of.
  static func lacks(_ names: [String], _ settings: ReadSettings) -> Bool {
    if settings.mapping.isEmpty { return false }
    let keys = Set(names.map { HeaderName($0).key })
    return !settings.mapping.allSatisfy { keys.contains(HeaderName($0.column).key) }
  }
}
