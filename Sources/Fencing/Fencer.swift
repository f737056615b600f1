internal import Geometry
public import Tracks

/// Says which boundaries each fix is inside, and records every passage through one.
///
/// Boundaries are closed: their edge belongs to them. Edges of boundaries and the way between two
/// fixes are straight in longitude and latitude (RFC 7946 §3.1.1), the way by the short side round the
/// globe, so ±180° is no edge. One a thread. State: the last fix and the open passages of each
/// vehicle; the answer does not depend on how the fixes are cut into batches.
public struct Fencer {
  private let zones: [Zone]
  private let grid: ZoneGrid
  private let maxGap: Seconds
  private var trails: [String: Trail] = [:]

  /// Prepares boundaries; names may repeat, then their passages are told apart by place only.
  ///
  /// - Parameters:
  ///   - boundaries: In the order in which a fix names them.
  ///   - maxGap: Time inside between fixes farther apart than this counts as gap.
  /// - Throws: When a boundary is no polygon or has a coordinate that is no finite number.
  public init(boundaries: [Boundary], maxGap: Seconds) throws(DwellError) {
    let context = try GeosContext()
    var zones: [Zone] = []
    for boundary in boundaries { zones.append(try Zone(boundary, in: context)) }
    self.zones = zones
    self.maxGap = maxGap
    grid = ZoneGrid(zones.map(\.boxes))
  }

  /// Adds the column `fence` to the fixes: the names of the boundaries each is inside, in the order
  /// they were given, joined by commas; null outside all.
  ///
  /// Fixes of one flight come in order of time. One without a finite position is passed over. The
  /// first fix of a vehicle's next flight ends its passages.
  ///
  /// - Parameters:
  ///   - fixes: A batch, of any flights.
  ///   - emit: Is handed each passage when it ends.
  public mutating func take(
    _ fixes: inout Fixes, emit: (Crossing) throws(DwellError) -> Void
  ) throws(DwellError) {
    var names = Labels()
    for row in 0..<fixes.count {
      let place = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
      guard place.longitude.isFinite, place.latitude.isFinite else {
        names.append(nil)
        continue
      }
      let vehicle = fixes.vehicle[row] ?? ""
      let flight = fixes.flight[row] ?? ""
      let point = TrailPoint(place, at: fixes.instant(row))
      let inside: [Int]
      let known = trails.removeValue(forKey: vehicle)
      if var trail = known, trail.flight == flight {
        inside = try advance(&trail, to: point, emit)
        trails[vehicle] = trail
      } else {
        try known?.end(emit)
        var trail = Trail(flight: flight, vehicle: vehicle, start: point)
        inside = try begin(&trail)
        trails[vehicle] = trail
      }
      names.append(
        inside.isEmpty ? nil : inside.map { zones[$0].name }.joined(separator: ","))
    }
    fixes.extras.removeAll { $0.name == "fence" }
    fixes.extras.append(Column("fence", .coded(names)))
  }

  /// Ends the passages that are still open, in order of entry.
  public mutating func finish(
    emit: (Crossing) throws(DwellError) -> Void
  ) throws(DwellError) {
    var open: [Crossing] = []
    for trail in trails.values {
      try trail.end { crossing in open.append(crossing) }
    }
    trails = [:]
    open.sort {
      ($0.entered, $0.vehicle, $0.flight, $0.boundary)
        < ($1.entered, $1.vehicle, $1.flight, $1.boundary)
    }
    for crossing in open { try emit(crossing) }
  }

  private func begin(_ trail: inout Trail) throws(DwellError) -> [Int] {
    let start = trail.last
    var inside: [Int] = []
    for zone in grid.zones(near: Segment(start, start)) where try zones[zone].covers(start) {
      trail.enter(zone, named: zones[zone].name, at: start, censored: "start")
      trail.countFix(zone)
      inside.append(zone)
    }
    return inside
  }

  private func advance(
    _ trail: inout Trail, to next: TrailPoint, _ emit: (Crossing) throws(DwellError) -> Void
  ) throws(DwellError) -> [Int] {
    let segment = Segment(trail.last, next)
    var inside: [Int] = []
    for zone in grid.zones(near: segment) {
      let endsInside = try zones[zone].covers(segment.end)
      let spans = try zones[zone].spans(
        of: segment, startsInside: trail.isInside(zone), endsInside: endsInside)
      for span in spans {
        if span.lowerBound > 0 || !trail.isInside(zone) {
          trail.enter(zone, named: zones[zone].name, at: segment.point(at: span.lowerBound))
        }
        trail.stay(zone, seconds: segment.seconds(of: span), isGap: segment.seconds > maxGap.value)
        if span.upperBound < 1 || !endsInside {
          try trail.leave(zone, at: segment.point(at: span.upperBound), emit)
        }
      }
      if endsInside {
        trail.countFix(zone)
        inside.append(zone)
      }
    }
    trail.last = next
    return inside
  }
}
