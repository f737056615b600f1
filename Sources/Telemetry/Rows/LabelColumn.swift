import Tracks

/// A text column with few distinct values, in the making.
struct LabelColumn {
  private var names = RecentNames()
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
    lastCode = code(text, start, end, short)
    last = short
    codes.append(lastCode)
  }

  /// The code of a text.
  private mutating func code(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ short: ShortText
  ) -> Int32 {
    let number = names.number(of: text, start, end, short)
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
    appendAll(bytes, cells.cells) { column, cell in
      cell.isEmpty ? -1 : column.code(bytes, cell)
    }
  }

  /// Appends a column of cells without the blanks around them, and `fallback` for each that is blank.
  mutating func append(_ bytes: Span<UInt8>, _ cells: [Cell], orElse fallback: [UInt8]) {
    appendAll(bytes, cells) { column, cell in
      let cell = cell.trimmed(in: bytes)
      guard cell.isEmpty else { return column.code(bytes, cell) }
      return column.code(fallback.span, Cell(start: 0, end: fallback.count))
    }
  }

  /// Appends a code for each cell; one that is as the cell before is not asked for.
  @inline(__always)
  private mutating func appendAll(
    _ bytes: Span<UInt8>, _ cells: [Cell], _ code: (inout Self, Cell) -> Int32
  ) {
    var codes: [Int32] = []
    swap(&codes, &self.codes)
    codes.append(addingCapacity: cells.count) { codes in
      var last = ShortText()
      var lastCode: Int32 = -1
      for cell in cells {
        let short = ShortText(bytes, cell.start, cell.end)
        if !short.isKnown || short != last {
          lastCode = code(&self, cell)
          last = short
        }
        codes.append(lastCode)
      }
    }
    swap(&codes, &self.codes)
  }

  private mutating func code(_ text: Span<UInt8>, _ cell: Cell) -> Int32 {
    code(text, cell.start, cell.end, ShortText(text, cell.start, cell.end))
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
