import Tracks

/// Takes the rows of delimited text that hold no surprise, many at a time; what it leaves, and all rows of
/// a strict reading, are taken one by one.
struct PlainRows {
  /// The line of the next row.
  var line: Int
  /// The fewest cells of any row so far.
  var fewestCells = Int.max
  private let endsAtComment: Bool
  /// Whether each delimiter ends a cell: of blanks any number does.
  private let isPlain: Bool
  private var index: RowIndex
  private var cells = ColumnCells()
  /// Bytes that are indexed at a time: fewer where rows have to be taken one by one.
  private var reach = RowIndex.reach

  init(_ header: DelimitedHeader) {
    line = header.lines + 1
    endsAtComment = header.endsAtComment
    isPlain = header.delimiter != 0x20
    index = RowIndex(delimiter: header.delimiter)
  }

  /// Takes whole rows from `at` on until the batch is full, or there is a row that is not plain.
  ///
  /// - Returns: Whether there was any.
  /// - Throws: When the rows show that the columns were taken for the wrong thing.
  mutating func take(
    _ bytes: Span<UInt8>, _ at: inout Int, into builder: inout FixBuilder, _ log: FileLog
  ) throws(DwellError) -> Bool {
    guard isPlain, bytes.count - at >= 64, !log.settings.isStrict else { return false }
    let start = at
    index.build(bytes, from: start, limit: reach)
    choose(
      bytes, &at, columns: builder.plan.names.count, room: builder.mostRows - builder.count)
    reach = at - start > reach / 2 ? min(2 * reach, RowIndex.reach) : max(reach / 2, 512)
    let first = line
    line += cells.rows.count
    try builder.add(bytes, index, &cells, line: first)
    return at > start
  }

  /// Chooses the rows to take.
  private mutating func choose(_ bytes: Span<UInt8>, _ at: inout Int, columns: Int, room: Int) {
    cells.rows.removeAll(keepingCapacity: true)
    let most = min(index.rowCount, room)
    let (index, endsAtComment) = (index, endsAtComment)
    let (ends, rowEnds) = (index.ends.span, index.rowEnds.span)
    var first = 1
    var next = at
    var fewest = Int.max
    var hasBlank = false
    cells.rows.append(addingCapacity: most) { rows in
      for number in 0..<most {
        let end = Int(rowEnds[number])
        let lineEnd = Int(ends[end - 1])
        var row = IndexedRow(first: Int32(first), count: Int32(end - first))
        guard lineEnd < index.plainEnd, row.count <= columns,
          !(endsAtComment && bytes[next] == 0x23)
        else { return }
        first = end
        next = lineEnd + 1
        if row.count == 1 && index.cell(row, 0, bytes).trimmed(in: bytes).isEmpty {
          row.count = 0
          hasBlank = true
        } else {
          fewest = min(fewest, Int(row.count))
        }
        rows.append(row)
      }
    }
    cells.fewest = hasBlank ? 0 : fewest
    fewestCells = min(fewestCells, fewest)
    at = next
  }
}
