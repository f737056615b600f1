import Tracks

/// Makes fixes of OpenSky's answer to `/tracks`: `{"icao24": …, "callsign": …, "path": [[…]]}`.
///
/// A way point is an array: time, latitude, longitude, barometric height in metres, track, on the ground.
/// They are chosen among the states: one where the course turned by more than 2.5° or the height changed
/// by more than 100 m, one every 15 minutes at least. (OpenSky REST API.)
final class WaypointSink: FeedSink {
  override class var extras: [ExtraColumn] { [.number("on_ground"), .label("callsign")] }

  private enum Key: Int, CaseIterable { case icao24, callsign, calllsign, path }

  private var row = FixRow(WaypointSink.extras)
  private var leg: Int64 = -1

  required init(_ log: FileLog) { super.init(known: Key.allCases.map { "\($0)" }) }

  override func begin() {
    switch depth {
    case 1:
      leg += 1
      row = FixRow(Self.extras)
    case 2 where place(1) == Key.path.rawValue && row.vehicle == nil:
      failure = rows?.log.error(
        "'icao24' does not stand before 'path', so nothing says whose way points they are",
        at: elementPlace.row)
    case 3 where place(1) == Key.path.rawValue:
      row.time = .min
      (row.longitude, row.latitude) = (.nan, .nan)
      (row[.height], row[.course], row[number: 0]) = (.nan, .nan, .nan)
    default: break
    }
  }

  override func take(_ bytes: Span<UInt8>, _ cell: Cell) {
    if depth == 1 {
      switch Key(rawValue: place(1)) {
      case .icao24: row.vehicle = cell.trimmed(in: bytes).named(in: bytes)
      // The service once wrote it with three l.
      case .callsign, .calllsign: row[text: 1] = cell.trimmed(in: bytes).named(in: bytes)
      default: break
      }
      return
    }
    guard depth == 3, place(1) == Key.path.rawValue else { return }
    if place(3) == 0 {
      row.time = Decimal(bytes, cell).flatMap { TimeScale.byMagnitude.microseconds($0) } ?? .min
      return
    }
    let value = readNumber(bytes, cell, point: 0x2E) ?? .nan
    switch place(3) {
    case 1: row.latitude = value
    case 2: row.longitude = value
    case 3: row[.height] = value
    case 4: row[.course] = value
    case 5: row[number: 0] = value
    default: break
    }
  }

  override func end() {
    guard depth == 3, place(1) == Key.path.rawValue else { return }
    guard !row.latitude.isNaN, !row.longitude.isNaN else {
      rows?.log.leaveOut("no position")
      return
    }
    row.leg = leg
    row.datum = .barometric
    add(row)
  }
}
