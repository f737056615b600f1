import Tracks

/// Makes fixes of `aircraft.json` of readsb and dump1090: snapshots of all aircraft in sight, or, from
/// readsb's JSON port, one aircraft an object.
///
/// A position is of `now − seen_pos`. Snapshots repeat positions until a new one is heard; the repeats
/// are left out. Names of older dump1090 (`altitude`, `speed`, `vert_rate`) are known.
final class AircraftSink: FeedSink {
  override class var extras: [ExtraColumn] {
    [.number("on_ground"), .label("callsign"), .label("squawk"), .label("position_source")]
  }

  private enum Key: Int, CaseIterable {
    case now, aircraft, hex, flight, alt_baro, altitude, alt_geom, gs, speed, track, baro_rate
    case vert_rate, geom_rate, squawk, lat, lon, seen_pos, type, true_heading, roll
  }

  /// One aircraft of a snapshot.
  private struct Record {
    var row = FixRow(AircraftSink.extras)
    var age: Int64?
    var isOnGround = false
    var barometric = Double.nan
    var ellipsoid = Double.nan
    var geometricClimb = Double.nan
    var isAircraft = false
  }

  private var now: Int64?
  private var record = Record()
  private var seen = LastPositions(slack: 500_000)

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    if depth == 1 {
      now = nil
      record = Record()
    } else if depth == 3 && place(1) == Key.aircraft.rawValue {
      record = Record()
    }
  }

  override func take(_ text: Span<UInt8>) {
    guard depth == 1 || (depth == 3 && place(1) == Key.aircraft.rawValue) else { return }
    let whole = Cell(start: 0, end: text.count)
    guard let key = Key(rawValue: place(depth)) else { return }
    switch key {
    case .now:
      if depth == 1 {
        now = Decimal(text, whole).flatMap { TimeScale.byMagnitude.microseconds($0) }
      }
    case .hex:
      record.isAircraft = true
      record.row.vehicle = whole.trimmed(in: text).named(in: text)
    case .flight: record.row[text: 1] = whole.trimmed(in: text).named(in: text)
    case .squawk: record.row[text: 2] = whole.named(in: text)
    case .type: record.row[text: 3] = whole.named(in: text)
    case .seen_pos:
      record.age = Decimal(text, whole).flatMap { TimeScale.tenTo(0).microseconds($0) }
    case .alt_baro, .altitude:
      record.isOnGround = text.count > 0 && text[0] == 0x67
      record.barometric = (readNumber(text, whole, point: 0x2E) ?? .nan) * Self.foot
    default: takeNumber(key, readNumber(text, whole, point: 0x2E) ?? .nan)
    }
  }

  private func takeNumber(_ key: Key, _ value: Double) {
    switch key {
    case .lat: record.row.latitude = value
    case .lon: record.row.longitude = value
    case .alt_geom: record.ellipsoid = value * Self.foot
    case .gs, .speed: record.row[.speed] = value * Self.knot
    case .track: record.row[.course] = value
    case .true_heading: record.row[.heading] = value
    case .roll: record.row[.roll] = value
    case .baro_rate, .vert_rate: record.row[.climb] = value * Self.footAMinute
    case .geom_rate: record.geometricClimb = value * Self.footAMinute
    default: break
    }
  }

  override func end() {
    guard depth == 1 || (depth == 3 && place(1) == Key.aircraft.rawValue), record.isAircraft else {
      return
    }
    defer { record = Record() }
    guard !record.row.latitude.isNaN, !record.row.longitude.isNaN else {
      rows?.log.leaveOut("no position")
      return
    }
    guard let now else {
      rows?.log.leaveOut("no time")
      return
    }
    var row = record.row
    row.time = now &- (record.age ?? 0)
    row[number: 0] = record.isOnGround ? 1 : 0
    if row[.climb].isNaN { row[.climb] = record.geometricClimb }
    row.setHeight(barometric: record.barometric, ellipsoid: record.ellipsoid)
    guard seen.isNew(row) else {
      rows?.log.leaveOut("position repeated")
      return
    }
    add(row)
  }
}
