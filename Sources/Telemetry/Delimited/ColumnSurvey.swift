import Tracks

/// What the first rows of delimited text tell about all: the order of day and month, whether the position
/// is in degrees times 10⁷, whether a comma is the decimal point, whether what is called the vehicle counts
/// rows.
struct ColumnSurvey {
  /// What dates such as `03/02/2024` begin with; nil where no date is written so, or none tells it.
  private(set) var order: DateOrder?
  /// A date that may begin with the day or with the month, and its row, from 0.
  private(set) var openDate: (text: String, row: Int)?
  /// Whether the position is in degrees times 10⁷.
  private(set) var isTimesTenMillion = false
  /// The decimal point.
  private(set) var point: UInt8
  /// The rows that were seen.
  private(set) var rows = 0
  /// Lines of these rows.
  private(set) var lines = 0

  /// Whether what is called the vehicle counts rows.
  var countsRows: Bool { counter.countsRows }
  private var counter = RowCounter()

  private let plan: ColumnPlan
  private var scanner: RowScanner
  private let takesDates: Bool
  private var at = 0

  /// Rows in which a date must stand for others to be looked at.
  private static let fewRows = 64
  /// Numbers beyond the metres of any projected system, and up to those of 90 and 180 degrees.
  private static let tenMillions = (least: 2.1e7, latitude: 9e8, longitude: 3.6e9)

  init(_ header: DelimitedHeader, _ settings: ReadSettings) {
    plan = header.plan
    scanner = RowScanner(delimiter: header.delimiter, columns: header.plan.names.count)
    point = header.delimiter == 0x3B ? 0x2C : 0x2E
    takesDates =
      settings.timeFormat == nil && plan.preset.timeFormat == nil && plan.preset.dateOrder == nil
  }

  /// Whether rows that follow can tell what those so far do not.
  var isOpen: Bool { openDate != nil && order == nil }

  /// Looks at the rows of `bytes`, the first of which follows the header; those seen before are passed
  /// over.
  mutating func look(_ bytes: ArraySlice<UInt8>, isEnd: Bool) {
    let span = bytes.span
    while rows < Self.fewRows || isOpen, at < span.count,
      let next = scanner.scan(span, from: at, isEnd: isEnd)
    {
      if takesDates {
        // `Datum` may be a date or the system of the coordinates, beside a time that has its date.
        for column in [plan.date, plan.time] { lookAtDate(span, column) }
      }
      if rows < Self.fewRows {
        lookAtPlace(span)
        lookAtVehicle(span)
      }
      rows += 1
      lines += 1 + scanner.innerLines
      at = next
    }
  }

  private mutating func lookAtDate(_ bytes: Span<UInt8>, _ column: Int?) {
    guard let column else { return }
    let cell = scanner.cells[column].trimmed(in: bytes)
    var start = cell.start
    guard !cell.isEmpty, let date = LocalDate(bytes, &start, cell.end), date.isOpen else { return }
    if let shown = date.shown {
      if order == nil { order = shown }
    } else if openDate == nil {
      openDate = (cell.text(in: bytes), lines)
    }
  }

  private mutating func lookAtVehicle(_ bytes: Span<UInt8>) {
    guard let vehicle = plan.vehicle, let time = plan.time else { return }
    counter.take(
      scanner.cells[vehicle].trimmed(in: bytes).text(in: bytes),
      at: scanner.cells[time].text(in: bytes))
  }

  private mutating func lookAtPlace(_ bytes: Span<UInt8>) {
    guard let lon = plan.longitude, let lat = plan.latitude, plan.placeDivisor == 1 else { return }
    let cell = scanner.cells[lat].trimmed(in: bytes)
    // Where something else parts the cells, a comma within a number is its point.
    if scanner.delimiter != 0x2C, point != 0x2C, !plan.isPlaceInOneCell,
      Decimal(bytes, cell) == nil, Decimal(bytes, cell, point: 0x2C) != nil
    {
      point = 0x2C
    }
    guard let east = readNumber(bytes, scanner.cells[lon], point: point),
      let north = readNumber(bytes, cell, point: point)
    else { return }
    let limits = Self.tenMillions
    if abs(north) >= limits.least && abs(north) <= limits.latitude
      && abs(east) <= limits.longitude
    {
      isTimesTenMillion = true
    }
  }
}
