import Tracks

/// Makes fixes of `gx:Track` and of `LineString`, each a flight of its own.
///
/// A `gx:Track` lists its instants (`when`), then its places (`gx:coord`, spaces between the numbers):
/// instants wait for their places. A `LineString` has places only (`coordinates`, commas between the
/// numbers), which become fixes without time as they come. Placemarks of a `Point` with a `TimeStamp`, or a
/// `TimeSpan` that begins, are the fixes of one flight, whose line, if it is drawn as well, is not read
/// again. (OGC 12-007r2.)
final class KMLSink: TrackSink {
  override class var extras: [ExtraColumn] { [.label("placemark")] }

  private enum Element: Int, CaseIterable {
    case Placemark, name, LineString, LinearRing, Point, coordinates, Track, when, coord
    case altitudeMode, TimeStamp, TimeSpan, begin
  }

  private let kept = Unshared(FixRow(KMLSink.extras))
  private var row: FixRow {
    @inline(__always) _read { yield kept.value }
    @inline(__always) _modify { yield &kept.value }
  }
  private var placemarkDepth = 0
  private var placemark: String? {
    didSet { row[text: 0] = placemark }
  }
  private var isInLine = false
  private var isInTrack = false
  private var leg: Int64 = -1
  private var datum = HeightDatum.unknown
  /// What changes with every instant and place.
  private struct Progress {
    var instants: [Int64] = []
    var places = 0
    var clock = ClockText()
    var fixes = 0
  }
  private let keptTrack = Unshared(Progress())
  private var track: Progress {
    @inline(__always) _read { yield keptTrack.value }
    @inline(__always) _modify { yield &keptTrack.value }
  }
  /// The start of a tuple whose end has not come.
  private var tuple: [UInt8] = []
  /// What a placemark says of its point: when, and where.
  private var pointTime: Int64?
  private var pointPlace: [UInt8] = []
  private var isInPoint = false
  private var isInStamp = false
  private var timedPoints = 0
  private var pointLeg: Int64?
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
      pointTime = nil
      pointPlace.removeAll(keepingCapacity: true)
      datum = .unknown
    case .name: wantsText = placemarkDepth > 0 && depth == placemarkDepth + 1
    case .LineString:
      // One timed point may be a photo beside the track; more are the track.
      isInLine = timedPoints < 2
      if isInLine { beginLeg() }
    case .LinearRing: others += 1
    case .Point:
      others += 1
      isInPoint = placemarkDepth > 0
    case .TimeStamp, .TimeSpan: isInStamp = placemarkDepth > 0 && depth == placemarkDepth + 1
    case .Track:
      isInTrack = true
      track.instants.removeAll(keepingCapacity: true)
      track.places = 0
      beginLeg()
    case .coordinates where isInLine:
      wantsText = true
      wantsPieces = true
      tuple.removeAll(keepingCapacity: true)
    case .coordinates: wantsText = isInPoint
    case .when: wantsText = isInTrack || isInStamp
    case .begin: wantsText = isInStamp
    case .coord: wantsText = isInTrack
    case .altitudeMode: wantsText = true
    default: break
    }
  }

  override func end(_ name: Int) {
    switch Element(rawValue: name) {
    case .Placemark:
      placemarkDepth = 0
      takePoint()
    case .Point: isInPoint = false
    case .TimeStamp, .TimeSpan: isInStamp = false
    case .coordinates where isInPoint: pointPlace = text
    case .when where isInStamp && !isInTrack, .begin where isInStamp: pointTime = readInstant()
    case .name where wantsText:
      placemark = Cell(start: 0, end: text.count).trimmed(in: text.span).named(in: text.span)
    case .LineString: isInLine = false
    case .Track:
      isInTrack = false
      if track.places < track.instants.count {
        log.note("instant without a place", track.instants.count - track.places)
      }
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
    if track.fixes > 0 { return nil }
    return log.error(
      "it has no gx:Track, no LineString and no points with times"
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
    guard track.instants.count < Self.mostInstants else {
      return fail(log.error("a gx:Track of more than \(Self.mostInstants) instants: split it"))
    }
    let instant = readInstant() ?? .min
    track.instants.append(instant)
  }

  private func readInstant() -> Int64? {
    let text = text
    let cell = Cell(start: 0, end: text.count).trimmed(in: text.span)
    let reading = cell.isEmpty ? nil : track.clock.read(text.span, cell)
    if reading == nil { log.note("unreadable time") }
    return reading?.microseconds
  }

  /// Takes the point of a placemark that ends, where it says when it was there.
  private func takePoint() {
    guard let pointTime, !pointPlace.isEmpty else { return }
    timedPoints += 1
    if pointLeg == nil {
      leg += 1
      pointLeg = leg
    }
    let text = pointPlace
    let bytes = text.span
    let whole = Cell(start: 0, end: bytes.count).trimmed(in: bytes)
    // The points of one flight have names of their own.
    placemark = nil
    let last = leg
    leg = pointLeg ?? leg
    add(bytes, whole, separator: 0x2C, pointTime)
    leg = last
    pointPlace.removeAll(keepingCapacity: true)
  }

  private func takePlace() {
    let time = track.places < track.instants.count ? track.instants[track.places] : .min
    track.places += 1
    let text = text
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
      at = Telemetry.place(of: separator, bytes, start, whole.end)
      if at > start || separator == 0x2C {
        numbers[count] = readNumber(bytes, Cell(start: start, end: at), point: 0x2E) ?? .nan
        count += 1
      }
      at += 1
    }
    track.fixes += 1
    row.time = time
    row.longitude = numbers[0]
    row.latitude = numbers[1]
    row[.height] = numbers[2]
    row.datum = datum
    row.leg = leg
    add(row)
  }
}
