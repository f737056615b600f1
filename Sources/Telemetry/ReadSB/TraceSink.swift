import Tracks

/// Makes fixes of the traces that readsb writes for tar1090.
///
/// A point is an array: seconds after `timestamp`, latitude, longitude, barometric height in feet or
/// `"ground"`, knots, track, flags, feet a minute, an object with what is rarer, the position's source,
/// geometric height, geometric rate, indicated air speed, roll. Older files end with the ninth.
/// (README-json.md of readsb.)
final class TraceSink: FeedSink {
  override class var extras: [ExtraColumn] {
    [
      .number("on_ground"), .label("callsign"), .label("squawk"), .label("position_source"),
      .label("registration"), .label("aircraft_type"),
    ]
  }

  private enum Key: Int, CaseIterable {
    case icao, r, t, timestamp, trace, flight, squawk
  }

  /// What is known while the points come.
  private struct State {
    var row = FixRow(TraceSink.extras)
    var start: Int64?
    var point = Point()
    var leg: Int64 = 0
    var sources = RepeatedText()
    var callsigns = RepeatedText()
    var squawks = RepeatedText()
  }
  private let state = Unshared(State())

  /// One point as it is read.
  private struct Point {
    /// The numbers by their index.
    var values = InlineArray<14, Double>(repeating: .nan)
    var elapsed: Int64?
    var isOnGround = false
    var source: String?

    @inline(__always)
    mutating func take(
      _ index: Int, _ text: Span<UInt8>, _ whole: Cell, _ sources: inout RepeatedText
    ) {
      switch index {
      case 0: elapsed = seconds(text, whole)
      case 3 where !whole.isEmpty && text[whole.start] == 0x67: isOnGround = true
      case 9: source = sources.text(text, whole)
      case 1..<14: values[index] = readNumber(text, whole, point: 0x2E) ?? .nan
      default: break
      }
    }
  }

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    switch depth {
    case 1:
      state.value = State()
    case 2:
      if place(1) == Key.trace.rawValue, state.value.start == nil {
        failure = rows?.log.error(
          "'timestamp' does not stand before 'trace', so the points have no time",
          at: elementPlace.row)
      }
    case 3 where place(1) == Key.trace.rawValue:
      state.value.point = Point()
    default: break
    }
  }

  override func take(_ text: Span<UInt8>, _ whole: Cell) {
    let depth = self.depth
    if depth == 1 { return takeHead(text, whole) }
    guard place(1) == Key.trace.rawValue else { return }
    if depth == 3 {
      Self.take(place(3), text, whole, &state.value)
    } else if depth == 4, place(3) == 8 {
      switch Key(rawValue: place(4)) {
      case .flight:
        let name = state.value.callsigns.text(text, whole.trimmed(in: text))
        state.value.row[text: 1] = name
      case .squawk:
        let code = state.value.squawks.text(text, whole.trimmed(in: text))
        state.value.row[text: 2] = code
      default: break
      }
    }
  }

  private static func take(
    _ index: Int, _ text: Span<UInt8>, _ whole: Cell, _ state: inout State
  ) {
    state.point.take(index, text, whole, &state.sources)
  }

  private func takeHead(_ text: Span<UInt8>, _ whole: Cell) {
    switch Key(rawValue: place(1)) {
    case .icao: state.value.row.vehicle = whole.named(in: text)
    case .r: state.value.row[text: 4] = whole.named(in: text)
    case .t: state.value.row[text: 5] = whole.named(in: text)
    case .timestamp: state.value.start = seconds(text, whole)
    default: break
    }
  }

  override func end() {
    guard depth == 3, place(1) == Key.trace.rawValue, isArray(3) else { return }
    guard finish(&state.value) else { return }
    do {
      try rows?.add(state.value.row, at: elementPlace.row)
    } catch {
      failure = error
    }
  }

  /// Puts the point into the row; false when it is no fix.
  private func finish(_ state: inout State) -> Bool {
    let latitude = state.point.values[1]
    let longitude = state.point.values[2]
    let bits = state.point.values[6]
    let flags = bits.isNaN ? 0 : Int(bits.clamped(to: 0...255))
    if flags & 2 != 0 {
      state.leg += 1
      state.row[text: 1] = nil
      state.row[text: 2] = nil
    }
    guard let start = state.start, let elapsed = state.point.elapsed else {
      rows?.log.leaveOut("no time")
      return false
    }
    // "Stale" says that nothing was heard for a while before: the position is new unless it is the
    // last one once more.
    if flags & 1 != 0, latitude == state.row.latitude, longitude == state.row.longitude {
      rows?.log.leaveOut("stale position")
      return false
    }
    Self.fill(&state.row, state.point, flags)
    state.row.leg = state.leg
    state.row.time = start &+ elapsed
    return true
  }

  private static func fill(_ row: inout FixRow, _ point: borrowing Point, _ flags: Int) {
    let values = point.values
    row.latitude = values[1]
    row.longitude = values[2]
    row[.speed] = values[4] * Self.knot
    row[.course] = point.isOnGround ? .nan : values[5]
    row[.heading] = point.isOnGround ? values[5] : .nan
    row[.climb] = values[7] * Self.footAMinute
    row[.roll] = values[13]
    let isGeometric = flags & 8 != 0
    row.setHeight(
      barometric: isGeometric ? .nan : values[3] * Self.foot,
      ellipsoid: (isGeometric && values[10].isNaN ? values[3] : values[10]) * Self.foot)
    row[number: 0] = point.isOnGround ? 1 : 0
    row[text: 3] = point.source
  }
}

extension FeedSink {
  /// Metres in a foot.
  static var foot: Double { 0.3048 }
  /// Metres a second in a knot.
  static var knot: Double { 1852.0 / 3600 }
  /// Metres a second in a foot a minute.
  static var footAMinute: Double { 0.3048 / 60 }
}

/// The microseconds that a number of seconds stands for; nil when it is none.
func seconds(_ text: Span<UInt8>, _ cell: Cell) -> Int64? {
  guard let number = quickDecimal(text, cell, point: 0x2E) ?? Decimal(text, cell) else {
    return nil
  }
  return TimeScale.tenTo(0).microseconds(number)
}

extension FixRow {
  /// Takes the barometric height, and the one above the ellipsoid where there is no other; that one
  /// always stands in a column of its own, too.
  mutating func setHeight(barometric: Double, ellipsoid: Double) {
    self[.height] = barometric.isNaN ? ellipsoid : barometric
    datum = barometric.isNaN ? .ellipsoid : .barometric
    self[.ellipsoidHeight] = ellipsoid
  }
}

extension Cell {
  /// The text, nil when there is none.
  func named(in bytes: Span<UInt8>) -> String? { isEmpty ? nil : text(in: bytes) }
}

extension Double {
  /// The value within a range.
  func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
