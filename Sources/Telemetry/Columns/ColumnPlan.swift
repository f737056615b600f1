import Tracks

/// Which column of an input goes where.
struct ColumnPlan {
  /// One source of heights; the first of a row that has a number is taken.
  struct Height {
    var column: Int
    var factor: Double
    var datum: HeightDatum
  }
  /// A column of numbers.
  struct Number {
    var column: Int
    var target: ColumnTarget
    var factor: Double
    var quirk: ColumnReading.Quirk
  }

  /// The names of all columns, as written.
  var names: [String]
  /// The preset that was taken.
  var preset: Preset
  var longitude: Int?
  var latitude: Int?
  /// What numbers of the position are divided by to be degrees: 10⁷, say.
  var placeDivisor = 1.0
  var time: Int?
  var timeScale = TimeScale.byMagnitude
  /// Time since the log began, that refines a time of whole seconds, and seconds in one of its units.
  var elapsed: (column: Int, seconds: Double)?
  /// When the position was heard, where rows repeat one until another is heard.
  var positionTime: Int?
  /// The date of a time column that has the time of day only.
  var date: Int?
  /// How far such a time of day is ahead of UTC.
  var utcOffset: Int?
  var vehicle: Int?
  /// Best first: above the ellipsoid, above sea level, barometric, of unknown datum.
  var heights: [Height] = []
  var heightDatum: Int?
  var numbers: [Number] = []
  var flight: Int?
  var sortie: Int?
  var system: Int?
  /// The columns that mean nothing here.
  var extras: [Int] = []
  /// Whether the user named both columns of the position.
  var isPositionChosen = false
  /// Whether the user named the column of the vehicle.
  var isVehicleChosen = false
  /// What is to be said of heights and speeds without a unit.
  var unitWarning: String?

  /// Whether the time column's name says that its times are UTC: `datetime(utc)`.
  var isTimeInUTC: Bool {
    guard let time else { return false }
    let name = HeaderName(names[time])
    return name.splits.contains { ["utc", "gmt"].contains($0.unit) } || name.key.hasSuffix("utc")
  }

  /// Whether one column has latitude and longitude, in this order, with a comma or a blank between them.
  var isPlaceInOneCell: Bool { longitude != nil && longitude == latitude }

  /// Takes the vehicle's column, which counts rows, for one that means nothing, unless the user chose it.
  mutating func dropRowCounter(_ log: FileLog) {
    guard let column = vehicle, !isVehicleChosen else { return }
    vehicle = nil
    extras.append(column)
    extras.sort()
    let name = names[column]
    log.warnOnce(
      "row numbers",
      "'\(name)' counts rows and is no vehicle; --map vehicle=\(name) says that it is one")
  }

  /// Whether positions can be read.
  var hasPosition: Bool { longitude != nil && latitude != nil }

  /// The error for a header without positions.
  func missingPosition(_ log: FileLog) -> DwellError {
    let missing = (longitude == nil ? ["lon"] : []) + (latitude == nil ? ["lat"] : [])
    let what = missing.map { "'\($0)'" }.joined(separator: " and ")
    let map = missing.map { "\($0)=COLUMN" }.joined(separator: ",")
    let hint =
      names.contains { Double($0) != nil }
      ? "; where there is no header, by number: --map lon=8,lat=7" : ""
    return log.error(
      "no column for \(what) among \(Self.listed(names)): say which with --map \(map)\(hint)")
  }

  /// Column names for a message, the first few of very many.
  static func listed(_ names: [String]) -> String {
    var text = ""
    for (index, name) in names.enumerated() {
      if text.count > 400 { return text + ", … (\(names.count) columns)" }
      text += (index == 0 ? "" : ", ") + Self.shortened(name)
    }
    return text.isEmpty ? "none" : text
  }

  private static func shortened(_ name: String) -> String {
    name.count > 40 ? String(name.prefix(40)).onOneLine + "…" : name.onOneLine
  }

  /// The error for a mapping that names a column which is not there.
  static func missingColumn(
    _ mapped: (meaning: String, column: String), _ names: [String], _ fileName: String
  ) -> DwellError {
    DwellError(
      .usage,
      "--map \(mapped.meaning)=\(mapped.column): \(fileName) has no column '\(mapped.column)'; it has "
        + listed(names))
  }
}
