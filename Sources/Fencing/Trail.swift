import Tracks

/// Where one flight is and which boundaries it is inside.
struct Trail {
  let flight: String
  let vehicle: String
  /// The last fix.
  var last: TrailPoint
  private var passages: [Int: Crossing] = [:]

  /// A flight at its first fix, inside nothing.
  init(flight: String, vehicle: String, start: TrailPoint) {
    self.flight = flight
    self.vehicle = vehicle
    last = start
  }

  /// Whether the last fix is inside a zone.
  func isInside(_ zone: Int) -> Bool { passages[zone] != nil }

  /// Begins a passage.
  mutating func enter(
    _ zone: Int, named name: String, at point: TrailPoint, censored: String = "none"
  ) {
    var crossing = Crossing()
    crossing.boundary = name
    crossing.flight = flight
    crossing.vehicle = vehicle
    crossing.entered = point.instant
    crossing.censored = censored
    crossing.extent = .point(point.position)
    passages[zone] = crossing
  }

  /// Adds time inside.
  mutating func stay(_ zone: Int, seconds: Double, isGap: Bool) {
    if isGap {
      passages[zone]?.gapSeconds += seconds
    } else {
      passages[zone]?.insideSeconds += seconds
    }
  }

  /// Counts a fix inside.
  mutating func countFix(_ zone: Int) { passages[zone]?.fixes += 1 }

  /// Ends a passage.
  mutating func leave(
    _ zone: Int, at point: TrailPoint, _ emit: (Crossing) throws(DwellError) -> Void
  ) throws(DwellError) {
    guard var crossing = passages.removeValue(forKey: zone) else { return }
    crossing.left = point.instant
    try emit(crossing)
  }

  /// Ends all passages where the flight's data ends, in the order of the boundaries.
  func end(_ emit: (Crossing) throws(DwellError) -> Void) throws(DwellError) {
    for (_, passage) in passages.sorted(by: { $0.key < $1.key }) {
      var crossing = passage
      crossing.left = last.instant
      crossing.censored = crossing.censored == "start" ? "both" : "end"
      try emit(crossing)
    }
  }
}
