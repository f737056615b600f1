import Tracks

/// Watches the first rows for columns that were taken for the wrong thing.
struct PositionWatch {
  /// Rows that are looked at.
  static let span = 1000
  private(set) var rows = 0
  private var steepRows = 0
  private var exchangeableRows = 0
  private var farRows = 0
  private var firstSteep = 0.0
  private var hasSeveralSteep = false
  private var firstFar = 0.0
  private var isDone = false

  /// Whether enough rows were seen to judge.
  var isFull: Bool { rows >= Self.span }

  /// Takes note of one row's numbers as read.
  mutating func note(longitude: Double, latitude: Double) {
    rows += 1
    if abs(longitude) > 361 && abs(latitude) > 361 {
      if farRows == 0 { firstFar = latitude }
      farRows += 1
    }
    guard abs(latitude) > 90 else { return }
    if steepRows == 0 {
      firstSteep = latitude
    } else if latitude != firstSteep {
      hasSeveralSteep = true
    }
    steepRows += 1
    if abs(latitude) <= 361 && abs(longitude) <= 90 { exchangeableRows += 1 }
  }

  /// The error that the rows so far ask for; judged once.
  ///
  /// Swapped are columns where at least a tenth of the latitudes lie beyond ±90, not all at one place
  /// (receivers write 91 for "unknown"), and where nearly all of those rows would be right the other
  /// way round: of tracks across the United States, exchanged, a sixth to all rows do that, while in
  /// sound data latitudes beyond ±90 are rare and come with longitudes as wild.
  mutating func verdict(_ plan: ColumnPlan, _ log: FileLog) -> DwellError? {
    guard !isDone, rows > 0, let lon = plan.longitude, let lat = plan.latitude else { return nil }
    isDone = true
    let lonName = plan.names[lon]
    let latName = plan.names[lat]
    if farRows * 10 >= rows * 9 {
      return log.error(
        "columns '\(lonName)' and '\(latName)' hold numbers such as \(firstFar), far beyond ±360: these "
          + "look like metres of a projected system (or degrees times 10⁷), not degrees; convert them to "
          + "degrees (EPSG:4326) first")
    }
    guard !plan.isPositionChosen else { return nil }
    let isSwapped =
      steepRows * 10 >= rows && exchangeableRows * 100 >= steepRows * 98 && hasSeveralSteep
    guard isSwapped else { return nil }
    return log.error(
      "latitudes such as \(firstSteep) are not within ±90 while the longitudes are: columns '\(lonName)' "
        + "and '\(latName)' look swapped; say --map lon=\(latName),lat=\(lonName) "
        + "(or --map lon=\(lonName),lat=\(latName) to keep them)")
  }
}
