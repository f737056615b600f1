public import Tracks

/// Adds `x`, `y` in metres and the system they are in to fixes.
///
/// With a target of `auto` every flight has a local system, chosen from its first fix so that
/// nothing depends on the order of files, and another one from where it leaves the first. State: one
/// system name a vehicle.
public struct Projector {
  /// Which system the metres are in.
  public enum Target: Equatable, Sendable {
    /// A local system a flight.
    case auto
    /// One system for all, as PROJ names it.
    case named(String)
  }

  private let target: Target
  private let systems: any PlaneSystems
  private let warn: (String) -> Void
  private var places: [String: Place] = [:]
  private let allowsBallpark: Bool
  private var hasWarnedOfScale = false
  private var hasFixes = false

  /// A flight's present system.
  private struct Place {
    var flight: String
    var centre: Position
    var system: any PlaneSystem
  }

  /// Farther than this from its centre a local system's scale is no longer within 0.1 %.
  static let reach = 400_000.0
  /// Within this many degrees, of latitude and of longitude at the higher latitude, nothing is
  /// beyond ``reach``: the cheap test that nearly all fixes pass.
  private static let safeDegrees = 2.0

  /// Makes a projector; a named target is checked here, before any fix is read.
  ///
  /// - Parameters:
  ///   - target: Where fixes go.
  ///   - systems: Where plane systems come from.
  ///   - allowsBallpark: Whether a named system may be reached by a way that leaves the difference of
  ///     datums out, where PROJ has no other; else the first fix there is an error.
  ///   - warn: Called once for each way that is rougher than it could be.
  public init(
    to target: Target, systems: any PlaneSystems, allowsBallpark: Bool = false,
    warn: @escaping (String) -> Void
  ) throws(DwellError) {
    self.target = target
    self.allowsBallpark = allowsBallpark
    self.systems = systems
    self.warn = warn
    if case .named(let name) = target { _ = try systems.system(named: name) }
  }

  /// Fills in `x`, `y` and `system`; what the system cannot hold becomes NaN and is counted.
  public mutating func project(_ fixes: inout Fixes, tally: inout Tally) throws(DwellError) {
    fixes.x = fixes.longitude
    fixes.y = fixes.latitude
    switch target {
    case .named(let name):
      let system = try systems.system(named: name)
      if !hasFixes, fixes.count > 0 { try checkWay(to: system, at: fixes) }
      try system.toPlane(&fixes.x, &fixes.y)
      fixes.system = Labels(repeating: name, count: fixes.count)
      try checkScale(fixes, system)
    case .auto: try projectByFlight(&fixes)
    }
    var lost = 0
    for row in 0..<fixes.count where fixes.x[row].isNaN { lost += 1 }
    if lost > 0 { tally.count("outside the coordinate system", lost) }
  }

  /// Refuses a way to the system that leaves the difference of datums out, and says when it is a rough one.
  ///
  /// - Throws: No input, by the name of the grid that is missing.
  private mutating func checkWay(to system: any PlaneSystem, at fixes: Fixes) throws(DwellError) {
    hasFixes = true
    let first = Position(longitude: fixes.longitude[0], latitude: fixes.latitude[0])
    guard let shortfall = system.shortfall(at: first) else { return }
    guard shortfall.isBallpark, !allowsBallpark else {
      return warn("--to \(shortfall.message)")
    }
    throw DwellError(
      .noInput,
      "--to \(shortfall.message), or allow an error of hundreds of metres with --allow-ballpark")
  }

  private mutating func checkScale(_ fixes: Fixes, _ system: any PlaneSystem) throws(DwellError) {
    guard !hasWarnedOfScale, let row = fixes.x.firstIndex(where: { !$0.isNaN }) else { return }
    let scale = try system.axes(
      at: Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
    ).scale
    guard abs(scale - 1) > 0.001 else { return }
    hasWarnedOfScale = true
    let percent = (abs(scale - 1) * 1000).rounded() / 10
    warn(
      "--to \(system.name): lengths are off by \(percent) % where the fixes are; "
        + "--to auto keeps them within 0.1 %")
  }

  private mutating func projectByFlight(_ fixes: inout Fixes) throws(DwellError) {
    let keys = fixes.flight.isEmpty ? fixes.vehicle : fixes.flight
    var rowsBySystem: [(system: any PlaneSystem, rows: [Int])] = []
    var indexOfSystem: [String: Int] = [:]
    var placeOfCode = [(place: Place, group: Int)?](repeating: nil, count: keys.names.count + 1)
    func group(of system: any PlaneSystem) -> Int {
      if let index = indexOfSystem[system.name] { return index }
      rowsBySystem.append((system, []))
      indexOfSystem[system.name] = rowsBySystem.count - 1
      return rowsBySystem.count - 1
    }
    for row in 0..<fixes.count {
      let code = Int(keys.codes[row]) + 1
      let position = Position(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
      var known = placeOfCode[code]
      if known == nil {
        let place = try self.place(
          of: keys[row] ?? "", vehicle: fixes.vehicle[row] ?? "", at: position)
        known = (place, group(of: place.system))
      }
      guard var (place, index) = known else { continue }
      if Self.isBeyondReach(position, of: place.centre) {
        place.centre = position
        place.system = try systems.localSystem(around: position)
        index = group(of: place.system)
        places[fixes.vehicle[row] ?? ""] = place
        placeOfCode[code] = (place, index)
      } else if placeOfCode[code] == nil {
        placeOfCode[code] = (place, index)
      }
      rowsBySystem[index].rows.append(row)
    }
    try transform(&fixes, rowsBySystem)
  }

  private mutating func place(
    of flight: String, vehicle: String, at position: Position
  ) throws(DwellError) -> Place {
    if let place = places[vehicle], place.flight == flight { return place }
    let place = Place(
      flight: flight, centre: position, system: try systems.localSystem(around: position))
    places[vehicle] = place
    return place
  }

  private static func isBeyondReach(_ position: Position, of centre: Position) -> Bool {
    let dLatitude = abs(position.latitude - centre.latitude)
    let dLongitude = abs(
      Earth.longitudeDifference(from: centre.longitude, to: position.longitude))
    if dLatitude < safeDegrees, dLongitude < safeDegrees { return false }
    // The centre is that of the first fix, up to 80 km from the whole degree the system stands on.
    return Earth.distance(
      centre.longitude, centre.latitude, position.longitude, position.latitude) > reach - 80_000
  }

  private func transform(
    _ fixes: inout Fixes, _ groups: [(system: any PlaneSystem, rows: [Int])]
  ) throws(DwellError) {
    guard groups.count > 1 else {
      if let only = groups.first {
        try only.system.toPlane(&fixes.x, &fixes.y)
        fixes.system = Labels(repeating: only.system.name, count: fixes.count)
      }
      return
    }
    var codes = [Int32](repeating: 0, count: fixes.count)
    for (index, group) in groups.enumerated() {
      var x = group.rows.map { fixes.longitude[$0] }
      var y = group.rows.map { fixes.latitude[$0] }
      try group.system.toPlane(&x, &y)
      for (place, row) in group.rows.enumerated() {
        fixes.x[row] = x[place]
        fixes.y[row] = y[place]
        codes[row] = Int32(index)
      }
    }
    fixes.system = Labels(codes: codes, names: groups.map(\.system.name))
  }
}
