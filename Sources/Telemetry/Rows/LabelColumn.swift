import Tracks

/// A text column with few distinct values, in the making.
struct LabelColumn {
  private var names = ByteNames()
  private var codes: [Int32] = []
  /// The code in this batch of each number of `names`; −1 where the batch has none.
  private var codeOfNumber: [Int32] = []
  private var used: [Int] = []
  /// The text appended last, and its code.
  private var last = ShortText()
  private var lastCode: Int32 = -1

  /// Appends `text[start..<end]`.
  @inline(__always)
  mutating func append(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    let short = ShortText(text, start, end)
    if short.isKnown && short == last { return codes.append(lastCode) }
    lastCode = code(text, start, end)
    last = short
    codes.append(lastCode)
  }

  /// The code of a text.
  private mutating func code(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int32 {
    let number = names.number(of: text, start, end)
    if number == codeOfNumber.count { codeOfNumber.append(-1) }
    var code = codeOfNumber[number]
    if code < 0 {
      code = Int32(used.count)
      codeOfNumber[number] = code
      used.append(number)
    }
    return code
  }

  /// Appends a column of rows; empty cells are nulls.
  mutating func append(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ column: Int
  ) {
    cells.load(column, of: index, bytes)
    for cell in cells.cells {
      if cell.isEmpty { appendNull() } else { append(bytes, cell.start, cell.end) }
    }
  }

  /// Appends the text that was appended last once more.
  mutating func appendAgain() { codes.append(lastCode) }

  /// The number of texts that were ever appended.
  var textCount: Int { names.count }

  /// Appends a null.
  mutating func appendNull() { codes.append(-1) }

  /// Gives up the rows so far, with the names they use.
  mutating func take() -> Labels {
    let result = Labels(codes: codes, names: used.map { names.names[$0] })
    codes.removeAll(keepingCapacity: true)
    for number in used { codeOfNumber[number] = -1 }
    used.removeAll(keepingCapacity: true)
    last = ShortText()
    return result
  }
}
