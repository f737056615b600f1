import Tracks

/// Makes fixes of `gx:Track` and of `LineString`, each a flight of its own.
///
/// A `gx:Track` lists its instants (`when`), then its places (`gx:coord`, spaces between the numbers):
/// instants wait for their places. A `LineString` has places only (`coordinates`, commas between the
/// numbers), which become fixes without time as they come. (OGC 12-007r2.)
final class KMLSink: TrackSink {
  override class var extras: [ExtraColumn] { [.label("placemark")] }

  private enum Element: Int, CaseIterable {
    case Placemark, name, LineString, LinearRing, Point, coordinates, Track, when, coord
    case altitudeMode
  }

  private let kept = Unshared(FixRow(KMLSink.extras))
  private var row: FixRow {
    @inline(__always) _read { yield kept.value }
    @inline(__always) _modify { yield &kept.value }
  }
  private var placemarkDepth = 0
  private var placemark: String?
  private var isInLine = false
  private var isInTrack = false
  private var leg: Int64 = -1
  private var datum = HeightDatum.unknown
  private var instants: [Int64] = []
  private var places = 0
  private var clock = ClockText()
  /// The start of a tuple whose end has not come.
  private var tuple: [UInt8] = []
  private var fixes = 0
  private var others = 0

  /// Instants that may wait for their places.
  private static let mostInstants = 16 << 20
  /// Bytes of one place.
  private static let longestTuple = 256

  required init(_ log: FileLog) {
    super.init(log, knowing: Element.allCases.map { "\($0)" })
  }

  override func begin(_ name: Int, _ attributes: XMLAttributes) {
    switch Element(rawValue: name) {
    case .Placemark:
      placemarkDepth = depth
      placemark = nil
    case .name: wantsText = placemarkDepth > 0 && depth == placemarkDepth + 1
    case .LineString:
      isInLine = true
      beginLeg()
    case .LinearRing, .Point: others += 1
    case .Track:
      isInTrack = true
      instants.removeAll(keepingCapacity: true)
      places = 0
      beginLeg()
    case .coordinates where isInLine:
      wantsText = true
      wantsPieces = true
      tuple.removeAll(keepingCapacity: true)
    case .when, .coord: wantsText = isInTrack
    case .altitudeMode: wantsText = true
    default: break
    }
  }

  override func end(_ name: Int) {
    switch Element(rawValue: name) {
    case .Placemark: placemarkDepth = 0
    case .name where wantsText:
      placemark = Cell(start: 0, end: text.count).trimmed(in: text.span).named(in: text.span)
    case .LineString: isInLine = false
    case .Track:
      isInTrack = false
      if places < instants.count { log.note("instant without a place", instants.count - places) }
    case .coordinates where wantsPieces:
      takeTuple()
      wantsPieces = false
    case .when where isInTrack: takeInstant()
    case .coord where isInTrack: takePlace()
    case .altitudeMode: takeAltitudeMode()
    default: break
    }
  }

  override func take(_ piece: Span<UInt8>) {
    for at in 0..<piece.count {
      if isBlank(piece[at]) {
        takeTuple()
      } else if tuple.count < Self.longestTuple {
        tuple.append(piece[at])
      }
    }
  }

  override func verdict() -> DwellError? {
    if fixes > 0 { return nil }
    return log.error(
      "it has no gx:Track and no LineString"
        + (others > 0 ? ": its \(others) points and polygons are no flight" : ""))
  }

  private func beginLeg() {
    leg += 1
    datum = .unknown
  }

  /// Heights are "clamped to ground" unless this says otherwise: what they are above is not known then.
  private func takeAltitudeMode() {
    let word = Cell(start: 0, end: text.count).trimmed(in: text.span).text(in: text.span)
    datum =
      word == "absolute" ? .meanSeaLevel : word == "relativeToGround" ? .aboveGround : .unknown
  }

  private func takeInstant() {
    guard instants.count < Self.mostInstants else {
      return fail(log.error("a gx:Track of more than \(Self.mostInstants) instants: split it"))
    }
    let cell = Cell(start: 0, end: text.count).trimmed(in: text.span)
    let reading = cell.isEmpty ? nil : clock.read(text.span, cell)
    if reading == nil { log.note("unreadable time") }
    instants.append(reading?.microseconds ?? .min)
  }

  private func takePlace() {
    let time = places < instants.count ? instants[places] : .min
    places += 1
    let bytes = text.span
    let whole = Cell(start: 0, end: bytes.count).trimmed(in: bytes)
    // An empty place stands for one that is not known.
    guard !whole.isEmpty else { return log.leaveOut("no position") }
    add(bytes, whole, separator: 0x20, time)
  }

  private func takeTuple() {
    guard !tuple.isEmpty else { return }
    add(tuple.span, Cell(start: 0, end: tuple.count), separator: 0x2C, .min)
    tuple.removeAll(keepingCapacity: true)
  }

  private func add(_ bytes: Span<UInt8>, _ whole: Cell, separator: UInt8, _ time: Int64) {
    var numbers = InlineArray<3, Double>(repeating: .nan)
    var count = 0
    var at = whole.start
    while at < whole.end, count < 3 {
      let start = at
      while at < whole.end, bytes[at] != separator { at += 1 }
      if at > start || separator == 0x2C {
        numbers[count] = readNumber(bytes, Cell(start: start, end: at), point: 0x2E) ?? .nan
        count += 1
      }
      at += 1
    }
    fixes += 1
    row.time = time
    row.longitude = numbers[0]
    row.latitude = numbers[1]
    row[.height] = numbers[2]
    row.datum = datum
    row.leg = leg
    row[text: 0] = placemark
    add(row)
  }
}
