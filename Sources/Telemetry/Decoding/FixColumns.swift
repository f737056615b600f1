import Tracks

/// The columns of a batch in the making.
struct FixColumns {
  private let extras: [ExtraColumn]
  private var batch = Fixes()
  private var vehicle = RunLabels()
  private var heightDatum = RunLabels()
  private var block = NumberBlock()
  /// A bit for each number of a row that is kept.
  private let kept: UInt64
  private var labels: [RunLabels]
  /// The places of the extra columns of text.
  private let texts: [Int]
  private var legs: [Int64] = []
  private var hasLegs = false

  /// - Parameter extras: The columns beside those every fix may have.
  init(_ extras: [ExtraColumn]) {
    self.extras = extras
    kept = (1 << UInt64(FixRow.measures + extras.count)) - 1
    texts = extras.indices.filter { extras[$0].kind == .label }
    labels = Array(repeating: RunLabels(), count: texts.count)
  }

  /// The number of rows.
  var count: Int { batch.count }

  /// Appends a row.
  mutating func add(_ row: borrowing FixRow, vehicle name: String) {
    block.add(row.numbers.span, known: row.known & kept, at: batch.time.count)
    batch.time.append(row.time)
    batch.longitude.append(row.longitude > 180 ? row.longitude - 360 : row.longitude)
    batch.latitude.append(row.latitude)
    vehicle.append(name)
    let hasHeight = !row[.height].isNaN || !row[.frameHeight].isNaN
    heightDatum.append(hasHeight ? row.datum.rawValue : nil)
    if row.leg != .min { hasLegs = true }
    legs.append(row.leg)
    for slot in texts.indices { labels[slot].append(row[text: texts[slot]]) }
  }

  /// Gives up the rows so far; nil when there is none.
  mutating func take() -> Fixes? {
    guard count > 0 else { return nil }
    var result = batch
    batch = Fixes()
    if let names = vehicle.take() { result.vehicle = names }
    if let names = heightDatum.take() { result.heightDatum = names }
    for measure in Measure.allCases {
      var column = block.column(measure.index, count: result.count)
      measure.settle(&column)
      result.measures[measure] = column
    }
    var slot = 0
    for (place, extra) in extras.enumerated() {
      switch extra.kind {
      case .number:
        let column = block.column(FixRow.measures + place, count: result.count)
        if !column.isEmpty { result.extras.append(Column(extra.name, .real(column))) }
      case .label:
        if let names = labels[slot].take() {
          result.extras.append(Column(extra.name, .coded(names)))
        }
        slot += 1
      }
    }
    block.removeAll()
    if hasLegs { result.legs = legs }
    hasLegs = false
    legs.removeAll(keepingCapacity: true)
    return result
  }
}

/// A text column in the making whose rows mostly have the text of the row before.
private struct RunLabels {
  private var labels = LabelColumn()
  private var last: String?
  private var hasText = false

  /// Texts whose numbers are kept from batch to batch.
  private static let mostKept = 1 << 16

  /// Appends a row.
  @inline(__always)
  mutating func append(_ text: String?) {
    guard let text else { return labels.appendNull() }
    if text == last { return labels.appendAgain() }
    last = text
    hasText = true
    let bytes = text.utf8.span
    labels.append(bytes, 0, bytes.count)
  }

  /// Gives up the rows so far; nil when none has a text.
  mutating func take() -> Labels? {
    let result = labels.take()
    defer { (last, hasText) = (nil, false) }
    if labels.textCount > Self.mostKept { labels = LabelColumn() }
    return hasText ? result : nil
  }
}

extension Measure {
  /// Brings values into the measure's own range: angles of the compass in 0..<360, infinities unknown.
  fileprivate func settle(_ values: inout [Double]) {
    switch self {
    case .course, .heading, .sensorAzimuth, .sensorRoll:
      for row in values.indices where !(values[row] >= 0 && values[row] < 360) {
        values[row] = Self.turned(values[row])
      }
    case .frameLongitude:
      for row in values.indices {
        values[row] = values[row].isFinite ? Earth.normalised(longitude: values[row]) : .nan
      }
    default:
      for row in values.indices where !values[row].isFinite { values[row] = .nan }
    }
  }

  private static func turned(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    let rest = value.truncatingRemainder(dividingBy: 360)
    // A tiny negative angle plus 360 rounds to 360 itself.
    let turned = rest < 0 ? rest + 360 : rest
    return turned < 360 ? turned : 0
  }
}
