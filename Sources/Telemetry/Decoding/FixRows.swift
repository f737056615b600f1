import Tracks

/// Makes batches of the fixes that a decoder finds.
///
/// Columns in which a batch has no value are left out of it.
final class FixRows {
  /// What is counted and said of the file.
  let log: FileLog
  private let extras: [ExtraColumn]
  private var batch = Fixes()
  private var measures: [[Double]]
  private var numbers: [[Double]]
  private var labels: [Labels]
  private var legs: [Int64] = []

  /// - Parameter extras: The columns beside those every fix may have; those a user does not want are
  ///   not kept.
  init(_ log: FileLog, extras: [ExtraColumn] = []) {
    self.log = log
    self.extras = log.settings.keepsExtras ? extras : []
    measures = Array(repeating: [], count: Measure.allCases.count)
    numbers = Array(repeating: [], count: self.extras.count)
    labels = Array(repeating: Labels(), count: self.extras.count)
  }

  /// The number of fixes not yet taken.
  var count: Int { batch.count }

  /// Whether a batch is full.
  var isFull: Bool { count >= log.settings.batchRows }

  /// Adds a fix, or skips and counts it: without a position, at 0° N 0° E as receivers write before
  /// their first fix, or beyond the globe.
  ///
  /// - Throws: When it is skipped and the reading is strict.
  func add(_ row: FixRow, at place: RowPlace) throws(DwellError) {
    if let fault = RowFault(longitude: row.longitude, latitude: row.latitude) {
      return try log.skip(fault, at: place)
    }
    let before = batch.count
    batch.time.append(row.time)
    batch.longitude.append(row.longitude > 180 ? row.longitude - 360 : row.longitude)
    batch.latitude.append(row.latitude)
    batch.vehicle.append(row.vehicle ?? log.vehicleName)
    for measure in Measure.allCases {
      Self.append(row[measure], to: &measures[measure.index], before)
    }
    let hasHeight = !row[.height].isNaN || !row[.frameHeight].isNaN
    if hasHeight || !batch.heightDatum.isEmpty {
      if batch.heightDatum.isEmpty {
        batch.heightDatum.codes = [Int32](repeating: -1, count: before)
      }
      batch.heightDatum.append(hasHeight ? row.datum.rawValue : nil)
    }
    legs.append(row.leg)
    for (place, extra) in extras.enumerated() {
      switch extra.kind {
      case .number: Self.append(row[number: place], to: &numbers[place], before)
      case .label: labels[place].append(row[text: place])
      }
    }
  }

  /// Gives up the fixes so far; nil when there is none.
  func take() -> Fixes? {
    guard count > 0 else { return nil }
    var result = batch
    batch = Fixes()
    log.countValid(result.count)
    for measure in Measure.allCases {
      result.measures[measure] = Self.taken(&measures[measure.index]).map(measure.settled)
    }
    for (place, extra) in extras.enumerated() {
      let column = Self.taken(&numbers[place])
      if !column.isEmpty { result.extras.append(Column(extra.name, .real(column))) }
      if labels[place].codes.contains(where: { $0 >= 0 }) {
        result.extras.append(Column(extra.name, .coded(labels[place])))
      }
      labels[place] = Labels()
    }
    if legs.contains(where: { $0 != .min }) { result.legs = legs }
    legs.removeAll(keepingCapacity: true)
    return result
  }

  /// Appends to a column that begins with its first value.
  private static func append(_ value: Double, to column: inout [Double], _ before: Int) {
    if column.isEmpty {
      if value.isNaN { return }
      column.append(contentsOf: repeatElement(.nan, count: before))
    }
    column.append(value)
  }

  private static func taken(_ column: inout [Double]) -> [Double] {
    let result = column
    column = []
    return result
  }
}

extension Measure {
  /// A value within the measure's own range: angles of the compass in 0..<360, infinities unknown.
  fileprivate func settled(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    switch self {
    case .course, .heading, .sensorAzimuth, .sensorRoll:
      if value >= 0 && value < 360 { return value }
      let rest = value.truncatingRemainder(dividingBy: 360)
      // A tiny negative angle plus 360 rounds to 360 itself.
      let turned = rest < 0 ? rest + 360 : rest
      return turned < 360 ? turned : 0
    case .frameLongitude: return Earth.normalised(longitude: value)
    default: return value
    }
  }
}
