import Tracks

/// Where and when some rows are, as far as that is plainly written.
struct PlainPlaces {
  /// Degrees east; NaN where they are not plain.
  private(set) var longitude: [Double] = []
  /// Degrees north; NaN where they are not plain.
  private(set) var latitude: [Double] = []
  /// Microseconds since 1970; `Int64.min` where they are not plain.
  private(set) var time: [Int64] = []
  /// When the places were heard, likewise.
  private(set) var heard: [Int64] = []
  /// Numbers that become times.
  private var numbers: [Double] = []

  /// Reads the places of rows.
  mutating func readPlaces(
    _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells, _ plan: ColumnPlan,
    point: UInt8
  ) {
    Self.read(plan.longitude, bytes, index, &cells, point, into: &longitude)
    Self.read(plan.latitude, bytes, index, &cells, point, into: &latitude)
    guard plan.placeDivisor != 1 else { return }
    for row in longitude.indices {
      longitude[row] /= plan.placeDivisor
      latitude[row] /= plan.placeDivisor
    }
  }

  private static func read(
    _ column: Int?, _ bytes: Span<UInt8>, _ index: RowIndex, _ cells: inout ColumnCells,
    _ point: UInt8, into values: inout [Double]
  ) {
    cells.load(column, of: index, bytes)
    values.removeAll(keepingCapacity: true)
    _ = PlainNumbers.append(bytes, cells.cells, point: point, to: &values)
  }

  /// Reads the times of rows.
  mutating func readTimes(_ bytes: Span<UInt8>, _ cells: [Cell], _ reader: TimeReader) {
    time.removeAll(keepingCapacity: true)
    reader.appendPlain(bytes, cells, by: &numbers, to: &time)
  }

  /// Reads when the places of rows were heard, in numbers of any size.
  mutating func readHeard(_ bytes: Span<UInt8>, _ cells: [Cell]) {
    heard.removeAll(keepingCapacity: true)
    TimeScale.byMagnitude.appendPlain(bytes, cells, by: &numbers, to: &heard)
  }

  /// Takes another time for a row.
  @inline(__always)
  mutating func setTime(_ instant: Int64, of row: Int) { time[row] = instant }

  /// Whether a position may be one: on Earth, and not where receivers without one are, at 0, 0.
  @inline(__always)
  static func isPlausible(_ longitude: Double, _ latitude: Double) -> Bool {
    // False for NaN, too.
    abs(latitude) <= 90 && longitude >= -180 && longitude <= 360
      && (longitude != 0 || latitude != 0)
  }

  /// Whether every row is somewhere on Earth at some time.
  ///
  /// - Complexity: O(rows).
  var isComplete: Bool {
    let (longitude, latitude, time) = (longitude.span, latitude.span, time.span)
    guard longitude.count == time.count, latitude.count == time.count else { return false }
    var others = 0
    for row in 0..<time.count {
      let isPlace = Self.isPlausible(longitude[row], latitude[row])
      others &+= isPlace && time[row] != .min ? 0 : 1
    }
    return others == 0
  }
}
