import Tracks

extension FixBuilder {
  /// Makes where and when the fixes of rows are, and leaves the rows that are fixes.
  mutating func addPlaces(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ line: Int
  ) throws(DwellError) {
    plain.readPlaces(bytes, index, &cells, plan, point: point)
    let times = plan.timeColumns.map { column in
      cells.load(column, of: index, bytes)
      return cells.cells
    }
    plain.readTimes(bytes, times[0], self.times)
    if times.count == 1, watch.isFull, plain.isComplete { return appendPlain() }
    let rows = cells.rows
    cells.rows.removeAll(keepingCapacity: true)
    for place in rows.indices where rows[place].count > 0 {
      var fix = Placed(longitude: plain.longitude[place], latitude: plain.latitude[place])
      let fault: RowFault?
      // False for NaN, which stands for all that is not read quickly.
      if isPlausible(fix.longitude, fix.latitude) {
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
