/// The cells of a row that say when it is; absent ones for columns that the plan lacks.
struct TimeCells {
  var time = Cell.absent
  var date = Cell.absent
  /// How far the time of day is ahead of UTC.
  var utcOffset = Cell.absent
  var elapsed = Cell.absent
  /// When the position was heard.
  var heard = Cell.absent
  /// Whose position that is.
  var vehicle = Cell.absent

  /// The cells that `cell` gives by their column.
  init(_ plan: ColumnPlan, _ cell: (Int) -> Cell) {
    if let column = plan.time { time = cell(column) }
    if let column = plan.date { date = cell(column) }
    if let column = plan.utcOffset { utcOffset = cell(column) }
    if let column = plan.elapsed?.column { elapsed = cell(column) }
    if let column = plan.positionTime { heard = cell(column) }
    if let column = plan.vehicle { vehicle = cell(column) }
  }

  /// The cells of a row of the columns that ``ColumnPlan/timeColumns`` lists.
  @inline(__always)
  init(_ columns: [[Cell]], _ row: Int) {
    time = columns[0][row]
    guard columns.count > 1 else { return }
    date = columns[1][row]
    elapsed = columns[2][row]
    heard = columns[3][row]
    vehicle = columns[4][row]
    utcOffset = columns[5][row]
  }
}

extension ColumnPlan {
  /// The columns that ``TimeCells`` are of, the time alone where it needs no other.
  var timeColumns: [Int?] {
    let others = [date, elapsed?.column, positionTime]
    return others.allSatisfy { $0 == nil } ? [time] : [time] + others + [vehicle, utcOffset]
  }
}
