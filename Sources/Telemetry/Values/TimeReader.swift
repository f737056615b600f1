import Tracks

/// Reads the times of one input's rows.
struct TimeReader {
  private let scale: TimeScale
  private let pattern: TimePattern?
  /// Microseconds to take from times that name no zone; nil when the user names none.
  private let zone: Int64?
  private var clock = ClockText()
  /// The first text without a zone, for the warning.
  private(set) var zonelessExample: String?
  /// The first number so small that it is hardly a date.
  private(set) var relativeExample: String?

  /// - Parameter order: What dates such as `03/02/2024` begin with; nil where it is not known.
  init(
    scale: TimeScale, pattern: TimePattern?, zone: TimeZoneOffset?, order: DateOrder? = nil
  ) {
    self.scale = scale
    self.pattern = pattern
    self.zone = zone?.microseconds
    clock.order = order
  }

  /// Microseconds of a cell without blanks around it that is not empty; nil when it is no time.
  ///
  /// - Parameters:
  ///   - date: The cell with the date, where the time column holds the time of day.
  ///   - utcOffset: The cell that says how far that time of day is ahead of UTC.
  @inline(__always)
  mutating func read(
    _ bytes: Span<UInt8>, _ cell: Cell, date: Cell?, utcOffset: Cell? = nil
  ) -> Int64? {
    if let pattern { return finish(pattern.read(bytes, cell), bytes, cell) }
    if let reading = clock.quickRead(bytes, cell) { return finish(reading, bytes, cell) }
    if let reading = clock.readRun(bytes, cell) { return finish(reading, bytes, cell) }
    // Beside a date such a number is `101112`; with fewer digits it may count seconds.
    if date != nil, ClockText.digitsBeforePoint(bytes, cell) == 6,
      let time = readLocal(bytes, cell, date: date, utcOffset)
    {
      return time
    }
    if let number = quickDecimal(bytes, cell, point: 0x2E) ?? Decimal(bytes, cell) {
      guard let microseconds = scale.microseconds(number) else { return nil }
      if microseconds.magnitude < Self.hardlyDate, relativeExample == nil {
        relativeExample = cell.text(in: bytes)
      }
      return microseconds
    }
    if let reading = clock.readAny(bytes, cell) { return finish(reading, bytes, cell) }
    return readLocal(bytes, cell, date: date, utcOffset)
  }

  /// Appends a column of times: microseconds where they stand as most do, and nothing has to be
  /// remembered or said of them; else `Int64.min`, and ``read(_:_:date:)`` tells.
  ///
  /// - Parameter numbers: Room for the cells' numbers.
  func appendPlain(
    _ bytes: Span<UInt8>, _ cells: [Cell], by numbers: inout [Double], to times: inout [Int64]
  ) {
    if pattern != nil || cells.isEmpty {
      times.append(contentsOf: repeatElement(.min, count: cells.count))
    } else if clock.lastDateText != nil {
      clock.appendQuick(
        bytes, cells, zone: zone ?? (zonelessExample == nil ? nil : 0), to: &times)
    } else {
      scale.appendPlain(bytes, cells, by: &numbers, to: &times)
    }
  }

  /// Microseconds below which a number is hardly a date.
  static let hardlyDate: Int64 = 100_000_000_000_000

  /// Reads what is written as spreadsheets do, and a time of day with its date beside it.
  @inline(never)
  private mutating func readLocal(
    _ bytes: Span<UInt8>, _ cell: Cell, date: Cell?, _ utcOffset: Cell?
  ) -> Int64? {
    if let reading = clock.readLocal(bytes, cell) { return finish(reading, bytes, cell) }
    guard let date, let day = clock.read(bytes, date) ?? clock.readLocal(bytes, date) else {
      return nil
    }
    for read in [ClockText.timeOfDay, ClockText.localTimeOfDay] {
      var at = cell.start
      guard let time = read(bytes, &at, cell.end), let zone = ClockText.zone(bytes, at, cell.end)
      else { continue }
      let beside = utcOffset.flatMap { ClockText.zone(bytes, $0.start, $0.end) ?? nil }
      let ahead = zone ?? beside
      return finish(
        ClockReading(
          microseconds: day.microseconds + time - (ahead ?? 0) * 60_000_000, hasZone: ahead != nil),
        bytes, cell)
    }
    return nil
  }

  @inline(__always)
  private mutating func finish(
    _ reading: ClockReading?, _ bytes: Span<UInt8>, _ cell: Cell
  ) -> Int64? {
    guard let reading else { return nil }
    if reading.hasZone { return reading.microseconds }
    if let zone { return reading.microseconds - zone }
    if zonelessExample == nil { zonelessExample = cell.text(in: bytes) }
    return reading.microseconds
  }

  /// What is wrong with a date whose day cannot be told from its month.
  static let openOrder =
    "may begin with the day or with the month: say which with --time-format "
    + "'%d/%m/%Y %H:%M:%S' or '%m/%d/%Y %H:%M:%S', written as in the file"

  /// What is wrong with a cell that is no time, and what to do about it.
  func complaint(_ bytes: Span<UInt8>, _ cell: Cell) -> String {
    let quoted = cell.quoted(in: bytes)
    if let pattern { return "time \(quoted) is not written as '\(pattern.text)'" }
    var at = cell.start
    if clock.order == nil, let date = LocalDate(bytes, &at, cell.end), date.isOpen {
      return "time \(quoted) \(Self.openOrder)"
    }
    return
      "time \(quoted) is neither ISO 8601 nor a number since 1970; --time-format says how it is "
      + "written"
  }
}
