public import Tracks

/// Reads delimited text with columns `x` and `y` in metres as points, for `cluster`.
///
/// `x` and `y` become numbers, `weight` whole milliseconds, any other column text. Every row becomes a
/// row, in order: what is no number becomes NaN, which `cluster` has an option for.
public final class PointsReader {
  /// Rows read so far.
  public private(set) var rowsRead = 0

  private let inflow: Inflow
  private let name: String
  private var scanner = RowScanner(delimiter: 0x2C, columns: 0)
  private var names: [String] = []
  private var line = 1
  private var hasGiven = false

  private static let batchRows = 65_536
  private static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B]

  /// A reader of a source whose header has not been read.
  public init(source: any ByteSource) {
    name = source.name
    inflow = Inflow(source, isLive: false)
  }

  /// The next batch; nil at the end.
  ///
  /// Text with a header alone gives one batch without rows.
  /// - Throws: When there are no columns `x` and `y`, or a weight is no whole number.
  public func next() throws(DwellError) -> Table? {
    if names.isEmpty { try readHeader() }
    var columns = names.map { PointColumn($0) }
    var rows = 0
    while true {
      // At the end once more: the last row may have no line end.
      let isEnd = inflow.isAtEnd
      try takeRows(into: &columns, &rows)
      if isEnd || rows >= Self.batchRows { break }
      _ = try inflow.fill()
    }
    if let failure = inflow.failure { throw failure }
    guard rows > 0 || !hasGiven else { return nil }
    hasGiven = true
    rowsRead += rows
    return Table(kind: .points, columns: columns.map(\.column), rowCount: rows)
  }

  /// Takes the whole rows that were read.
  ///
  /// The array is shared, not copied, since nothing is read before this returns.
  private func takeRows(into columns: inout [PointColumn], _ rows: inout Int) throws(DwellError) {
    let bytes = inflow.bytes
    let span = bytes.span
    while rows < Self.batchRows, inflow.position < span.count {
      guard let end = scanner.scan(span, from: inflow.position, isEnd: inflow.isAtEnd) else {
        return
      }
      inflow.position = end
      line += 1 + scanner.innerLines
      if scanner.cellCount == 1, scanner.cells[0].trimmed(in: span).isEmpty { continue }
      for index in columns.indices { try append(to: &columns[index], index, span) }
      rows += 1
    }
  }

  private func append(
    to column: inout PointColumn, _ index: Int, _ span: Span<UInt8>
  ) throws(DwellError) {
    let cell = scanner.cells[index]
    if scanner.hasEscapes {
      let (copy, cells) = scanner.unescaped(span)
      try column.append(cells[index], in: copy.span, at: "\(name):\(line - 1)")
    } else {
      try column.append(cell, in: span, at: "\(name):\(line - 1)")
    }
  }

  private func readHeader() throws(DwellError) {
    while !inflow.isAtEnd, !inflow.bytes.contains(0x0A) { _ = try inflow.fill() }
    let bytes = inflow.bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if start < bytes.count, bytes[start] == 0x23 { start += 1 }
    for delimiter in Self.delimiters {
      var scanner = RowScanner(delimiter: delimiter, columns: 0)
      guard let end = scanner.scan(bytes.span, from: start, isEnd: inflow.isAtEnd) else { continue }
      let names = scanner.texts(bytes.span).map { $0.trimmed }
      guard Set(["x", "y"]).isSubset(of: names) else { continue }
      self.names = names
      self.scanner = RowScanner(delimiter: delimiter, columns: names.count)
      inflow.position = end
      line += 1 + scanner.innerLines
      return
    }
    throw DwellError(
      .badData,
      "\(name): carries neither records of dwell nor text with columns 'x' and 'y' in "
        + "metres; for telemetry run 'dwell read' before it")
  }
}

/// A column of points being read.
private struct PointColumn {
  private let name: String
  private var reals: [Double] = []
  private var weights: [Int64] = []
  private var texts = PackedBytes()

  init(_ name: String) { self.name = name }

  var column: Column {
    switch name {
    case "x", "y": Column(name, .real(reals))
    case "weight": Column(name, .integer(weights))
    default: Column(name, .text(texts))
    }
  }

  mutating func append(
    _ cell: Cell, in bytes: Span<UInt8>, at place: @autoclosure () -> String
  ) throws(DwellError) {
    let trimmed = cell.trimmed(in: bytes)
    switch name {
    case "x", "y":
      reals.append(readNumber(bytes, trimmed, point: 0x2E) ?? .nan)
    case "weight":
      guard let weight = Int64(trimmed.text(in: bytes)) else {
        throw DwellError(
          .badData,
          "\(place()): weight \(trimmed.quoted(in: bytes)) is no whole number of "
            + "milliseconds, which add up exactly")
      }
      weights.append(weight)
    default:
      if trimmed.isEmpty { texts.appendNull() } else { texts.append(cell.text(in: bytes)) }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
