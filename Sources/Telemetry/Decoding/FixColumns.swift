import Tracks

/// The columns of a batch in the making.
struct FixColumns {
  private let extras: [ExtraColumn]
  private var batch = Fixes()
  private var vehicle = RunLabels()
  private var heightDatum = RunLabels()
  private var measures: [[Double]]
  /// A bit for each measure of which a row of the batch may have one.
  private var begun: UInt64 = 0
  private var numbers: [[Double]]
  private var labels: [RunLabels]
  private var legs: [Int64] = []
  private var hasLegs = false

  /// - Parameter extras: The columns beside those every fix may have.
  init(_ extras: [ExtraColumn]) {
    self.extras = extras
    measures = Array(repeating: [], count: Measure.allCases.count)
    numbers = Array(repeating: [], count: extras.count)
    labels = Array(repeating: RunLabels(), count: extras.count)
  }

  /// The number of rows.
  var count: Int { batch.count }

  /// Appends a row.
  mutating func add(_ row: FixRow, vehicle name: String) {
    let before = batch.count
    batch.time.append(row.time)
    batch.longitude.append(row.longitude > 180 ? row.longitude - 360 : row.longitude)
    batch.latitude.append(row.latitude)
    vehicle.append(name)
    var rest = row.known | begun
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      rest &= rest &- 1
      Self.append(row.measures[place], to: &measures[place], before)
    }
    begun |= row.known
    let hasHeight = !row[.height].isNaN || !row[.frameHeight].isNaN
    heightDatum.append(hasHeight ? row.datum.rawValue : nil)
    if row.leg != .min { hasLegs = true }
    legs.append(row.leg)
    for (place, extra) in extras.enumerated() {
      switch extra.kind {
      case .number: Self.append(row[number: place], to: &numbers[place], before)
      case .label: labels[place].append(row[text: place])
      }
    }
  }

  /// Gives up the rows so far; nil when there is none.
  mutating func take() -> Fixes? {
    guard count > 0 else { return nil }
    var result = batch
    batch = Fixes()
    if let names = vehicle.take() { result.vehicle = names }
    if let names = heightDatum.take() { result.heightDatum = names }
    begun = 0
    for measure in Measure.allCases {
      result.measures[measure] = Self.taken(&measures[measure.index]).map(measure.settled)
    }
    for (place, extra) in extras.enumerated() {
      let column = Self.taken(&numbers[place])
      if !column.isEmpty { result.extras.append(Column(extra.name, .real(column))) }
      if let names = labels[place].take() {
        result.extras.append(Column(extra.name, .coded(names)))
      }
    }
    if hasLegs { result.legs = legs }
    hasLegs = false
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

/// A text column in the making whose rows mostly have the text of the row before.
private struct RunLabels {
  private var labels = Labels()
  private var last: String?
  private var lastCode: Int32 = -1
  private var hasText = false

  /// Appends a row.
  mutating func append(_ text: String?) {
    if text != last {
      last = text
      lastCode = text.map { labels.code(of: $0) } ?? -1
    }
    if lastCode >= 0 { hasText = true }
    labels.codes.append(lastCode)
  }

  /// Gives up the rows so far; nil when none has a text.
  mutating func take() -> Labels? {
    let result = hasText ? labels : nil
    self = RunLabels()
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
