import Tracks

/// The columns of a batch in the making that are carried along as text.
struct TextColumns {
  private var columns: [Int] = []
  private var names: [String] = []
  private var texts: [PackedBytes] = []
  private var free = FreeNames()
  private let isUsed: Bool

  /// Columns that are carried at most: more are no table but data in the header.
  static let most = 4096

  /// - Parameter isUsed: Whether they are wanted at all; without, adding a row costs nothing.
  init(_ plan: ColumnPlan, isUsed: Bool) {
    self.isUsed = isUsed
    for column in plan.extras { addColumn(column, named: plan.names[column], rows: 0) }
  }

  /// The number of columns.
  var count: Int { columns.count }

  /// Adds a column, in which the rows so far have no value; one without a name, and those after
  /// ``most``, are left out.
  mutating func addColumn(_ column: Int, named name: String, rows: Int) {
    guard isUsed, !name.isEmpty, columns.count < Self.most else { return }
    columns.append(column)
    names.append(free.take(name))
    var text = PackedBytes()
    if rows > 0 {
      text.offsets = [Int32](repeating: 0, count: rows + 1)
      text.validity = [Bool](repeating: false, count: rows)
    }
    texts.append(text)
  }

  /// Appends a row.
  mutating func add(_ bytes: Span<UInt8>, _ cells: Span<Cell>) {
    for slot in columns.indices {
      Self.append(cells[columns[slot]], bytes, to: &texts[slot])
    }
  }

  /// Appends rows, column after column.
  mutating func add(_ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells) {
    for slot in columns.indices {
      cells.load(columns[slot], of: index, bytes)
      Self.append(cells.cells, bytes, to: &texts[slot])
    }
  }

  /// Appends a column of cells.
  private static func append(
    _ cells: [Cell], _ bytes: Span<UInt8>, to text: inout PackedBytes
  ) {
    var total = text.bytes.count
    var nulls = 0
    text.offsets.append(addingCapacity: cells.count) { offsets in
      for cell in cells {
        if cell.isEmpty { nulls += 1 } else { total &+= cell.end &- cell.start }
        offsets.append(Int32(truncatingIfNeeded: total))
      }
    }
    precondition(total <= Int32.max, "a batch's texts have less than 2 GiB")
    text.bytes.append(addingCapacity: total - text.bytes.count) { texts in
      for cell in cells where !cell.isEmpty { copy(cell, bytes, to: &texts) }
    }
    guard nulls > 0 || !text.validity.isEmpty else { return }
    if text.validity.isEmpty {
      text.validity = [Bool](repeating: true, count: text.count - cells.count)
    }
    text.validity.append(addingCapacity: cells.count) { validity in
      for cell in cells { validity.append(!cell.isEmpty) }
    }
  }

  /// Appends a cell; most are so short that one vector holds them.
  @inline(__always)
  private static func copy(_ cell: Cell, _ bytes: Span<UInt8>, to texts: inout OutputSpan<UInt8>) {
    let count = cell.end &- cell.start
    unsafe texts.withUnsafeMutableBufferPointer { space, written in
      unsafe bytes.withUnsafeBufferPointer { all in
        guard let target = space.baseAddress, let source = all.baseAddress else { return }
        // SAFETY: the cell lies within the bytes, and the space was asked for by the lengths of all
        // cells; sixteen bytes are copied only where both sides have them.
        if count <= 16, cell.start &+ 16 <= all.count, written &+ 16 <= space.count {
          let piece = unsafe UnsafeRawPointer(source + cell.start)
            .loadUnaligned(as: SIMD16<UInt8>.self)
          unsafe UnsafeMutableRawPointer(target + written).storeBytes(
            of: piece, as: SIMD16<UInt8>.self)
        } else {
          unsafe (target + written).update(from: source + cell.start, count: count)
        }
      }
      written &+= count
    }
  }

  @inline(__always)
  private static func append(_ cell: Cell, _ bytes: Span<UInt8>, to text: inout PackedBytes) {
    if cell.isEmpty { return text.appendNull() }
    unsafe bytes.extracting(cell.start..<cell.end).withUnsafeBufferPointer {
      unsafe text.bytes.append(contentsOf: $0)
    }
    text.offsets.append(Int32(text.bytes.count))
    if !text.validity.isEmpty { text.validity.append(true) }
  }

  /// Gives up the rows so far.
  mutating func take() -> [Column] {
    let result = zip(names, texts).map { Column($0, .text($1)) }
    texts = Array(repeating: PackedBytes(), count: columns.count)
    return result
  }
}
