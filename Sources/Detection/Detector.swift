public import Tracks

/// Finds the visits of flights: stops, orbits and stares.
///
/// Takes projected fixes of many flights, each in order of time, and emits the visits of a flight when
/// it is over: when its vehicle begins another, or at the end. The answer does not depend on how the
/// fixes are cut into batches. State: the fixes of the open flights, about 90 bytes a fix.
public struct Detector {
  private let settings: DetectionSettings
  private let systems: any PlaneSystems
  private let warn: (String) -> Void
  private var open: [String: FlightTrack] = [:]
  private var hasWarnedOfSpacing = false
  /// Candidates that were rejected, by the rule that did; fixes that cannot dwell.
  public private(set) var tally = Tally()

  /// Makes a detector.
  public init(
    settings: DetectionSettings, systems: any PlaneSystems,
    warn: @escaping (String) -> Void = { _ in }
  ) {
    self.settings = settings
    self.systems = systems
    self.warn = warn
  }

  /// Takes a batch and emits the visits of the flights it ends.
  ///
  /// - Throws: A usage error when the fixes have no x and y.
  public mutating func take(
    _ fixes: consuming Fixes, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    guard fixes.count > 0 else { return }
    guard !fixes.x.isEmpty else {
      throw DwellError(.usage, "the fixes are not projected; run 'dwell project' before it")
    }
    for row in 0..<fixes.count {
      guard fixes.time[row] != .min else {
        tally.count("fixes without a time")
        continue
      }
      guard fixes.x[row].isFinite, fixes.y[row].isFinite else { continue }
      let vehicle = fixes.vehicle[row] ?? ""
      let flight = fixes.flight[row] ?? vehicle
      if open[vehicle]?.flight != flight {
        if let over = open.removeValue(forKey: vehicle) { try end(over, emit) }
        open[vehicle] = FlightTrack(
          vehicle: vehicle, flight: flight, sortie: fixes.sortie[row] ?? flight)
      }
      open[vehicle]?.append(fixes, row, system: fixes.system[row] ?? "")
    }
  }

  /// Ends every open flight and emits its visits.
  public mutating func finish(emit: (Visit) throws(DwellError) -> Void) throws(DwellError) {
    let left = open.values.sorted { ($0.time[0], $0.vehicle) < ($1.time[0], $1.vehicle) }
    open = [:]
    for track in left { try end(track, emit) }
  }

  private mutating func end(
    _ track: FlightTrack, _ emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    let asked = settings.maxGap.microseconds
    let own = 3 * track.medianSpacing
    if own > asked, !hasWarnedOfSpacing {
      hasWarnedOfSpacing = true
      warn(
        "flight \(track.flight): half its fixes are \(Seconds(Double(track.medianSpacing) / 1e6)) "
          + "or more apart; for such flights --max-gap is raised to 3 times that")
    }
    for leg in try track.legs(systems) {
      let clocking = Clocking(
        time: leg.track.time, maxGap: max(asked, own), policy: settings.gapPolicy)
      let detection = FlightDetection(
        settings: settings, leg: leg, clocking: clocking, system: leg.system)
      for visit in try detection.visits(&tally) { try emit(visit) }
    }
  }
}
