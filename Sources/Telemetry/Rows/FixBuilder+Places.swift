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
    if watch.isFull, plain.isComplete {
      if times.count == 1 { return appendPlain() }
      if plan.positionTime != nil, plan.date == nil, plan.elapsed == nil {
        return try appendHeard(bytes, times[3], times[4], &cells, line)
      }
    }
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

  /// Makes fixes of rows whose places and times were read, at the time at which each place was heard; those
  /// that repeat one are none.
  private mutating func appendHeard(
    _ bytes: Span<UInt8>, _ heardCells: [Cell], _ vehicles: [Cell], _ cells: inout ColumnCells,
    _ line: Int
  ) throws(DwellError) {
    var heard: [Int64] = []
    TimeScale.byMagnitude.appendPlain(bytes, heardCells, to: &heard)
    var repeated: [Int] = []
    for row in heard.indices {
      let instant = plain.time[row]
      let exact = heard[row]
      guard
        let known = exact == .min
          ? self.heard(bytes, heardCells[row], at: instant)
          : isHeard(exact, at: instant) ? exact : nil
      else { continue }
      if isNew(known, bytes, vehicles[row]) {
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
