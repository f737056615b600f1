import Tracks

/// Makes fixes of OpenSky's answers to `/states/all` and `/states/own`: `{"time": …, "states": [[…]]}`.
///
/// A state is an array: address, callsign, country, time of the position, last contact, longitude,
/// latitude, barometric height in metres, on the ground, metres a second, track, climb, receivers,
/// geometric height, squawk, special purpose, source of the position. (OpenSky REST API.) States repeat
/// a position until a new one is heard; the repeats are left out.
final class StatesSink: FeedSink {
  override class var extras: [ExtraColumn] {
    [.number("on_ground"), .label("callsign"), .label("squawk"), .label("position_source")]
  }

  private enum Key: Int, CaseIterable { case time, states }

  private static let sources = ["adsb", "asterix", "mlat", "flarm"]
  private var requested: Int64?
  private var row = FixRow(StatesSink.extras)
  private var barometric = Double.nan
  private var ellipsoid = Double.nan
  private var seen = LastPositions(slack: 0)

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    if depth == 1 { requested = nil }
    guard depth == 3 else { return }
    row = FixRow(Self.extras)
    barometric = .nan
    ellipsoid = .nan
  }

  override func take(_ text: Span<UInt8>, _ whole: Cell) {
    if depth == 1, place(1) == Key.time.rawValue {
      requested = Decimal(text, whole).flatMap { TimeScale.byMagnitude.microseconds($0) }
    }
    guard depth == 3, place(1) == Key.states.rawValue else { return }
    switch place(3) {
    case 0: row.vehicle = whole.trimmed(in: text).named(in: text)
    case 1: row[text: 1] = whole.trimmed(in: text).named(in: text)
    case 14: row[text: 2] = whole.named(in: text)
    case 3:
      row.time = Decimal(text, whole).flatMap { TimeScale.byMagnitude.microseconds($0) } ?? .min
    default: takeNumber(place(3), readNumber(text, whole, point: 0x2E) ?? .nan)
    }
  }

  private func takeNumber(_ index: Int, _ value: Double) {
    switch index {
    case 5: row.longitude = value
    case 6: row.latitude = value
    case 7: barometric = value
    case 8: row[number: 0] = value
    case 9: row[.speed] = value
    case 10: row[.course] = value
    case 11: row[.climb] = value
    case 13: ellipsoid = value
    case 16: row[text: 3] = (0..<4).contains(value) ? Self.sources[Int(value)] : nil
    default: break
    }
  }

  override func end() {
    guard depth == 3, place(1) == Key.states.rawValue else { return }
    guard !row.latitude.isNaN, !row.longitude.isNaN else {
      rows?.log.leaveOut("no position")
      return
    }
    if row.time == .min { row.time = requested ?? .min }
    row.setHeight(barometric: barometric, ellipsoid: ellipsoid)
    guard seen.isNew(row) else {
      rows?.log.leaveOut("position repeated")
      return
    }
    add(row)
  }
}
