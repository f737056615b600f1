import Tracks

/// Makes fixes of rows of cells, as a ``ColumnPlan`` says.
struct FixBuilder {
  private(set) var plan: ColumnPlan
  let log: FileLog
  private let fallbackVehicle: [UInt8]
  let point: UInt8

  var time: [Int64] = []
  var longitude: [Double] = []
  var latitude: [Double] = []
  private var vehicle = LabelColumn()
  private var numbers: NumberColumns
  private var heightDatum = LabelColumn()
  private var flight = LabelColumn()
  private var sortie = LabelColumn()
  private var system = LabelColumn()
  private var extras: TextColumns
  var times: TimeReader
  private var fineTime = FineTime()
  /// Where and when the rows taken at once are.
  var plain = PlainPlaces()
  /// Vehicles, and when the last position of each was heard.
  private var heardNames = RecentNames()
  private var lastHeard: [Int64] = []
  /// Whether rows without a time are fixes without one, though others have one.
  var takesTimeless = false
  /// Looks for columns taken for the wrong thing.
  var watch = PositionWatch()

  /// - Parameters:
  ///   - point: The decimal point of the input; a full stop is always taken.
  ///   - order: What dates such as `03/02/2024` begin with; nil takes it from the preset.
  init(
    _ plan: ColumnPlan, _ log: FileLog, point: UInt8 = 0x2E, order: DateOrder? = nil
  ) throws(DwellError) {
    self.plan = plan
    self.log = log
    self.point = point
    fallbackVehicle = Array(log.vehicleName.utf8)
    var pattern: TimePattern?
    if let text = log.settings.timeFormat ?? plan.preset.timeFormat {
      pattern = try TimePattern(text)
    }
    times = TimeReader(
      scale: plan.timeScale, pattern: pattern,
      // A heading such as `datetime(utc)` is a zone of its own.
      zone: plan.isTimeInUTC ? nil : log.settings.timeZone, order: order ?? plan.preset.dateOrder)
    numbers = NumberColumns(plan, point: point)
    extras = TextColumns(plan, isUsed: log.settings.keepsExtras)
    if let warning = plan.unitWarning { log.warnOnce("units", warning) }
    if extras.count == TextColumns.most, plan.extras.count > extras.count {
      log.warnOnce(
        "many columns",
        "of its \(plan.names.count) columns that mean nothing here the first \(extras.count) are carried"
      )
    }
  }

  /// The number of fixes made and not yet taken.
  var count: Int { time.count }

  /// The most fixes to be made before they are taken: fewer where each has very many columns.
  var mostRows: Int {
    min(log.settings.batchRows, max(1, Self.mostCells / max(1, extras.count)))
  }
  /// Carried cells of a batch, of which each costs five bytes when it is empty.
  private static let mostCells = 1 << 22

  /// Adds a column that means nothing, while rows are made; false when the columns have to be planned
  /// anew.
  ///
  /// - Parameter surely: Whether it means nothing whatever its name.
  /// - Complexity: O(rows made), so that a file which brings a column with every row is read in the
  ///   time that its cells are worth.
  mutating func addExtra(_ name: String, surely: Bool) -> Bool {
    guard plan.appendExtra(name, log.settings, surely: surely) else { return false }
    extras.addColumn(plan.names.count - 1, named: plan.names[plan.names.count - 1], rows: count)
    return true
  }

  /// Makes a fix of a row, or says why it is none.
  ///
  /// - Parameters:
  ///   - bytes: Where the cells lie.
  ///   - cells: One for each column of the plan, or more.
  mutating func add(_ bytes: Span<UInt8>, _ cells: Span<Cell>) -> RowFault? {
    var fix = Placed()
    let longitude = plan.longitude.map { cells[$0] } ?? .absent
    let latitude = plan.latitude.map { cells[$0] } ?? .absent
    let times = TimeCells(plan) { cells[$0] }
    if let fault = place(bytes, longitude, latitude, times, &fix) { return fault }
    if let fault = numbers.add(bytes, cells, isStrict: log.settings.isStrict) { return fault }
    append(fix)
    addLabels(bytes, cells)
    extras.add(bytes, cells)
    return nil
  }

  /// Makes fixes of rows, column after column; rows that are none are taken from `cells.rows`.
  ///
  /// - Parameters:
  ///   - cells: The rows, which stand on lines one after another; blank ones have no cells.
  ///   - line: The line of the first.
  /// - Throws: When the rows show that the columns were taken for the wrong thing; those before are
  ///   made.
  mutating func add(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, line: Int
  ) throws(DwellError) {
    var failure: DwellError?
    do {
      try addPlaces(bytes, index, &cells, line)
    } catch {
      failure = error
    }
    addColumns(bytes, index, &cells)
    if let failure { throw failure }
  }

  /// Makes the other columns of rows whose places were made, column after column.
  private mutating func addColumns(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells
  ) {
    numbers.add(bytes, index, &cells)
    cells.load(plan.vehicle, of: index, bytes)
    vehicle.append(bytes, cells.cells, orElse: fallbackVehicle)
    if let column = plan.heightDatum { heightDatum.append(bytes, index, &cells, column) }
    if let column = plan.flight { flight.append(bytes, index, &cells, column) }
    if let column = plan.sortie { sortie.append(bytes, index, &cells, column) }
    if let column = plan.system { system.append(bytes, index, &cells, column) }
    extras.add(bytes, index, &cells)
  }

  /// Where and when a fix is.
  struct Placed {
    var instant = Int64.min
    var longitude = 0.0
    var latitude = 0.0
  }

  @inline(__always)
  mutating func append(_ fix: Placed) {
    time.append(fix.instant)
    longitude.append(fix.longitude > 180 ? fix.longitude - 360 : fix.longitude)
    latitude.append(fix.latitude)
  }

  /// Says where and when a row is, or why it is no fix.
  mutating func place(
    _ bytes: Span<UInt8>, _ longitude: Cell, _ latitude: Cell, _ times: TimeCells,
    _ fix: inout Placed
  ) -> RowFault? {
    var (longitude, latitude) = (longitude, latitude)
    if plan.isPlaceInOneCell { (latitude, longitude) = latitude.parted(bytes, at: 0x2C, 0x20) }
    guard let east = degrees(bytes, longitude), let north = degrees(bytes, latitude) else {
      return positionFault(bytes, longitude, latitude)
    }
    note(east, north)
    guard PlainPlaces.isPlausible(east, north) else {
      return positionFault(bytes, longitude, latitude)
    }
    fix.longitude = east
    fix.latitude = north
    return readTime(bytes, times, &fix)
  }

  /// Half a position; NaN when its cell is empty, nil when it is no angle.
  private func degrees(_ bytes: Span<UInt8>, _ cell: Cell) -> Double? {
    if let number = readNumber(bytes, cell, point: point) { return number / plan.placeDivisor }
    return AngleText.read(bytes, cell, point: point)
  }

  /// Takes note of a position while the first rows are watched.
  @inline(__always)
  mutating func note(_ east: Double, _ north: Double) {
    if !watch.isFull, !east.isNaN, !north.isNaN, east != 0 || north != 0 {
      watch.note(longitude: east, latitude: north)
    }
  }

  /// Why the cells of a position are none.
  @inline(never)
  private func positionFault(
    _ bytes: Span<UInt8>, _ longitude: Cell, _ latitude: Cell
  ) -> RowFault {
    guard plan.longitude != nil, plan.latitude != nil else {
      return RowFault(reason: "no position", detail: "the row has no position")
    }
    guard let east = degrees(bytes, longitude) else {
      return unreadable("longitude", bytes, longitude)
    }
    guard let north = degrees(bytes, latitude) else {
      return unreadable("latitude", bytes, latitude)
    }
    if east.isNaN || north.isNaN {
      return RowFault(reason: "no position", detail: "the row has no position")
    }
    return RowFault(longitude: east, latitude: north) ?? unreadable("longitude", bytes, longitude)
  }

  /// Reads the time of a row.
  @inline(__always)
  mutating func readTime(
    _ bytes: Span<UInt8>, _ cells: TimeCells, _ fix: inout Placed
  ) -> RowFault? {
    guard plan.time != nil else { return nil }
    let cell = cells.time.trimmed(in: bytes)
    if cell.isEmpty || cell.isNullTime(in: bytes) {
      if takesTimeless { return nil }
      return RowFault(reason: "no time", detail: "the row has no time")
    }
    let date = plan.date == nil ? nil : cells.date.trimmed(in: bytes)
    let offset = plan.utcOffset == nil ? nil : cells.utcOffset.trimmed(in: bytes)
    guard let read = times.read(bytes, cell, date: date, utcOffset: offset) else {
      return RowFault(reason: "unreadable time", detail: times.complaint(bytes, cell))
    }
    return refine(read, bytes, cells, &fix)
  }

  /// Says when a row is whose time was read.
  @inline(__always)
  mutating func refine(
    _ read: Int64, _ bytes: Span<UInt8>, _ cells: TimeCells, _ fix: inout Placed
  ) -> RowFault? {
    fix.instant = read
    if let elapsed = plan.elapsed {
      let passed = readNumber(bytes, cells.elapsed, point: point) ?? .nan
      fix.instant = fineTime.refined(read, passed * elapsed.seconds)
    }
    if plan.positionTime != nil, let heard = heard(bytes, cells.heard, at: fix.instant) {
      guard isNew(heard, bytes, cells.vehicle) else {
        return Self.repetition
      }
      fix.instant = heard
    }
    return nil
  }

  /// Why a row is no fix that repeats a position.
  static let repetition = RowFault(
    reason: "position repeated", detail: "the position is that of a row before", isHarmless: true)

  /// Whether a position may be heard at a time: at or shortly before that of its row.
  @inline(__always)
  func isHeard(_ heard: Int64, at instant: Int64) -> Bool {
    heard <= instant &+ 1_000_000 && heard > instant &- 3_600_000_000
  }

  /// When a position was heard, unless that is no time at or shortly before the row's.
  func heard(_ bytes: Span<UInt8>, _ cell: Cell, at instant: Int64) -> Int64? {
    let cell = cell.trimmed(in: bytes)
    guard let number = quickDecimal(bytes, cell, point: 0x2E) ?? Decimal(bytes, cell),
      let heard = TimeScale.byMagnitude.microseconds(number), isHeard(heard, at: instant)
    else { return nil }
    return heard
  }

  /// Whether a vehicle's position was heard at another time than its last one.
  mutating func isNew(_ heard: Int64, _ bytes: Span<UInt8>, _ vehicle: Cell) -> Bool {
    guard !vehicle.isEmpty else { return true }
    let number = heardNames.number(of: bytes, vehicle.start, vehicle.end)
    if number == lastHeard.count { lastHeard.append(.min) }
    if lastHeard[number] == heard { return false }
    lastHeard[number] = heard
    return true
  }

  private mutating func addLabels(_ bytes: Span<UInt8>, _ cells: Span<Cell>) {
    var named = false
    if let column = plan.vehicle {
      let cell = cells[column].trimmed(in: bytes)
      if !cell.isEmpty {
        vehicle.append(bytes, cell.start, cell.end)
        named = true
      }
    }
    if !named {
      let fallback = fallbackVehicle
      vehicle.append(fallback.span, 0, fallback.count)
    }
    if let column = plan.heightDatum { Self.add(cells[column], bytes, to: &heightDatum) }
    if let column = plan.flight { Self.add(cells[column], bytes, to: &flight) }
    if let column = plan.sortie { Self.add(cells[column], bytes, to: &sortie) }
    if let column = plan.system { Self.add(cells[column], bytes, to: &system) }
  }

  private static func add(_ cell: Cell, _ bytes: Span<UInt8>, to labels: inout LabelColumn) {
    if cell.isEmpty { labels.appendNull() } else { labels.append(bytes, cell.start, cell.end) }
  }

  private func unreadable(_ what: String, _ bytes: Span<UInt8>, _ cell: Cell) -> RowFault {
    RowFault(
      reason: "unreadable number", detail: "\(what) \(cell.quoted(in: bytes)) is not a number")
  }

  /// Gives up the fixes made so far as a batch, and reports what was odd about their rows.
  mutating func take() -> Fixes {
    var fixes = Fixes()
    log.countValid(time.count)
    report()
    fixes.vehicle = vehicle.take()
    numbers.take(into: &fixes)
    if plan.heightDatum != nil { fixes.heightDatum = heightDatum.take() }
    if plan.flight != nil { fixes.flight = flight.take() }
    if plan.sortie != nil { fixes.sortie = sortie.take() }
    if plan.system != nil { fixes.system = system.take() }
    fixes.extras = extras.take()
    fixes.time = time
    fixes.longitude = longitude
    fixes.latitude = latitude
    time.removeAll(keepingCapacity: true)
    longitude.removeAll(keepingCapacity: true)
    latitude.removeAll(keepingCapacity: true)
    return fixes
  }

  private mutating func report() {
    log.shared.countRepairs(numbers.takeRepairs())
    if plan.time == nil {
      log.warnOnce(
        "no time",
        "no column for the time among \(ColumnPlan.listed(plan.names)): the fixes carry none "
          + "(--map time=COLUMN names one)")
    }
    if let example = times.zonelessExample, !plan.isTimeInUTC {
      log.warnOnce(
        "zone",
        "times such as '\(example)' name no zone; they are read as UTC (--time-zone says another)")
    }
    if let example = times.relativeExample {
      log.warnOnce(
        "relative",
        "times such as \(example) lie near 1970: they look like seconds since a start, not "
          + "dates")
    }
  }
}
