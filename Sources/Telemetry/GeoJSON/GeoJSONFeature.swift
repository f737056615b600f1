import Tracks

/// One feature as far as it was read: its positions, and what its properties say of all or of each of
/// them.
struct GeoJSONFeature {
  /// Where a text lies in ``text``; −1 for none.
  struct Piece {
    var start: Int32 = -1
    var end: Int32 = -1

    var cell: Cell { start < 0 ? .absent : Cell(start: Int(start), end: Int(end)) }
  }

  /// A list of a property, which counts where it has a value for each position.
  private struct List {
    var column: Int
    var values: [Piece] = []
  }

  /// All texts of the feature.
  private(set) var text: [UInt8] = []
  /// The texts of positions, four each: longitude, latitude, height, time.
  private var numbers: [Piece] = []
  /// Where lines end, in positions.
  private(set) var lineEnds: [Int] = []
  /// The values that hold for all positions, by column.
  private var values: [Int: Piece] = [:]
  private var lists: [List] = []
  /// Numbers of the position that is open.
  private var open = 0
  private var isLineOpen = false

  /// Bytes of one feature's text at most.
  static let mostText = 32 << 20
  /// Positions of one feature at most.
  static let mostPlaces = 1 << 20

  /// Positions so far.
  var placeCount: Int { numbers.count / 4 }
  /// Whether it is larger than a feature may be.
  var isTooLarge: Bool {
    text.count > Self.mostText || numbers.count > 4 * Self.mostPlaces
      || lists.count > Self.mostText >> 10
  }

  /// Forgets all, keeping the room.
  mutating func clear() {
    text.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    lists.removeAll()
    (open, isLineOpen) = (0, false)
  }

  private mutating func keep(_ piece: UnsafeBufferPointer<UInt8>) -> Piece {
    let start = text.count
    unsafe text.append(contentsOf: piece)
    return Piece(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: text.count))
  }

  /// Takes what holds for all positions.
  mutating func set(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
    unsafe values[column] = keep(value)
  }

  /// Takes what holds for all positions.
  mutating func set(_ column: Int, _ value: [UInt8]) {
    unsafe value.withUnsafeBufferPointer { unsafe set(column, $0) }
  }

  /// Whether a value for all positions stands in a column.
  func has(_ column: Int) -> Bool { values[column] != nil }

  /// Begins a list of values, one for each position.
  mutating func beginList(_ column: Int) { lists.append(List(column: column)) }

  /// Appends to the list; nil for a position without a value.
  mutating func append(_ value: UnsafeBufferPointer<UInt8>?) {
    guard !lists.isEmpty else { return }
    let piece = if let value = unsafe value { unsafe keep(value) } else { Piece() }
    lists[lists.count - 1].values.append(piece)
  }

  /// Begins an array within the coordinates.
  mutating func beginPlaces() { open = 0 }

  /// Appends a number of a position.
  mutating func appendNumber(_ value: UnsafeBufferPointer<UInt8>) {
    if open == 0 { numbers.append(contentsOf: repeatElement(Piece(), count: 4)) }
    if open < 4 { unsafe numbers[numbers.count - 4 + open] = keep(value) }
    open += 1
  }

  /// Ends an array within the coordinates: a position, or the line that they are of.
  mutating func endPlaces() {
    if open == 1 { numbers.removeLast(4) }
    if open > 0 {
      isLineOpen = isLineOpen || open > 1
    } else if isLineOpen {
      lineEnds.append(placeCount)
      isLineOpen = false
    }
    open = 0
  }

  /// Forgets the positions after the first `count`: they are those of an area.
  mutating func cut(to count: Int) {
    numbers.removeLast(max(0, numbers.count - 4 * count))
    lineEnds.removeAll { $0 > count }
  }

  /// Forgets the lists that do not fit the positions; returns the sizes of one that did not.
  mutating func dropMisfits() -> (column: Int, values: Int)? {
    let count = placeCount
    let misfit = lists.first { $0.values.count != count }
    lists.removeAll { $0.values.count != count }
    return misfit.map { ($0.column, $0.values.count) }
  }

  /// Whether some position has a part: 2 its height, 3 its time.
  func hasPart(_ part: Int) -> Bool {
    stride(from: part, to: numbers.count, by: 4).contains { numbers[$0].start >= 0 }
  }

  /// Puts what holds for all positions into the cells of a row.
  func fill(_ cells: inout [Cell]) {
    for index in cells.indices { cells[index] = .absent }
    for (column, piece) in values { cells[column] = piece.cell }
  }

  /// Puts what the lists say of a position into the cells of its row.
  func fill(_ cells: inout [Cell], place: Int) {
    for list in lists { cells[list.column] = list.values[place].cell }
  }

  /// A part of a position: 0 longitude, 1 latitude, 2 height, 3 time.
  func cell(_ place: Int, _ part: Int) -> Cell { numbers[4 * place + part].cell }
}
