import Tracks

extension FixBuilder {
  /// Makes where and when the fixes of rows are, and leaves the rows that are fixes.
  mutating func addPlaces(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ line: Int
  ) throws(DwellError) {
    plain.readPlaces(bytes, index, &cells, plan, point: point)
    cells.load(plan.time, of: index, bytes)
    plain.readTimes(bytes, cells.cells, times)
    if watch.isFull, plain.isComplete, plan.date == nil, plan.elapsed == nil {
      guard let heard = plan.positionTime else { return appendPlain() }
      return try appendHeard(bytes, index, &cells, heard, line)
    }
    try addOneByOne(bytes, index, &cells, line)
  }

  /// Makes where and when the fixes of rows are, row after row.
  private mutating func addOneByOne(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ line: Int
  ) throws(DwellError) {
    let times = plan.timeColumns.map { column in
      cells.load(column, of: index, bytes)
      return cells.cells
    }
    let rows = cells.rows
    cells.rows.removeAll(keepingCapacity: true)
    for place in rows.indices where rows[place].count > 0 {
      var fix = Placed(longitude: plain.longitude[place], latitude: plain.latitude[place])
      let fault: RowFault?
      // False for NaN, which stands for all that is not read quickly.
      if PlainPlaces.isPlausible(fix.longitude, fix.latitude) {
        note(fix.longitude, fix.latitude)
        let cells = TimeCells(times, place)
        let time = plain.time[place]
        fault = time == .min ? readTime(bytes, cells, &fix) : refine(time, bytes, cells, &fix)
      } else {
        fault = self.place(bytes, index, rows[place], TimeCells(times, place), &fix)
      }
      guard let fault else {
        append(fix)
        cells.rows.append(rows[place])
        continue
      }
      try log.skip(fault, at: .line(line + place))
      if watch.isFull, let error = watch.verdict(plan, log) { throw error }
    }
  }

  /// Makes fixes of all rows whose places and times were read.
  private mutating func appendPlain() {
    time.append(contentsOf: plain.time)
    latitude.append(contentsOf: plain.latitude)
    let east = plain.longitude
    longitude.append(addingCapacity: east.count) { longitude in
      for value in east { longitude.append(value > 180 ? value - 360 : value) }
    }
  }

  /// Makes fixes of rows whose places and times were read, at the time at which each place was heard; those
  /// that repeat one are none.
  ///
  /// - Parameter column: The column that says when a place was heard.
  private mutating func appendHeard(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ column: Int, _ line: Int
  ) throws(DwellError) {
    cells.load(column, of: index, bytes)
    plain.readHeard(bytes, cells.cells)
    cells.load(plan.vehicle, of: index, bytes)
    var repeated: [Int] = []
    for row in cells.rows.indices {
      let instant = plain.time[row]
      let exact = plain.heard[row]
      guard
        let known = exact == .min
          ? heard(bytes, index.cell(cells.rows[row], column, bytes), at: instant)
          : isHeard(exact, at: instant) ? exact : nil
      else { continue }
      if isNew(known, bytes, cells.cells[row]) {
        plain.setTime(known, of: row)
      } else {
        repeated.append(row)
      }
    }
    if repeated.isEmpty { return appendPlain() }
    let rows = cells.rows
    cells.rows.removeAll(keepingCapacity: true)
    var next = 0
    for row in rows.indices {
      guard next < repeated.count, repeated[next] == row else {
        append(
          Placed(
            instant: plain.time[row], longitude: plain.longitude[row],
            latitude: plain.latitude[row]))
        cells.rows.append(rows[row])
        continue
      }
      next += 1
      try log.skip(Self.repetition, at: .line(line + row))
      if let error = watch.verdict(plan, log) { throw error }
    }
  }

  /// Makes the place of a row whose position could not be read quickly.
  @inline(never)
  private mutating func place(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ row: IndexedRow, _ times: TimeCells,
    _ fix: inout Placed
  ) -> RowFault? {
    place(
      bytes, plan.longitude.map { index.cell(row, $0, bytes) } ?? .absent,
      plan.latitude.map { index.cell(row, $0, bytes) } ?? .absent, times, &fix)
  }
}
