public import Tracks

/// Seeded flights over known sites: fixes batch by batch, and the truth about them.
///
/// The same settings give the same fixes on every machine. All vehicles fly at once, each flight
/// after flight with rests between; fixes come in the order they arrive, a few of them late.
///
/// ```swift
/// var simulator = Simulator(SimulationSettings(seed: 7, fixes: 100_000))
/// while let fixes = simulator.next() { … }
/// simulator.truth.visits
/// ```
///
/// Memory: the flights under way, a slice of their fixes, and the truth, which a caller of many
/// fixes does not keep (`keepsTruth: false`) or empties as it goes.
public struct Simulator {
  /// The sites, and the visits that have ended.
  public var truth = Truth()
  /// The flights that have taken off.
  public private(set) var flightCount = 0

  private let settings: SimulationSettings
  private let planner: FlightPlanner
  private let keepsTruth: Bool
  private var hangar: [Berth]
  private var fixCount = 0
  private var now: Int64
  private var rows: SliceRows
  private var ready = Fixes()
  private var siteOrder: [Int] = []
  private var siteRandom: SeededRandom
  private var isOver = false

  /// One vehicle: its flight under way, or when it takes off next.
  private struct Berth {
    var flight: SimulatedFlight?
    var takeOff: Int64
    var random: SeededRandom
  }

  /// Microseconds of a slice of time, in which vehicles fly one after the other: long enough for
  /// some 4,000 fixes, but from a minute to an hour.
  private let slice: Int64
  /// Rows of a batch, at least, but for the last.
  private static let batchSize = 8192

  /// A simulation that has not begun.
  ///
  /// - Parameters:
  ///   - settings: What to simulate; see ``SimulationSettings/validate()``.
  ///   - keepsTruth: Whether ``truth`` gathers visits.
  public init(_ settings: SimulationSettings, keepsTruth: Bool = true) {
    self.settings = settings
    self.keepsTruth = keepsTruth
    let region = Region(seed: settings.seed, sites: settings.sites)
    planner = FlightPlanner(settings: settings, region: region)
    if settings.scenario == .region {
      truth.sites = region.sites.indices.map { region.site($0) }
    }
    rows = SliceRows(hasCamera: settings.hasCamera)
    siteRandom = SeededRandom(seed: settings.seed, stream: 2)
    hangar = (0..<settings.vehicles).map { number in
      var random = SeededRandom(seed: settings.seed, stream: 1 << 20 + UInt64(number))
      let rest = Int64(random.uniform(0, 6 * 3600)) * 1_000_000
      return Berth(
        flight: nil, takeOff: settings.start.microseconds + rest, random: random)
    }
    now = settings.start.microseconds
    let seconds = 4096 * (settings.sampling?.value ?? 1) / Double(settings.vehicles)
    slice = Int64(min(3600, max(60, seconds))) * 1_000_000
  }

  /// The next batch, of 8,192 fixes or some more; nil after the last.
  public mutating func next() -> Fixes? {
    let limit = settings.fixes ?? .max
    while ready.count < Self.batchSize && !isOver && fixCount + ready.count < limit { flySlice() }
    guard ready.count > 0 else { return nil }
    var batch = ready
    ready = Fixes()
    if fixCount + batch.count >= limit {
      batch = batch.gathered(Array(0..<(limit - fixCount)))
      stop(at: batch.time.max() ?? now)
      if batch.count == 0 { return nil }
    }
    fixCount += batch.count
    return batch
  }

  /// The most flights there will be; 12 when neither flights nor fixes were asked for.
  private var flightLimit: Int {
    settings.flights ?? (settings.fixes == nil ? 12 : .max)
  }

  private mutating func flySlice() {
    skipIdleTime()
    let end = now + slice
    launch(before: end)
    var visits: [TrueVisit] = []
    for index in hangar.indices where hangar[index].flight != nil {
      hangar[index].flight?.fly(until: end, into: &rows, truth: &visits)
      if let flight = hangar[index].flight, flight.isOver { land(index, after: flight.end) }
    }
    if keepsTruth { truth.visits += visits }
    now = end
    append(rows.take(arrivingBefore: end))
    let isFlying = hangar.contains { $0.flight != nil }
    isOver = !isFlying && flightCount >= flightLimit && rows.count == 0
  }

  /// Goes to the next take-off when nothing flies.
  private mutating func skipIdleTime() {
    guard rows.count == 0, !hangar.contains(where: { $0.flight != nil }) else { return }
    let next = hangar.map(\.takeOff).min() ?? now
    if next > now { now += (next - now) / slice * slice }
  }

  private mutating func launch(before end: Int64) {
    let waiting = hangar.indices.filter {
      hangar[$0].flight == nil && hangar[$0].takeOff < end
    }
    for index in waiting.sorted(by: { (hangar[$0].takeOff, $0) < (hangar[$1].takeOff, $1) }) {
      guard flightCount < flightLimit else { return }
      let plan = planner.plan(
        number: flightCount, vehicle: index, start: hangar[index].takeOff,
        nextSite: { nextSite() })
      switch settings.scenario {
      case .region: break
      case .grid: truth.sites.append(planner.gridSite(flightCount))
      case .wide: truth.sites += planner.wideSite(firstSeenBy: flightCount)
      }
      hangar[index].flight = SimulatedFlight(plan, number: flightCount, settings: settings)
      flightCount += 1
    }
  }

  /// Rests: so long that the next flight is another sortie.
  private mutating func land(_ index: Int, after end: Int64) {
    let kind = VehicleKind.ofVehicle(index, hasConfusers: settings.hasConfusers)
    let hours = kind.rest
    let rest = hangar[index].random.uniform(hours.lowerBound, hours.upperBound)
    hangar[index].flight = nil
    // On a whole second, as logs begin.
    hangar[index].takeOff = (end / 1_000_000 + Int64(rest * 3600)) * 1_000_000
  }

  /// Every site in turn, in an order that changes each round.
  private mutating func nextSite() -> Int {
    if siteOrder.isEmpty {
      siteOrder = Array(0..<settings.sites)
      for last in stride(from: siteOrder.count - 1, to: 0, by: -1) {
        siteOrder.swapAt(last, siteRandom.below(last + 1))
      }
    }
    return siteOrder.removeLast()
  }

  private mutating func append(_ more: consuming Fixes) {
    if ready.count == 0 {
      ready = more
    } else if more.count > 0 {
      ready.append(more)
    }
  }

  /// Ends every flight: the last fix asked for has been made at `time`.
  private mutating func stop(at time: Int64) {
    isOver = true
    var visits: [TrueVisit] = []
    for index in hangar.indices { hangar[index].flight?.cutShort(&visits) }
    guard keepsTruth else { return }
    truth.visits += visits
    truth.visits.removeAll { $0.visit.first.microseconds >= time }
    for index in truth.visits.indices {
      truth.visits[index].visit.clip(to: Instant(microseconds: time))
    }
  }
}

extension VehicleKind {
  /// Hours from landing to the next take-off.
  var rest: ClosedRange<Double> {
    switch self {
    case .fixedWing: 8...20
    case .quadcopter: 3...9
    case .airliner: 3...8
    case .survey: 10...30
    case .glider: 16...30
    }
  }
}

extension Visit {
  /// Cuts off what would have come after the last fix.
  fileprivate mutating func clip(to end: Instant) {
    guard last > end else { return }
    let cut = Double(last.microseconds - end.microseconds) / 1e6
    last = end
    observedSeconds = max(0, observedSeconds - cut)
  }
}
