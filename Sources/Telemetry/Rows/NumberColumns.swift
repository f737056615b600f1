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
    if !heights.isEmpty { addHeight(bytes) { cells[$0] } }
    return nil
  }

  /// Appends rows, column after column.
  mutating func add(_ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells) {
    for slot in numbers.indices {
      cells.load(numbers[slot].column, of: index, bytes)
      unreadable[slot] += Self.read(bytes, cells.cells, point, numbers[slot], into: &values[slot])
    }
    guard let first = heights.first else { return }
    guard heights.count == 1 else {
      for row in cells.rows { addHeight(bytes) { index.cell(row, $0, bytes) } }
      return
    }
    cells.load(first.column, of: index, bytes)
    let start = height.count
    unreadableHeights += Self.read(bytes, cells.cells, point, nil, into: &height)
    for row in start..<height.count {
      height[row] *= first.factor
      datums.append(height[row].isNaN ? -1 : 0)
    }
  }

  /// Appends a column of numbers; returns how many cells were none.
  private static func read(
    _ bytes: Span<UInt8>, _ cells: [Cell], _ point: UInt8, _ number: ColumnPlan.Number?,
    into column: inout [Double]
  ) -> Int {
    var unreadable = 0
    let start = column.count
    column.append(addingCapacity: cells.count) { column in
      for cell in cells {
        let read = readNumber(bytes, cell, point: point)
        if read == nil { unreadable += 1 }
        column.append(read ?? .nan)
      }
    }
    guard let number, !number.isPlain else { return unreadable }
    for row in start..<column.count { column[row] = number.settled(column[row]) }
    return unreadable
  }

  @inline(__always)
  private mutating func addHeight(_ bytes: Span<UInt8>, _ cell: (Int) -> Cell) {
    for index in heights.indices {
      guard let read = readNumber(bytes, cell(heights[index].column), point: point) else {
        unreadableHeights += 1
        continue
      }
      if read.isNaN { continue }
      height.append(read * heights[index].factor)
      datums.append(Int32(index))
      return
    }
    height.append(.nan)
    datums.append(-1)
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
