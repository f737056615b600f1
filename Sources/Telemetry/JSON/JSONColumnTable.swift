import Tracks

/// A JSON text that is an object of columns, `{"lat": {"0": 46.1, "1": 46.2}, "lon": {…}}`: all of it
/// has to be held, since the last column comes last.
struct JSONColumnTable {
  /// The columns' names.
  private(set) var names: [String] = []
  private var columns: [PackedBytes] = []
  /// The rows' names, as the first column has them.
  private var rowNames = PackedBytes()
  /// The first column whose rows are not those of the first.
  private(set) var misfit: String?

  /// The number of columns.
  var columnCount: Int { names.count }
  /// The number of rows.
  var rowCount: Int { rowNames.count }

  /// Begins a column.
  mutating func beginColumn(_ name: [UInt8]) {
    names.append(String(decoding: name, as: UTF8.self))
    columns.append(PackedBytes())
  }

  /// Takes the name of the row that the next value belongs to.
  mutating func beginRow(_ name: Span<UInt8>) {
    guard let current = columns.last else { return }
    let row = current.count
    if columns.count == 1 {
      for index in name.indices { rowNames.bytes.append(name[index]) }
      rowNames.offsets.append(Int32(rowNames.bytes.count))
      return
    }
    guard misfit == nil else { return }
    let fits =
      row < rowNames.count
      && rowNames.bytes(at: row).map { own in
        own.count == name.count && zip(own, name.indices).allSatisfy { $0 == name[$1] }
      } ?? false
    if !fits { misfit = names[columns.count - 1] }
  }

  /// Appends a value to the column.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard !columns.isEmpty else { return }
    unsafe columns[columns.count - 1].append(bytes: text)
  }

  /// Appends a null to the column.
  mutating func appendNull() {
    guard !columns.isEmpty else { return }
    columns[columns.count - 1].appendNull()
  }

  /// The first column that has fewer rows than the first one.
  var shortColumn: String? {
    columns.firstIndex { $0.count < rowNames.count }.map { names[$0] }
  }

  /// Puts the values of a row into `bytes` and says where they lie.
  func row(_ row: Int, into bytes: inout [UInt8], _ cells: inout [Cell]) {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    for column in columns {
      guard let value = column.bytes(at: row) else {
        cells.append(.absent)
        continue
      }
      let start = bytes.count
      bytes.append(contentsOf: value)
      cells.append(Cell(start: start, end: bytes.count))
    }
  }
}
