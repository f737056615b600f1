import Tracks

/// Makes fixes of `aircraft.json` of readsb and dump1090: snapshots of all aircraft in sight, or, from
/// readsb's JSON port, one aircraft an object.
///
/// A position is of `now − seen_pos`. Snapshots repeat positions until a new one is heard; the repeats
/// are left out. Names of older dump1090 (`altitude`, `speed`, `vert_rate`) are known, and the `ac` of the
/// interfaces of ADS-B Exchange and its like, in which `now` comes after the aircraft.
final class AircraftSink: FeedSink {
  override class var extras: [ExtraColumn] {
    [.number("on_ground"), .label("callsign"), .label("squawk"), .label("position_source")]
  }

  private enum Key: Int, CaseIterable {
    case now, aircraft, ac, hex, flight, alt_baro, altitude, alt_geom, gs, speed, track, baro_rate
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

    /// Begins another.
    mutating func clear() {
      row.clear()
      (age, isOnGround, isAircraft) = (nil, false, false)
      (barometric, ellipsoid, geometricClimb) = (.nan, .nan, .nan)
    }
  }

  /// What is known of the snapshot.
  private struct State {
    var now: Int64?
    var record = Record()
    var seen = LastPositions(slack: 500_000)
    var callsigns = RepeatedText()
    var squawks = RepeatedText()
    var sources = RepeatedText()
    /// Aircraft of a snapshot whose time comes behind them.
    var waiting: [Record] = []
  }
  private let state = Unshared(State())

  /// Aircraft that may wait: more than are in the air at a time.
  private static let mostWaiting = 32_768

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    if depth == 1 {
      state.value.now = nil
      state.value.record.clear()
    } else if isInList {
      state.value.record.clear()
    }
  }

  /// Whether the object is one of a list of aircraft.
  private var isInList: Bool {
    depth == 3 && (place(1) == Key.aircraft.rawValue || place(1) == Key.ac.rawValue)
  }

  override func take(_ text: Span<UInt8>, _ whole: Cell) {
    let depth = self.depth
    guard depth == 1 || isInList else { return }
    guard let key = Key(rawValue: place(depth)) else { return }
    if key != .now { return Self.take(key, text, whole, &state.value) }
    guard depth == 1 else { return }
    let time = Decimal(text, whole)
    state.value.now = time.flatMap { TimeScale.byMagnitude.microseconds($0) }
    giveWaiting()
  }

  private static func take(
    _ key: Key, _ text: Span<UInt8>, _ whole: Cell, _ state: inout State
  ) {
    switch key {
    case .hex:
      state.record.isAircraft = true
      state.record.row.vehicle = whole.trimmed(in: text).named(in: text)
    case .flight:
      state.record.row[text: 1] = state.callsigns.text(text, whole.trimmed(in: text))
    case .squawk: state.record.row[text: 2] = state.squawks.text(text, whole)
    case .type: state.record.row[text: 3] = state.sources.text(text, whole)
    case .seen_pos: state.record.age = seconds(text, whole)
    case .alt_baro, .altitude:
      state.record.isOnGround = !whole.isEmpty && text[whole.start] == 0x67
      state.record.barometric = (readNumber(text, whole, point: 0x2E) ?? .nan) * foot
    default: takeNumber(key, readNumber(text, whole, point: 0x2E) ?? .nan, &state.record)
    }
  }

  @inline(__always)
  private static func takeNumber(_ key: Key, _ value: Double, _ record: inout Record) {
    switch key {
    case .lat: record.row.latitude = value
    case .lon: record.row.longitude = value
    case .alt_geom: record.ellipsoid = value * foot
    case .gs, .speed: record.row[.speed] = value * knot
    case .track: record.row[.course] = value
    case .true_heading: record.row[.heading] = value
    case .roll: record.row[.roll] = value
    case .baro_rate, .vert_rate: record.row[.climb] = value * footAMinute
    case .geom_rate: record.geometricClimb = value * footAMinute
    default: break
    }
  }

  override func end() {
    if depth == 1 { giveWaiting() }
    guard depth == 1 || isInList, state.value.record.isAircraft else { return }
    if depth == 3, state.value.now == nil, state.value.waiting.count < Self.mostWaiting {
      state.value.waiting.append(state.value.record)
    } else {
      give()
    }
    state.value.record.clear()
  }

  /// Gives the aircraft that waited for their time; without one they are left out.
  private func giveWaiting() {
    guard !state.value.waiting.isEmpty else { return }
    let own = state.value.record
    let ready = state.value.waiting
    state.value.waiting.removeAll(keepingCapacity: true)
    for record in ready {
      state.value.record = record
      give()
    }
    state.value.record = own
  }

  /// Gives the aircraft as a fix, if it is one.
  private func give() {
    guard Self.finish(&state.value, rows?.log) else { return }
    do {
      try rows?.add(state.value.record.row, at: elementPlace.row)
    } catch {
      failure = error
    }
  }

  /// Puts into the row what takes the whole record to know; false when it is no fix.
  private static func finish(_ state: inout State, _ log: FileLog?) -> Bool {
    guard !state.record.row.latitude.isNaN, !state.record.row.longitude.isNaN else {
      log?.leaveOut("no position")
      return false
    }
    guard let now = state.now else {
      log?.leaveOut("no time")
      return false
    }
    state.record.row.time = now &- (state.record.age ?? 0)
    state.record.row[number: 0] = state.record.isOnGround ? 1 : 0
    if state.record.row[.climb].isNaN { state.record.row[.climb] = state.record.geometricClimb }
    state.record.row.setHeight(
      barometric: state.record.barometric, ellipsoid: state.record.ellipsoid)
    guard state.seen.isNew(state.record.row) else {
      log?.leaveOut("position repeated")
      return false
    }
    return true
  }
}
