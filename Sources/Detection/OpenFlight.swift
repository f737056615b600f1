import Tracks

/// An open flight: its stops and orbits, its stares, and the visits that wait to be linked.
struct OpenFlight {
  let vehicle: String
  let flight: String
  private let settings: DetectionSettings
  private var watch: FlightWatch
  private var stares: StareWatch
  /// Whether any row said where a camera may look.
  private var hasCamera = false
  private var stale = StalePosition()
  private var views = ViewTrail()
  /// Visits that are over, but what they overlap may not be.
  private var waiting: [Visit] = []

  init(
    vehicle: String, flight: String, sortie: String, settings: DetectionSettings,
    ground: (any GroundSurface)?
  ) {
    self.vehicle = vehicle
    self.flight = flight
    self.settings = settings
    watch = FlightWatch(vehicle: vehicle, flight: flight, sortie: sortie, settings: settings)
    stares = StareWatch(
      vehicle: vehicle, flight: flight, sortie: sortie, settings: settings, ground: ground)
  }

  /// The instant of the last fix; the least there is before the first.
  var latest: Int64 { watch.track.latest }

  /// Rows held.
  var held: Int { watch.track.count }

  /// The median spacing for which `max-gap` was raised, microseconds.
  var raisedFor: Int64? { watch.raisedFor }

  /// The plane system entered last.
  var system: (any PlaneSystem)? { watch.track.frames.last?.system }

  mutating func enter(
    _ system: any PlaneSystem, at position: Position
  ) throws(DwellError) {
    try watch.enter(system, at: position)
  }

  /// Takes a fix; whether more visits may be ready (``ready()``).
  mutating func take(
    _ time: Int64, _ point: Vector, _ reading: FlightTrack.Reading, _ account: inout Account
  ) throws(DwellError) -> Bool {
    if stale.repeats(point, time, speed: reading.speed) {
      account.tally.count("positions repeated on the move")
      return false
    }
    let before = waiting.count
    try watch.take(time, point, reading, &account, &waiting)
    return waiting.count > before
  }

  /// Takes a row whose camera may be known; whether more visits may be ready.
  mutating func look(
    _ camera: borrowing CameraColumns, _ row: Int, _ account: inout Account
  ) throws(DwellError) -> Bool {
    hasCamera = true
    views.take(camera, row)
    var over: [Visit] = []
    try stares.take(camera, row, &account) { over.append($0) }
    waiting += over
    return !over.isEmpty
  }

  /// The visits that nothing to come can be linked with, in order of time, linked.
  mutating func ready() -> [Visit] {
    guard !waiting.isEmpty else { return [] }
    guard hasCamera else { return given { _ in true } }
    let (stare, path) = (stares.openSince ?? .max, watch.openSince)
    return given { visit in
      visit.last.microseconds < (visit.kind == VisitKind.stare.rawValue ? path : stare)
    }
  }

  /// Ends the flight: the visits left.
  mutating func finish(_ account: inout Account) throws(DwellError) -> [Visit] {
    try watch.finish(&account, &waiting)
    var over: [Visit] = []
    try stares.finish(&account) { over.append($0) }
    waiting += over
    account.tally.add(stares.tally)
    return given { _ in true }
  }

  private mutating func given(_ isReady: (Visit) -> Bool) -> [Visit] {
    waiting.sort(by: Visit.precedes)
    link()
    var ready = waiting.filter(isReady)
    for index in ready.indices { settings.lookPriors.side(&ready[index], by: views) }
    waiting.removeAll(where: isReady)
    return ready
  }

  /// Links stares with the stops and orbits of the same time.
  private mutating func link() {
    for stare in waiting.indices where waiting[stare].kind == VisitKind.stare.rawValue {
      for other in waiting.indices where waiting[other].kind != VisitKind.stare.rawValue {
        guard waiting[other].first < waiting[stare].last,
          waiting[stare].first < waiting[other].last,
          !waiting[stare].linked.contains(waiting[other].visit)
        else { continue }
        waiting[stare].linked.append(waiting[other].visit)
        waiting[other].linked.append(waiting[stare].visit)
      }
    }
  }
}
