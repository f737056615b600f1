public import Tracks

/// Finds the visits of flights: stops, orbits and stares.
///
/// Takes projected fixes of many flights, each in order of time, and emits the visits of a flight
/// when it is over: when its vehicle begins another, or at the end. The answer does not depend on
/// how the fixes are cut into batches, nor on how flights are mixed.
///
/// ```swift
/// var detector = Detector(settings: DetectionSettings(), systems: systems, warn: warn)
/// for batch in batches { try detector.take(batch) { visits.append($0) } }
/// try detector.finish { visits.append($0) }
/// ```
///
/// State: the fixes of the open flights, 40 bytes a fix (56 with a camera); when a flight ends some
/// 100 bytes a fix of it beside, for as long as its visits are found.
public struct Detector {
  private let settings: DetectionSettings
  private let systems: any PlaneSystems
  private let ground: (any GroundSurface)?
  private let warn: (String) -> Void
  private var open: [FlightTrack] = []
  private var watches: [String: (watch: StareWatch, stares: [Visit])] = [:]
  private var openOfVehicle: [String: Int] = [:]
  private var hasWarnedOfSpacing = false
  /// Candidates that were rejected, by the rule that did; fixes that cannot dwell.
  public private(set) var tally = Tally()

  /// Makes a detector.
  ///
  /// - Parameters:
  ///   - systems: Where the plane systems that the fixes name come from.
  ///   - ground: What lines of sight end on where the source gives no frame centre; without it they are
  ///     triangulated.
  ///   - warn: Called once when a flight is sampled so sparsely that `max-gap` is raised for it.
  public init(
    settings: DetectionSettings, systems: any PlaneSystems, ground: (any GroundSurface)? = nil,
    warn: @escaping (String) -> Void = { _ in }
  ) {
    self.settings = settings
    self.systems = systems
    self.ground = ground
    self.warn = warn
  }

  /// What is known of a vehicle's code within a batch: its open flight, and the codes of its last
  /// row.
  private struct Berth {
    var track: Int
    var flight: Int32
    var system: Int32
  }

  /// Takes a batch and emits the visits of the flights it ends.
  ///
  /// - Throws: A usage error when the fixes have no x and y.
  /// - Complexity: O(rows), and O(*n* log *n*) for a flight of *n* fixes that ends.
  public mutating func take(
    _ fixes: consuming Fixes, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    guard fixes.count > 0 else { return }
    guard !fixes.x.isEmpty else {
      throw DwellError(.usage, "the fixes are not projected; run 'dwell project' before it")
    }
    let readings = Readings(fixes)
    var berths = [Berth?](repeating: nil, count: fixes.vehicle.names.count + 1)
    for row in 0..<fixes.count {
      let time = fixes.time[row]
      guard time != .min else {
        tally.count("fixes without a time")
        continue
      }
      let point = Vector(fixes.x[row], fixes.y[row])
      guard point.x.isFinite, point.y.isFinite else {
        tally.count("fixes outside the coordinate system")
        continue
      }
      let vehicle = row < fixes.vehicle.count ? fixes.vehicle.codes[row] : -1
      let flight = row < fixes.flight.count ? fixes.flight.codes[row] : -1
      let system = row < fixes.system.count ? fixes.system.codes[row] : -1
      let place = Int(vehicle) + 1
      if berths[place]?.flight != flight {
        let track = try openTrack(fixes, row, emit)
        berths[place] = Berth(track: track, flight: flight, system: .min)
      }
      guard var berth = berths[place] else { continue }
      if let last = open[berth.track].time.last, time < last {
        tally.count("fixes out of order")
        continue
      }
      if berth.system != system {
        try enter(fixes.system[row] ?? "", berth.track, fixes, row)
        berth.system = system
        berths[place] = berth
      }
      open[berth.track].append(time, point, readings.reading(row))
      if settings.kinds.contains(.stare) { try watch(fixes, row, open[berth.track]) }
    }
  }

  /// Ends every open flight and emits its visits, in the order the vehicles first came.
  public mutating func finish(emit: (Visit) throws(DwellError) -> Void) throws(DwellError) {
    let left = open.sorted { ($0.vehicle, $0.flight) < ($1.vehicle, $1.flight) }
    open = []
    openOfVehicle = [:]
    for track in left { try end(track, emit) }
  }

  /// The open flight of a row; the flight of its vehicle that it follows is over.
  private mutating func openTrack(
    _ fixes: borrowing Fixes, _ row: Int, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) -> Int {
    let vehicle = fixes.vehicle[row] ?? ""
    let flight = fixes.flight[row] ?? vehicle
    let sortie = fixes.sortie[row] ?? flight
    let new = FlightTrack(vehicle: vehicle, flight: flight, sortie: sortie)
    guard let index = openOfVehicle[vehicle] else {
      open.append(new)
      openOfVehicle[vehicle] = open.count - 1
      return open.count - 1
    }
    if open[index].flight != flight {
      let over = open[index]
      open[index] = new
      try end(over, emit)
    }
    return index
  }

  private mutating func watch(
    _ fixes: borrowing Fixes, _ row: Int, _ track: FlightTrack
  ) throws(DwellError) {
    let vehicle = track.vehicle
    if watches[vehicle]?.watch == nil {
      let watch = StareWatch(
        vehicle: vehicle, flight: track.flight, sortie: track.sortie, settings: settings,
        ground: ground)
      watches[vehicle] = (watch, [])
    }
    var over: [Visit] = []
    try watches[vehicle]?.watch.take(fixes, row) { (visit: Visit) throws(DwellError) in
      over.append(visit)
    }
    if !over.isEmpty { watches[vehicle]?.stares += over }
  }

  private mutating func stares(of vehicle: String) throws(DwellError) -> [Visit] {
    guard var (watch, stares) = watches.removeValue(forKey: vehicle) else { return [] }
    try watch.finish { (visit: Visit) throws(DwellError) in stares.append(visit) }
    tally.add(watch.tally)
    return stares
  }

  private mutating func enter(
    _ name: String, _ index: Int, _ fixes: borrowing Fixes, _ row: Int
  ) throws(DwellError) {
    if let last = open[index].frames.last, last.system.name == name { return }
    let position = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
    try open[index].enter(try systems.system(named: name), at: position)
  }

  private mutating func end(
    _ track: FlightTrack, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    var track = track
    guard track.count > 0 else { return }
    let asked = settings.maxGap.microseconds
    let spacing = track.medianSpacing
    if 3 * spacing > asked {
      tally.count("flights with max-gap raised")
      if !hasWarnedOfSpacing {
        hasWarnedOfSpacing = true
        warn(
          "flight \(track.flight): half its fixes are \(Seconds(Double(spacing) / 1e6)) or more "
            + "apart; for such flights --max-gap is raised to 3 times that")
      }
    }
    let maxGap = max(asked, 3 * spacing)
    let excursions = Excursions(points: track.points, time: track.time, maxGap: maxGap).rows()
    if !excursions.isEmpty { tally.count("fixes that jumped away", excursions.count) }
    track.remove(excursions)
    let detection = FlightDetection(track, settings: settings, maxGap: maxGap)
    for visit in try detection.visits(try stares(of: track.vehicle), &tally) { try emit(visit) }
  }
}

/// The columns of a batch that a fix brings beside its place.
private struct Readings {
  private let height: [Double]
  private let course: [Double]
  private let frameLongitude: [Double]
  private let frameLatitude: [Double]

  init(_ fixes: borrowing Fixes) {
    height = fixes.measures[.height]
    course = fixes.measures[.course]
    frameLongitude = fixes.measures[.frameLongitude]
    frameLatitude = fixes.measures[.frameLatitude]
  }

  func reading(_ row: Int) -> FlightTrack.Reading {
    var reading = FlightTrack.Reading()
    if !height.isEmpty { reading.height = Float(height[row]) }
    if !course.isEmpty { reading.course = Float(course[row]) }
    if !frameLongitude.isEmpty, !frameLatitude.isEmpty {
      reading.frameLongitude = frameLongitude[row]
      reading.frameLatitude = frameLatitude[row]
    }
    return reading
  }
}
