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

  private var row = FixRow(TraceSink.extras)
  private var start: Int64?
  private var point = Point()
  private var leg: Int64 = 0

  /// One point as it is read.
  private struct Point {
    /// The numbers by their index.
    var values = SIMD16<Double>(repeating: .nan)
    var elapsed: Int64?
    var isOnGround = false
    var source: String?

    mutating func take(_ index: Int, _ text: Span<UInt8>) {
      let whole = Cell(start: 0, end: text.count)
      switch index {
      case 0:
        elapsed = Decimal(text, whole).flatMap { TimeScale.tenTo(0).microseconds($0) }
      case 3 where text.count > 0 && text[0] == 0x67: isOnGround = true
      case 9: source = whole.text(in: text)
      case 1..<14: values[index] = readNumber(text, whole, point: 0x2E) ?? .nan
      default: break
      }
    }
  }

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    switch depth {
    case 1:
      row = FixRow(Self.extras)
      start = nil
      leg = 0
    case 2:
      if place(1) == Key.trace.rawValue, start == nil {
        failure = rows?.log.error(
          "'timestamp' does not stand before 'trace', so the points have no time",
          at: .byte(offset))
      }
    case 3 where place(1) == Key.trace.rawValue:
      point = Point()
    default: break
    }
  }

  override func take(_ text: Span<UInt8>) {
    let depth = self.depth
    let whole = Cell(start: 0, end: text.count)
    if depth == 1 { return takeHead(text, whole) }
    guard place(1) == Key.trace.rawValue else { return }
    if depth == 3 {
      point.take(place(3), text)
    } else if depth == 4, place(3) == 8 {
      switch Key(rawValue: place(4)) {
      case .flight: row[text: 1] = whole.trimmed(in: text).named(in: text)
      case .squawk: row[text: 2] = whole.trimmed(in: text).named(in: text)
      default: break
      }
    }
  }

  private func takeHead(_ text: Span<UInt8>, _ whole: Cell) {
    switch Key(rawValue: place(1)) {
    case .icao: row.vehicle = whole.named(in: text)
    case .r: row[text: 4] = whole.named(in: text)
    case .t: row[text: 5] = whole.named(in: text)
    case .timestamp:
      start = Decimal(text, whole).flatMap { TimeScale.tenTo(0).microseconds($0) }
    default: break
    }
  }

  override func end() {
    guard depth == 3, place(1) == Key.trace.rawValue, isArray(3) else { return }
    let point = self.point
    let values = point.values
    let flags = values[6].isNaN ? 0 : Int(values[6].clamped(to: 0...255))
    if flags & 2 != 0 {
      leg += 1
      row[text: 1] = nil
      row[text: 2] = nil
    }
    guard let start, let elapsed = point.elapsed else {
      rows?.log.leaveOut("no time")
      return
    }
    // "Stale" says that nothing was heard for a while before: the position is new unless it is the
    // last one once more.
    if flags & 1 != 0, values[1] == row.latitude, values[2] == row.longitude {
      rows?.log.leaveOut("stale position")
      return
    }
    fill(&row, point, flags)
    row.time = start &+ elapsed
    add(row)
  }

  private func fill(_ row: inout FixRow, _ point: Point, _ flags: Int) {
    let values = point.values
    row.latitude = values[1]
    row.longitude = values[2]
    row.leg = leg
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
