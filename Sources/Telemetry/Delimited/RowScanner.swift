/// Finds the cells of rows of delimited text (RFC 4180), one row at a time.
struct RowScanner {
  /// What stands between the cells; of blanks any number, at the ends of the row as well.
  let delimiter: UInt8
  /// The cells of the last row; those beyond ``cellCount`` are absent.
  private(set) var cells: [Cell]
  /// How many cells the last row has.
  private(set) var cellCount = 0
  /// Line ends within quotes in the last row.
  private(set) var innerLines = 0
  /// Whether a quote stands doubled in a quoted cell of the last row, so that it needs
  /// ``unescaped(_:)``.
  private(set) var hasEscapes = false
  /// Whether the last row ended inside a quote.
  private(set) var isUnclosed = false

  /// - Parameter columns: The cells that every row is given, absent ones included.
  init(delimiter: UInt8, columns: Int) {
    self.delimiter = delimiter
    cells = Array(repeating: .absent, count: columns)
  }

  /// Takes the row at `start` apart.
  ///
  /// - Parameter isEnd: Whether nothing comes after `bytes`, so that a row may end there.
  /// - Returns: Where the next row starts; nil when the row does not end within `bytes`.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool) -> Int? {
    let end = bytes.count
    let delimiter = self.delimiter
    innerLines = 0
    hasEscapes = false
    isUnclosed = false
    var count = 0
    var at = start
    if delimiter == 0x20 { skipBlanks(bytes, &at) }
    while true {
      if at < end && bytes[at] == 0x22 {
        guard let next = scanQuoted(bytes, from: at, cell: count, isEnd: isEnd) else { return nil }
        at = next
      } else {
        let first = at
        while at < end {
          let byte = bytes[at]
          if byte == delimiter || byte == 0x0A { break }
          at &+= 1
        }
        set(count, Cell(start: first, end: at))
      }
      count += 1
      if at < end && bytes[at] == delimiter {
        at += 1
        if delimiter != 0x20 { continue }
        skipBlanks(bytes, &at)
        if at < end && bytes[at] != 0x0A && bytes[at] != 0x0D { continue }
      }
      guard at < end || isEnd else { return nil }
      dropCarriageReturn(bytes, count - 1)
      for rest in count..<max(count, cells.count) { cells[rest] = .absent }
      cellCount = count
      return at < end ? at + 1 : end
    }
  }

  private func skipBlanks(_ bytes: Span<UInt8>, _ at: inout Int) {
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
  }

  /// Scans a cell that begins with a quote; what follows its closing quote, up to the delimiter, is
  /// dropped.
  private mutating func scanQuoted(
    _ bytes: Span<UInt8>, from start: Int, cell: Int, isEnd: Bool
  ) -> Int? {
    let end = bytes.count
    var at = start + 1
    while at < end {
      let byte = bytes[at]
      if byte == 0x0A { innerLines += 1 }
      if byte == 0x22 {
        if at + 1 < end && bytes[at + 1] == 0x22 {
          hasEscapes = true
          at += 1
        } else {
          break
        }
      }
      at += 1
    }
    if at >= end {
      guard isEnd else { return nil }
      isUnclosed = true
    }
    set(cell, Cell(start: start + 1, end: min(at, end)))
    at = min(at + 1, end)
    while at < end && bytes[at] != delimiter && bytes[at] != 0x0A { at += 1 }
    return at < end || isEnd ? at : nil
  }

  @inline(__always)
  private mutating func set(_ index: Int, _ cell: Cell) {
    if index < cells.count { cells[index] = cell } else { cells.append(cell) }
  }

  private mutating func dropCarriageReturn(_ bytes: Span<UInt8>, _ index: Int) {
    let cell = cells[index]
    if cell.start < cell.end && bytes[cell.end - 1] == 0x0D { cells[index].end -= 1 }
  }

  /// A copy of the last row's cells in which doubled quotes are single, and where they lie in it.
  func unescaped(_ bytes: Span<UInt8>) -> (bytes: [UInt8], cells: [Cell]) {
    var copy: [UInt8] = []
    var moved: [Cell] = []
    for cell in cells {
      guard !cell.isEmpty else {
        moved.append(cell.start < 0 ? .absent : Cell(start: 0, end: 0))
        continue
      }
      let start = copy.count
      let isQuoted = cell.start > 0 && bytes[cell.start - 1] == 0x22
      var at = cell.start
      while at < cell.end {
        copy.append(bytes[at])
        let isDoubled =
          isQuoted && bytes[at] == 0x22 && at + 1 < cell.end && bytes[at + 1] == 0x22
        at += isDoubled ? 2 : 1
      }
      moved.append(Cell(start: start, end: copy.count))
    }
    return (copy, moved)
  }

  /// The texts of the last row's cells.
  func texts(_ bytes: Span<UInt8>) -> [String] {
    guard hasEscapes else { return (0..<cellCount).map { Self.text(cells[$0], bytes) } }
    let (copy, moved) = unescaped(bytes)
    return (0..<cellCount).map { Self.text(moved[$0], copy.span) }
  }

  /// The text of a cell, in Latin-1 where it is no UTF-8: old spreadsheets write `Länge` so.
  private static func text(_ cell: Cell, _ bytes: Span<UInt8>) -> String {
    let text = cell.text(in: bytes)
    guard text.contains("\u{FFFD}") else { return text }
    return String(
      String.UnicodeScalarView((cell.start..<cell.end).map { Unicode.Scalar(bytes[$0]) }))
  }
}
