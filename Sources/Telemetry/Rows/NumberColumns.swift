import Tracks

/// The number columns of a batch in the making: heights, speeds, camera and the like.
struct NumberColumns {
  private let numbers: [ColumnPlan.Number]
  private let heights: [ColumnPlan.Height]
  private let datumColumn: Int?
  private let point: UInt8
  private var values: [[Double]]
  private var height: [Double] = []
  /// Index into `heights` of the one that was taken; −1 for none.
  private var datums: [Int32] = []
  private var unreadable: [Int]
  private var unreadableHeights = 0

  init(_ plan: ColumnPlan, point: UInt8) {
    numbers = plan.numbers
    heights = plan.heights
    datumColumn = plan.heightDatum
    self.point = point
    values = Array(repeating: [], count: plan.numbers.count)
    unreadable = Array(repeating: 0, count: plan.numbers.count)
  }

  /// Appends a row; nothing is appended when strict and a cell is no number.
  mutating func add(_ bytes: Span<UInt8>, _ cells: Span<Cell>, isStrict: Bool) -> RowFault? {
    if isStrict, let fault = fault(bytes, cells) { return fault }
    for slot in numbers.indices {
      let number = numbers[slot]
      let read = readNumber(bytes, cells[number.column], point: point)
      if let read {
        values[slot].append(number.settled(read))
      } else {
        unreadable[slot] += 1
        values[slot].append(.nan)
      }
    }
    if !heights.isEmpty {
      let (value, datum) = readHeight(bytes, from: 0) { cells[$0] }
      height.append(value)
      datums.append(datum)
    }
    return nil
  }

  /// Appends rows, column after column.
  mutating func add(_ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells) {
    for slot in numbers.indices {
      cells.load(numbers[slot].column, of: index, bytes)
      let start = values[slot].count
      unreadable[slot] += readNumbers(bytes, cells.cells, point: point, into: &values[slot])
      numbers[slot].settle(&values[slot], from: start)
    }
    guard let first = heights.first else { return }
    let start = height.count
    cells.load(first.column, of: index, bytes)
    unreadableHeights += readNumbers(bytes, cells.cells, point: point, into: &height)
    let missing = Self.settle(&height, from: start, first.factor, into: &datums)
    if missing > 0 && heights.count > 1 { addOtherHeights(bytes, index, cells.rows, from: start) }
  }

  /// Brings heights from a row on to metres; returns how many are none.
  private static func settle(
    _ height: inout [Double], from start: Int, _ factor: Double, into datums: inout [Int32]
  ) -> Int {
    var missing = 0
    var column = height.mutableSpan
    datums.append(addingCapacity: column.count - start) { datums in
      for row in start..<column.count {
        let value = column[row] * factor
        column[row] = value
        missing += value.isNaN ? 1 : 0
        datums.append(value.isNaN ? -1 : 0)
      }
    }
    return missing
  }

  /// Gives rows without the first of the heights the next one that they have.
  private mutating func addOtherHeights(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ rows: [IndexedRow], from start: Int
  ) {
    for row in rows.indices where height[start + row].isNaN {
      let (value, datum) = readHeight(bytes, from: 1) { index.cell(rows[row], $0, bytes) }
      height[start + row] = value
      datums[start + row] = datum
    }
  }

  /// The first height of a row that has a number, and its index; NaN and −1 where there is none.
  @inline(__always)
  private mutating func readHeight(
    _ bytes: Span<UInt8>, from first: Int, _ cell: (Int) -> Cell
  ) -> (value: Double, datum: Int32) {
    for index in first..<heights.count {
      guard let read = readNumber(bytes, cell(heights[index].column), point: point) else {
        unreadableHeights += 1
        continue
      }
      if !read.isNaN { return (read * heights[index].factor, Int32(index)) }
    }
    return (.nan, -1)
  }

  private func fault(_ bytes: Span<UInt8>, _ cells: Span<Cell>) -> RowFault? {
    for (column, name) in numbers.map({ ($0.column, $0.target.name) })
      + heights.map({ ($0.column, "height") })
    where readNumber(bytes, cells[column], point: point) == nil {
      return RowFault(
        reason: "unreadable number",
        detail: "\(name) \(cells[column].quoted(in: bytes)) is not a number")
    }
    return nil
  }

  /// Moves the rows so far into a batch.
  mutating func take(into fixes: inout Fixes) {
    var yaw: [Double] = []
    var pitch: [Double] = []
    for slot in numbers.indices {
      switch numbers[slot].target {
      case .measure(let measure): fixes.measures[measure] = values[slot]
      case .x: fixes.x = values[slot]
      case .cameraYaw: yaw = values[slot]
      case .cameraPitch: pitch = values[slot]
      default: fixes.y = values[slot]
      }
      values[slot].removeAll(keepingCapacity: true)
    }
    if !yaw.isEmpty && !pitch.isEmpty { RelativeView.fill(&fixes, yaw: yaw, pitch: pitch) }
    guard !heights.isEmpty else { return }
    fixes.measures[.height] = height
    if datumColumn == nil {
      fixes.heightDatum = Labels(codes: datums, names: heights.map(\.datum.rawValue))
    }
    height.removeAll(keepingCapacity: true)
    datums.removeAll(keepingCapacity: true)
  }

  /// Cells that were no numbers and were left empty, since last asked.
  mutating func takeRepairs() -> Tally {
    var tally = Tally()
    for slot in numbers.indices where unreadable[slot] > 0 {
      tally.count("unreadable \(numbers[slot].target.name)", unreadable[slot])
      unreadable[slot] = 0
    }
    if unreadableHeights > 0 { tally.count("unreadable height", unreadableHeights) }
    unreadableHeights = 0
    return tally
  }
}

extension ColumnPlan.Number {
  /// Whether numbers are as they were written.
  var isPlain: Bool {
    guard factor == 1, quirk == .none else { return false }
    return switch target {
    case .measure(.course), .measure(.heading), .measure(.frameLongitude): false
    default: true
    }
  }

  /// Settles the numbers of a column from a row on.
  func settle(_ column: inout [Double], from start: Int) {
    if isPlain { return }
    var column = column.mutableSpan
    for row in start..<column.count { column[row] = settled(column[row]) }
  }

  /// A number as it was written, in the base unit and range of its target; NaN for "unknown".
  @inline(__always)
  func settled(_ read: Double) -> Double {
    var value = read
    switch quirk {
    case .none: break
    case .signedCourse:
      if value < 0 { value += 409.6 }
      // 360 is unknown; sums with 409.6 miss it by a rounding error.
      if value > 359.95 { return .nan }
    case .heading511: if value >= 511 { return .nan }
    case .unknown65535: if value >= 65535 { return .nan }
    case .unknown360: if value >= 360 { return .nan }
    case .unsigned: if value < 0 { return .nan }
    case .speed102: if value > 102.25 && value < 102.35 { return .nan }
    }
    value *= factor
    switch target {
    case .measure(.course), .measure(.heading):
      if value >= 0 && value < 360 { return value }
      let rest = value.truncatingRemainder(dividingBy: 360)
      return rest < 0 ? rest + 360 : rest
    case .measure(.frameLongitude):
      return Earth.normalised(longitude: value)
    default: return value
    }
  }
}
