import Tracks

/// Makes fixes of the track points of TCX activities, each activity a flight of its own.
///
/// An activity has laps, a lap has tracks, a track has points of `Time`, `Position` (`LatitudeDegrees`,
/// `LongitudeDegrees`) and `AltitudeMeters`; `Speed` in metres a second stands in an extension. A new lap
/// is no break: devices begin one every kilometre. Points without a position, as indoors or before the
/// first fix, are left out. The points of a `Course` are a plan with made-up times. (Garmin:
/// TrainingCenterDatabasev2.xsd, ActivityExtensionv2.xsd.)
final class TCXSink: TrackSink {
  private enum Element: Int, CaseIterable {
    case Activity, Course, Trackpoint, Time, LatitudeDegrees, LongitudeDegrees, AltitudeMeters,
      Speed
  }

  private let kept = Unshared(FixRow())
  private var row: FixRow {
    @inline(__always) _read { yield kept.value }
    @inline(__always) _modify { yield &kept.value }
  }
  private var clock = ClockText()
  private var leg: Int64 = -1
  private var isInCourse = false
  private var isInPoint = false
  private var pointDepth = 0
  private var points = 0
  private var planned = 0

  required init(_ log: FileLog) {
    super.init(log, knowing: Element.allCases.map { "\($0)" })
  }

  override func begin(_ name: Int, _ attributes: XMLAttributes) {
    switch Element(rawValue: name) {
    case .Activity: leg += 1
    case .Course: isInCourse = true
    case .Trackpoint where isInCourse: planned += 1
    case .Trackpoint:
      points += 1
      isInPoint = true
      pointDepth = depth
      row.time = .min
      (row.longitude, row.latitude) = (.nan, .nan)
      (row[.height], row[.speed]) = (.nan, .nan)
      row.leg = max(0, leg)
    case .Time, .AltitudeMeters: wantsText = isInPoint && depth == pointDepth + 1
    case .LatitudeDegrees, .LongitudeDegrees, .Speed: wantsText = isInPoint
    default: break
    }
  }

  override func end(_ name: Int) {
    switch Element(rawValue: name) {
    case .Course: isInCourse = false
    case .Trackpoint where isInPoint && depth == pointDepth: endPoint()
    case .Time where wantsText: row.time = instant() ?? .min
    case .LatitudeDegrees where wantsText: row.latitude = number()
    case .LongitudeDegrees where wantsText: row.longitude = number()
    case .AltitudeMeters where wantsText: row[.height] = number()
    case .Speed where wantsText: row[.speed] = number()
    default: break
    }
  }

  override func verdict() -> DwellError? {
    if points > 0 { return nil }
    return log.error(
      "it has no activity with track points (<Trackpoint>)"
        + (planned > 0 ? ": the \(planned) points of its courses are a plan, not a flight" : ""))
  }

  private func endPoint() {
    isInPoint = false
    guard !row.longitude.isNaN || !row.latitude.isNaN else { return log.leaveOut("no position") }
    add(row)
  }

  private func number() -> Double {
    readNumber(text.span, Cell(start: 0, end: text.count), point: 0x2E) ?? .nan
  }

  private func instant() -> Int64? {
    let cell = Cell(start: 0, end: text.count).trimmed(in: text.span)
    let reading = cell.isEmpty ? nil : clock.read(text.span, cell)
    if reading == nil { log.note("unreadable time") }
    return reading?.microseconds
  }
}
