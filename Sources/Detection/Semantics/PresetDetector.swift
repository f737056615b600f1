public import Tracks

/// Finds stops by the rule of another tool, so that its numbers can be reconciled with ours.
///
/// Takes the fixes of many tracks, each in order of time: a track is a flight (or a vehicle, where there are
/// no flights) for MovingPandas, whose users cut trajectories themselves, and a vehicle for trackintel, which
/// knows users alone. `first` and `last` of a visit are the tool's own; `observed` and gap seconds follow our
/// counting, so that what the tool takes for dwell and nobody saw stands beside it.
///
/// State: the fixes of the open windows.
public struct PresetDetector {
  private let settings: DetectionSettings
  private let semantics: StopSemantics
  private let keepsLast: Bool
  private var tracks: [String: Track] = [:]

  private struct Track {
    var rule: any StopRule
    var vehicle: String
    var flight: String
    var sortie: String
  }

  /// Makes a detector.
  ///
  /// - Parameters:
  ///   - settings: Of these, for MovingPandas `max_diameter` is twice the radius and `min_duration` the least
  ///     duration; for trackintel `dist_threshold` is the radius, `time_threshold` the least duration and
  ///     `gap_threshold` the gap.
  ///   - semantics: Whose rule; that of `dwell` is ``Detector``'s and gives nothing here.
  ///   - keepsLast: trackintel's `include_last`.
  public init(settings: DetectionSettings, semantics: StopSemantics, keepsLast: Bool = false) {
    self.settings = settings
    self.semantics = semantics
    self.keepsLast = keepsLast
  }

  /// Takes a batch and emits the stops that end in it.
  public mutating func take(
    _ fixes: consuming Fixes, emit: (Visit) throws(DwellError) -> Void
  ) throws(DwellError) {
    for row in 0..<fixes.count where fixes.time[row] != .min {
      let fix = RuledFix(
        time: fixes.time[row], longitude: fixes.longitude[row], latitude: fixes.latitude[row])
      guard fix.longitude.isFinite, fix.latitude.isFinite else { continue }
      let vehicle = fixes.vehicle[row] ?? ""
      let flight = fixes.flight[row] ?? ""
      let key = semantics == .trackintel || flight.isEmpty ? vehicle : flight
      guard
        var track = tracks.removeValue(forKey: key)
          ?? rule().map({ Track(rule: $0, vehicle: vehicle, flight: flight, sortie: "") })
      else { continue }
      let stop = track.rule.take(fix)
      if let stop { try emit(visit(stop, track)) }
      track.flight = flight
      track.sortie = fixes.sortie[row] ?? ""
      tracks[key] = track
    }
  }

  /// Emits the stops that the ends of the tracks leave, in order of the tracks' names.
  public mutating func finish(emit: (Visit) throws(DwellError) -> Void) throws(DwellError) {
    for key in tracks.keys.sorted() {
      guard var track = tracks[key], let stop = track.rule.finish() else { continue }
      try emit(visit(stop, track))
    }
    tracks = [:]
  }

  private func rule() -> (any StopRule)? {
    switch semantics {
    case .dwell: nil
    case .movingpandas:
      MovingPandasRule(
        maxDiameter: 2 * settings.radius.value, minDuration: settings.minDuration.microseconds)
    case .trackintel:
      TrackintelRule(
        distance: settings.radius.value, minDuration: settings.minDuration.microseconds,
        maxGap: settings.maxGap.microseconds, keepsLast: keepsLast)
    }
  }

  private func visit(_ stop: RuledStop, _ track: Track) -> Visit {
    var visit = Visit()
    visit.vehicle = track.vehicle
    visit.flight = track.flight
    visit.sortie = track.sortie
    visit.kind = VisitKind.stop.rawValue
    visit.first = Instant(microseconds: stop.start)
    visit.last = Instant(microseconds: stop.end)
    visit.visit = "\(track.vehicle)-\(visit.first.basicDescription)-\(visit.kind)"
    visit.fixes = stop.fixes.count
    setTimes(of: stop, in: &visit)
    setPlace(of: stop, in: &visit)
    return visit
  }

  private func setTimes(of stop: RuledStop, in visit: inout Visit) {
    var observed: Int64 = 0
    var longest: Int64 = 0
    for (fix, next) in zip(stop.fixes, stop.fixes.dropFirst()) {
      let step = next.time - fix.time
      longest = max(longest, step)
      if step <= settings.maxGap.microseconds { observed += step }
    }
    visit.observedSeconds = Double(observed) / 1e6
    visit.gapSeconds = Double(stop.end - stop.start - observed) / 1e6
    visit.maxGapSeconds = Double(max(longest, stop.end - (stop.fixes.last?.time ?? stop.end))) / 1e6
    visit.sampleEast = [0]
    visit.sampleNorth = [0]
    visit.sampleMilliseconds = [observed / 1000]
  }

  /// The tool's point, a circle round it that holds all fixes, and a look region as wide: the rule says
  /// nothing of where anyone looked.
  private func setPlace(of stop: RuledStop, in visit: inout Visit) {
    let scale = Earth.metresPerDegree(atLatitude: stop.point.latitude)
    var squares = (east: 0.0, north: 0.0, product: 0.0, farthest: 0.0)
    for fix in stop.fixes {
      let turn = Earth.longitudeDifference(from: stop.point.longitude, to: fix.longitude)
      let east = turn * scale.longitude
      let north = (fix.latitude - stop.point.latitude) * scale.latitude
      squares.east += east * east
      squares.north += north * north
      squares.product += east * north
      squares.farthest = max(squares.farthest, east * east + north * north)
    }
    let count = Double(stop.fixes.count)
    visit.centreLongitude = stop.point.longitude
    visit.centreLatitude = stop.point.latitude
    visit.radius = squares.farthest.squareRoot()
    visit.varianceEast = squares.east / count
    visit.varianceNorth = squares.north / count
    visit.covarianceEastNorth = squares.product / count
    visit.sigma = max(visit.varianceEast, visit.varianceNorth).squareRoot()
    visit.lookBasis = "path"
    visit.lookLongitude = stop.point.longitude
    visit.lookLatitude = stop.point.latitude
    visit.lookSigma = max(visit.radius, 1)
    visit.lookVarianceEast = visit.lookSigma * visit.lookSigma
    visit.lookVarianceNorth = visit.lookVarianceEast
    visit.lookCovarianceEastNorth = 0
    visit.extent = .point(stop.point)
  }
}
