import Tracks

/// Takes the rows of delimited text that hold no surprise, many at a time; what it leaves, and all rows of
/// a strict reading, are taken one by one.
struct PlainRows {
  /// The line of the next row.
  var line: Int
  /// The fewest cells of any row so far.
  var fewestCells = Int.max
  private let endsAtComment: Bool
  private var index: RowIndex
  private var kept = ColumnCells()
  /// Bytes that are indexed at a time: fewer where rows have to be taken one by one.
  private var reach = RowIndex.reach

  init(_ header: DelimitedHeader) {
    line = header.lines + 1
    endsAtComment = header.endsAtComment
    index = RowIndex(delimiter: header.delimiter)
  }

  /// Takes whole rows from `at` on until the batch is full, or there is a row that is not plain.
  ///
  /// - Returns: Whether there was any.
  /// - Throws: When the rows show that the columns were taken for the wrong thing.
  mutating func take(
    _ bytes: Span<UInt8>, _ at: inout Int, into builder: inout FixBuilder, _ log: FileLog
  ) throws(DwellError) -> Bool {
    guard bytes.count - at >= 64, !log.settings.isStrict else { return false }
    let start = at
    index.build(bytes, from: start, limit: reach)
    kept.rows.removeAll(keepingCapacity: true)
    var failure: DwellError?
    do {
      try place(bytes, &at, &builder, log)
    } catch {
      failure = error
    }
    builder.addColumns(bytes, index, &kept)
    reach = at - start > reach / 2 ? min(2 * reach, RowIndex.reach) : max(reach / 2, 512)
    if let failure { throw failure }
    return at > start
  }

  /// Makes the places of the rows.
  private mutating func place(
    _ bytes: Span<UInt8>, _ at: inout Int, _ builder: inout FixBuilder, _ log: FileLog
  ) throws(DwellError) {
    let most = builder.plan.names.count
    let room = log.settings.batchRows
    var first = 1
    for number in 0..<index.rowCount where builder.count < room {
      let end = Int(index.rowEnds[number])
      let lineEnd = Int(index.ends[end - 1])
      let row = IndexedRow(first: Int32(first), count: Int32(end - first))
      guard lineEnd < index.plainEnd, row.count <= most, !(endsAtComment && bytes[at] == 0x23)
      else { return }
      let current = line
      line += 1
      first = end
      at = lineEnd + 1
      if row.count == 1 && index.cell(row, 0, bytes).trimmed(in: bytes).isEmpty { continue }
      fewestCells = min(fewestCells, Int(row.count))
      let cells = builder.plan.place { index.cell(row, $0, bytes) }
      guard let fault = builder.addPlace(bytes, cells) else {
        kept.rows.append(row)
        continue
      }
      try log.skip(fault, at: .line(current))
      if builder.watch.isFull, let error = builder.watch.verdict(builder.plan, log) { throw error }
    }
  }
}
