import Tracks

/// A place of a flight at an instant.
struct TrailPoint: Equatable {
  /// Degrees east; beyond ±180° on a segment that crosses there.
  var longitude: Double
  /// Degrees north.
  var latitude: Double
  /// When; may be unknown.
  var instant: Instant

  /// A fix.
  init(_ place: Position, at instant: Instant) {
    longitude = Earth.normalised(longitude: place.longitude)
    latitude = place.latitude
    self.instant = instant
  }

  /// The place, within ±180°.
  var position: Position {
    Position(longitude: Earth.normalised(longitude: longitude), latitude: latitude)
  }
}

/// The way between two consecutive fixes, by the short side round the globe.
struct Segment {
  let start: TrailPoint
  let end: TrailPoint

  /// Runs the end's longitude on beyond ±180° where that is the shorter way.
  init(_ start: TrailPoint, _ end: TrailPoint) {
    self.start = start
    var end = end
    end.longitude =
      start.longitude + Earth.longitudeDifference(from: start.longitude, to: end.longitude)
    self.end = end
  }

  /// Whether both ends are one place.
  var isPoint: Bool { start.longitude == end.longitude && start.latitude == end.latitude }

  /// Seconds from start to end; 0 when either instant is unknown or they are out of order.
  var seconds: Double {
    guard start.instant.isKnown, end.instant.isKnown else { return 0 }
    return max(0, Double(end.instant.microseconds - start.instant.microseconds) / 1e6)
  }

  /// Seconds of a part of the segment.
  func seconds(of part: ClosedRange<Double>) -> Double {
    seconds * (part.upperBound - part.lowerBound)
  }

  /// The point at a part of the way, 0 the start and 1 the end, at steady speed.
  func point(at part: Double) -> TrailPoint {
    if part == 0 { return start }
    if part == 1 { return end }
    var result = start
    result.longitude += part * (end.longitude - start.longitude)
    result.latitude += part * (end.latitude - start.latitude)
    result.instant = .unknown
    if start.instant.isKnown, end.instant.isKnown {
      let microseconds = Double(end.instant.microseconds - start.instant.microseconds) * part
      result.instant = Instant(
        microseconds: start.instant.microseconds + Int64(clampedRounding: microseconds))
    }
    return result
  }
}
