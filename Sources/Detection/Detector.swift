public import Tracks

/// Finds the visits of flights: stops, orbits and stares.
///
/// Takes projected fixes of many flights, each in order of time, and emits a visit as soon as it is
/// over. The answer does not depend on how the fixes are cut into batches, nor on how flights are
/// mixed.
///
/// ```swift
/// var detector = Detector(settings: DetectionSettings(), systems: systems, warn: warn)
/// for batch in batches { try detector.take(batch) { visits.append($0) } }
/// try detector.finish { visits.append($0) }
/// ```
///
/// State: of each open flight the fixes that a visit may still need, at most 16,384 of them at 70
/// bytes each: those closer than 0.75 s stand together, and what goes on longer is summed up.
public struct Detector {
  private let settings: DetectionSettings
  private let systems: any PlaneSystems
  private let ground: (any GroundSurface)?
  private let warn: (String) -> Void
  private let trace: ((Consideration) -> Void)?
  private var open: [Boxed<OpenFlight>] = []
  private var openOfVehicle: [String: Int] = [:]
  private var hasWarnedOfSpacing = false
  private var account: Account

  /// Candidates that were rejected, by the rule that did; fixes that cannot dwell.
  public var tally: Tally { account.tally }

  /// Fixes held now, of all open flights.
  public var held: Int { open.reduce(0) { $0 + $1.value.held } }

  /// Makes a detector.
  ///
  /// - Parameters:
  ///   - settings: What counts as a visit.
  ///   - systems: Where the plane systems that the fixes name come from.
  ///   - ground: What lines of sight end on where the source gives no frame centre; without it they are
  ///     triangulated.
  ///   - warn: Called once when a flight is sampled so sparsely that `max-gap` is raised for it.
  ///   - trace: Called with what was considered on the way to visits and what was rejected; a part
  ///     of a flight that is looked at more than once is told of each time.
  public init(
    settings: DetectionSettings, systems: any PlaneSystems, ground: (any GroundSurface)? = nil,
    warn: @escaping (String) -> Void = { _ in }, trace: ((Consideration) -> Void)? = nil
  ) {
    self.settings = settings
    self.systems = systems
    self.ground = ground
    self.warn = warn
    self.trace = trace
    account = Account(isTracing: trace != nil)
  }

  /// What is known of a vehicle's code within a batch: its open flight, and the codes of its last
  /// row.
  private struct Berth {
    var open: Int
    var flight: Int32
    var system: Int32
  }

  /// Takes a batch and emits the visits that are over by it.
  ///
  /// - Throws: A usage error when the fixes have no x and y.
  /// - Complexity: O(rows) amortised.
  public mutating func take(
    _ fixes: consuming Fixes, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    guard fixes.count > 0 else { return }
    guard !fixes.x.isEmpty else {
      throw DwellError(.usage, "the fixes are not projected; run 'dwell project' before it")
    }
    let readings = Readings(fixes)
    let (times, xs, ys) = (fixes.time, fixes.x, fixes.y)
    let vehicles = fixes.vehicle.codes
    let flights = fixes.flight.codes
    let names = fixes.system.codes
    let seesCamera = settings.kinds.contains(.stare) && readings.knowsCamera
    let camera = CameraColumns(fixes)
    var berths = [Berth?](repeating: nil, count: fixes.vehicle.names.count + 1)
    for row in times.indices {
      let time = times[row]
      guard time != .min else {
        account.tally.count("fixes without a time")
        continue
      }
      let point = Vector(xs[row], ys[row])
      guard point.x.isFinite, point.y.isFinite else {
        account.tally.count("fixes outside the coordinate system")
        continue
      }
      let flight = row < flights.count ? flights[row] : -1
      let system = row < names.count ? names[row] : -1
      let place = row < vehicles.count ? Int(vehicles[row]) + 1 : 0
      if berths[place]?.flight != flight {
        let index = try opened(fixes, row, emit)
        berths[place] = Berth(open: index, flight: flight, system: .min)
      }
      guard let berth = berths[place] else { continue }
      let index = berth.open
      if time < open[index].value.latest {
        account.tally.count("fixes out of order")
        continue
      }
      if berth.system != system {
        let position = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
        try open[index].value.enter(try self.system(fixes.system[row] ?? "", index), at: position)
        berths[place]?.system = system
      }
      if try open[index].value.take(time, point, readings.reading(row), &account) {
        try emitReady(index, emit)
      }
      if seesCamera, try open[index].value.look(camera, row, &account) {
        try emitReady(index, emit)
      }
    }
  }

  /// Ends every open flight and emits its visits, in the order of the vehicles' names.
  public mutating func finish(emit: (Visit) throws(DwellError) -> Void) throws(DwellError) {
    var left = open.sorted {
      ($0.value.vehicle, $0.value.flight) < ($1.value.vehicle, $1.value.flight)
    }
    open = []
    openOfVehicle = [:]
    left.reverse()
    while let flight = left.popLast() { try end(flight, emit) }
  }

  private func system(
    _ name: String, _ index: Int
  ) throws(DwellError) -> any PlaneSystem {
    if let last = open[index].value.system, last.name == name { return last }
    return try systems.system(named: name)
  }

  /// The open flight of a row; the flight of its vehicle that it follows is over.
  private mutating func opened(
    _ fixes: borrowing Fixes, _ row: Int, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) -> Int {
    let vehicle = fixes.vehicle[row] ?? ""
    let flight = fixes.flight[row] ?? vehicle
    if let index = openOfVehicle[vehicle], open[index].value.flight == flight { return index }
    let new = Boxed(
      OpenFlight(
        vehicle: vehicle, flight: flight, sortie: fixes.sortie[row] ?? flight, settings: settings,
        ground: ground))
    guard let index = openOfVehicle[vehicle] else {
      open.append(new)
      openOfVehicle[vehicle] = open.count - 1
      return open.count - 1
    }
    let over = open[index]
    open[index] = new
    try end(over, emit)
    return index
  }

  private mutating func emitReady(
    _ index: Int, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    tellTrace()
    for visit in open[index].value.ready() { try emit(visit) }
  }

  private mutating func end(
    _ flight: consuming Boxed<OpenFlight>, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    let visits = try flight.value.finish(&account)
    tellTrace()
    if let spacing = flight.value.raisedFor {
      account.tally.count("flights with max-gap raised")
      if !hasWarnedOfSpacing {
        hasWarnedOfSpacing = true
        warn(
          "flight \(flight.value.flight): half its fixes are \(Seconds((Double(spacing) / 1e6).rounded())) "
            + "or more apart; for such flights --max-gap is raised to 3 times that")
      }
    }
    for visit in visits { try emit(visit) }
  }

  private mutating func tellTrace() {
    guard let trace else { return }
    for consideration in account.taken() { trace(consideration) }
  }
}

/// The columns of a batch that a fix brings beside its place.
private struct Readings {
  private let heights: [Double]
  private let courses: [Double]
  private let speeds: [Double]
  /// Whether any column says where a camera looks.
  let knowsCamera: Bool

  init(_ fixes: borrowing Fixes) {
    heights = fixes.measures[.height]
    courses = fixes.measures[.course]
    speeds = fixes.measures[.speed]
    knowsCamera =
      !fixes.measures[.frameLongitude].isEmpty || !fixes.measures[.sensorElevation].isEmpty
      || !fixes.measures[.sensorAzimuth].isEmpty
  }

  func reading(_ row: Int) -> FlightTrack.Reading {
    var reading = FlightTrack.Reading()
    if !heights.isEmpty { reading.height = Float(heights[row]) }
    if !courses.isEmpty { reading.course = Float(courses[row]) }
    if !speeds.isEmpty { reading.speed = Float(speeds[row]) }
    return reading
  }
}
