import Tracks

/// Makes fixes of the track points of GPX; way points and routes are plans and are passed over.
///
/// Heights are in metres above what the schema does not say. Speed and course are elements of GPX 1.0
/// and, under the same names, of the extensions of 1.1. Points without a time have none.
final class GPXSink: TrackSink {
  override class var extras: [ExtraColumn] { [.label("track_name")] }

  private enum Element: Int, CaseIterable {
    case gpx, trk, trkseg, trkpt, ele, time, speed, course, name, wpt, rtept
  }

  private let kept = Unshared(FixRow(GPXSink.extras))
  private var row: FixRow {
    @inline(__always) _read { yield kept.value }
    @inline(__always) _modify { yield &kept.value }
  }
  private var isInPoint = false
  private var pointDepth = 0
  private var trackDepth = 0
  private var leg: Int64 = -1
  private var trackName: String?
  private var clock = ClockText()
  private var points = 0
  private var planned = 0

  required init(_ log: FileLog) {
    super.init(log, knowing: Element.allCases.map { "\($0)" })
  }

  override func begin(_ name: Int, _ attributes: XMLAttributes) {
    switch Element(rawValue: name) {
    case .trk:
      trackName = nil
      trackDepth = depth
    case .trkseg: leg += 1
    case .wpt, .rtept: planned += 1
    case .trkpt:
      isInPoint = true
      pointDepth = depth
      points += 1
      row.time = .min
      row.longitude = attributes.number("lon")
      row.latitude = attributes.number("lat")
      row.leg = leg
      row[text: 0] = trackName
      (row[.height], row[.speed], row[.course]) = (.nan, .nan, .nan)
    case .ele, .time, .speed, .course: wantsText = isInPoint
    case .name: wantsText = trackDepth > 0 && depth == trackDepth + 1
    default: break
    }
  }

  override func end(_ name: Int) {
    switch Element(rawValue: name) {
    case .trk: trackDepth = 0
    case .trkpt:
      guard isInPoint, depth == pointDepth else { return }
      isInPoint = false
      add(row)
    case .name where wantsText:
      trackName = Cell(start: 0, end: text.count).trimmed(in: text.span).named(in: text.span)
    case .ele where wantsText: row[.height] = number()
    case .speed where wantsText: row[.speed] = number()
    case .course where wantsText: row[.course] = number()
    case .time where wantsText && depth == pointDepth + 1: row.time = instant() ?? .min
    default: break
    }
  }

  override func verdict() -> DwellError? {
    if points > 0 {
      return nil
    }
    return log.error(
      "it has no track points (<trkpt>)"
        + (planned > 0 ? ": its \(planned) way and route points are a plan, not a flight" : ""))
  }

  private func number() -> Double {
    readNumber(text.span, Cell(start: 0, end: text.count), point: 0x2E) ?? .nan
  }

  private func instant() -> Int64? {
    let cell = Cell(start: 0, end: text.count).trimmed(in: text.span)
    guard !cell.isEmpty else { return nil }
    guard let reading = clock.read(text.span, cell) else {
      log.note("unreadable time")
      return nil
    }
    return reading.microseconds
  }
}
