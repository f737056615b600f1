import Tracks

/// Knows the day that a receiver's times of day belong to.
///
/// The date comes with RMC or ZDA; where none comes for a while, it moves on when the time of day falls
/// by more than half a day. Until the first one, days are counted from 0 and fixes wait.
struct NMEACalendar {
  /// Whether a date was read.
  var isDated = false
  /// Fixes of before the first date.
  var waiting: [(row: FixRow, place: RowPlace)] = []
  /// What their times lack, once the date is known.
  private(set) var correction: Int64 = 0

  private var day: Int64 = 0
  private var timeOfDay: Int64?
  private static let dayLength: Int64 = 86_400_000_000

  /// The receiver's instant; nil before the first date.
  var now: Int64? { isDated ? timeOfDay.map { day + $0 } : nil }

  /// The instant of a time of day in microseconds, on the current day.
  func instant(_ ofDay: Int64) -> Int64 { day + ofDay }

  /// Moves on to a time of day, over midnight where it falls by more than half a day.
  mutating func advance(to ofDay: Int64) {
    if let timeOfDay, ofDay < timeOfDay - Self.dayLength / 2 { day += Self.dayLength }
    timeOfDay = ofDay
  }

  /// Takes the date of RMC: `ddmmyy`.
  mutating func takeDate(_ bytes: Span<UInt8>, packed cell: Cell) {
    var at = cell.start
    guard !cell.isEmpty, let day = ClockText.number(bytes, &at, cell.end, 2),
      let month = ClockText.number(bytes, &at, cell.end, 2),
      let year = ClockText.number(bytes, &at, cell.end, 2)
    else { return }
    set(CivilTime(year: year + (year < 80 ? 2000 : 1900), month: month, day: day))
  }

  /// Takes the date of ZDA: day, month and year in cells of their own.
  mutating func takeDate(_ bytes: Span<UInt8>, day: Cell, month: Cell, year: Cell) {
    guard let day = Decimal(bytes, day), let month = Decimal(bytes, month),
      let year = Decimal(bytes, year), year.digits < 10_000, month.digits < 13, day.digits < 32,
      year.digits > 1979
    else { return }
    set(CivilTime(year: Int(year.digits), month: Int(month.digits), day: Int(day.digits)))
  }

  private mutating func set(_ date: CivilTime) {
    guard date.isValid else { return }
    let known = date.instant.microseconds
    if !isDated { correction = known - day }
    isDated = true
    day = known
  }
}
