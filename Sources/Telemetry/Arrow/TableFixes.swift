import Tracks

/// Makes fixes of one table, column by column, as a ``ColumnPlan`` says.
struct TableFixes {
  private let plan: ColumnPlan
  private let log: FileLog
  private let rowsBefore: Int

  init(_ plan: ColumnPlan, _ log: FileLog, _ rowsBefore: Int) {
    self.plan = plan
    self.log = log
    self.rowsBefore = rowsBefore
  }

  /// The fixes of a table's valid rows; the others are skipped and counted.
  func fixes(_ table: Table) throws(DwellError) -> Fixes {
    var fixes = Fixes()
    let columns = table.columns
    guard let east = plan.longitude, let north = plan.latitude else {
      throw plan.missingPosition(log)
    }
    fixes.longitude = try columns[east].numbers()
    fixes.latitude = try columns[north].numbers()
    if plan.placeDivisor != 1 {
      for row in fixes.longitude.indices {
        fixes.longitude[row] /= plan.placeDivisor
        fixes.latitude[row] /= plan.placeDivisor
      }
    }
    fixes.time = try times(columns, table.rowCount)
    let kept = try validRows(&fixes)
    try fillNames(&fixes, columns, table.rowCount)
    for number in plan.numbers {
      let values = try columns[number.column].numbers().map(number.settled)
      switch number.target {
      case .measure(let measure): fixes.measures[measure] = values
      case .x: fixes.x = values
      case .y: fixes.y = values
      default: break
      }
    }
    try fillHeights(&fixes, columns)
    if log.settings.keepsExtras {
      var free = FreeNames()
      for index in plan.extras where !columns[index].name.isEmpty {
        fixes.extras.append(
          Column(
            free.take(columns[index].name), columns[index].values,
            isInternal: columns[index].isInternal))
      }
    }
    log.countValid(kept.count)
    return kept.count == table.rowCount ? fixes : fixes.gathered(kept)
  }

  private func validRows(_ fixes: inout Fixes) throws(DwellError) -> [Int] {
    var kept: [Int] = []
    for row in 0..<fixes.longitude.count {
      let (east, north) = (fixes.longitude[row], fixes.latitude[row])
      if let fault = RowFault(longitude: east, latitude: north) {
        try log.skip(fault, at: .record(rowsBefore + row + 1))
        continue
      }
      if east > 180 { fixes.longitude[row] = east - 360 }
      kept.append(row)
    }
    return kept
  }

  private func fillNames(
    _ fixes: inout Fixes, _ columns: [Column], _ count: Int
  ) throws(DwellError) {
    if let column = plan.vehicle {
      fixes.vehicle = try columns[column].labels()
      if fixes.vehicle.codes.contains(-1) {
        let code = fixes.vehicle.code(of: log.vehicleName)
        for row in fixes.vehicle.codes.indices where fixes.vehicle.codes[row] < 0 {
          fixes.vehicle.codes[row] = code
        }
      }
    } else {
      fixes.vehicle = Labels(repeating: log.vehicleName, count: count)
    }
    if let column = plan.flight { fixes.flight = try columns[column].labels() }
    if let column = plan.sortie { fixes.sortie = try columns[column].labels() }
    if let column = plan.system { fixes.system = try columns[column].labels() }
  }

  private func fillHeights(_ fixes: inout Fixes, _ columns: [Column]) throws(DwellError) {
    guard !plan.heights.isEmpty else { return }
    var height = [Double](repeating: .nan, count: fixes.longitude.count)
    var codes = [Int32](repeating: -1, count: height.count)
    for (place, source) in plan.heights.enumerated() {
      let values = try columns[source.column].numbers()
      for row in height.indices where height[row].isNaN && !values[row].isNaN {
        height[row] = values[row] * source.factor
        codes[row] = Int32(place)
      }
    }
    fixes.measures[.height] = height
    if let column = plan.heightDatum {
      fixes.heightDatum = try columns[column].labels()
    } else {
      fixes.heightDatum = Labels(codes: codes, names: plan.heights.map(\.datum.rawValue))
    }
  }

  /// Instants of a column of timestamps, of numbers since 1970, or of text.
  private func times(_ columns: [Column], _ count: Int) throws(DwellError) -> [Int64] {
    guard let index = plan.time else {
      log.warnOnce(
        "no time",
        "no column for the time among \(ColumnPlan.listed(plan.names)): the fixes carry none "
          + "(--map time=COLUMN names one)")
      return [Int64](repeating: .min, count: count)
    }
    let column = columns[index]
    switch column.values {
    case .instant(let values): return values
    case .integer, .integer32, .real:
      return try column.numbers().enumerated().map { row, value in
        guard value.isFinite else { return .min }
        // Whole numbers come exactly; a double has more digits than a microsecond needs.
        var exact = Decimal(value)
        if case .integer(let values) = column.values { exact = Decimal(values[row]) }
        return plan.timeScale.microseconds(exact) ?? .min
      }
    case .text, .coded: return try texts(column, count)
    default: throw column.mismatch("timestamps")
    }
  }

  private func texts(_ column: Column, _ count: Int) throws(DwellError) -> [Int64] {
    let labels = try column.labels()
    var pattern: TimePattern?
    if let text = log.settings.timeFormat ?? plan.preset.timeFormat {
      pattern = try TimePattern(text)
    }
    var reader = TimeReader(
      scale: plan.timeScale, pattern: pattern, zone: log.settings.timeZone,
      order: plan.preset.dateOrder)
    // Equal texts are equal instants.
    var known: [Int64] = []
    for name in labels.names {
      let bytes = Array(name.utf8)
      let cell = Cell(start: 0, end: bytes.count).trimmed(in: bytes.span)
      if cell.isEmpty || cell.isNullTime(in: bytes.span) {
        known.append(.min)
        continue
      }
      guard let instant = reader.read(bytes.span, cell, date: nil) else {
        throw DwellError(.badData, reader.complaint(bytes.span, cell))
      }
      known.append(instant)
    }
    return labels.codes.map { $0 < 0 ? .min : known[Int($0)] }
  }
}

extension Decimal {
  /// A whole number.
  init(_ value: Int64) {
    digits = value.magnitude
    isNegative = value < 0
  }

  /// A number to the nearest billionth, or whole where it is too large for that.
  init(_ value: Double) {
    isNegative = value < 0
    let size = abs(value)
    if size < 9e9 {
      digits = UInt64((size * 1e9).rounded())
      exponent = -9
    } else {
      digits = size < 1e19 ? UInt64(size) : UInt64.max
    }
  }
}
