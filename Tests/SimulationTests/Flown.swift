import Simulation
import Tracks

/// A whole simulation in memory, for looking at.
struct Flown {
  /// All fixes in the order they came.
  var fixes = Fixes()
  /// Rows of each batch.
  var batchSizes: [Int] = []
  /// What is true.
  var truth: Truth
  /// Flights that took off.
  var flightCount: Int
  private var rowsOfVehicle: [String: [Int]] = [:]

  init(_ settings: SimulationSettings) {
    var simulator = Simulator(settings)
    while let batch = simulator.next() {
      batchSizes.append(batch.count)
      fixes.time += batch.time
      fixes.longitude += batch.longitude
      fixes.latitude += batch.latitude
      for row in 0..<batch.count { fixes.vehicle.append(batch.vehicle[row]) }
      for measure in batch.measures.present {
        fixes.measures[measure] += batch.measures[measure]
      }
    }
    truth = simulator.truth
    flightCount = simulator.flightCount
    for row in 0..<fixes.count { rowsOfVehicle[fixes.vehicle[row] ?? "", default: []].append(row) }
  }

  /// The rows of a vehicle from one instant to another.
  func rows(of visit: Visit) -> [Int] {
    let span = visit.first.microseconds...visit.last.microseconds
    return rowsOfVehicle[visit.vehicle, default: []].filter { span.contains(fixes.time[$0]) }
  }

  /// Metres east and north of a place.
  static func offset(
    _ longitude: Double, _ latitude: Double, from place: (longitude: Double, latitude: Double)
  ) -> (east: Double, north: Double) {
    let scale = Earth.metresPerDegree(atLatitude: place.latitude)
    return (
      (longitude - place.longitude) * scale.longitude, (latitude - place.latitude) * scale.latitude
    )
  }

  /// Metres of a fix east and north of a visit's centre.
  func offset(_ row: Int, from visit: Visit) -> (east: Double, north: Double) {
    Self.offset(
      fixes.longitude[row], fixes.latitude[row],
      from: (visit.centreLongitude, visit.centreLatitude))
  }

  /// A number that changes with any bit of the first `count` rows (FNV-1a).
  func fingerprint(_ count: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bits: UInt64) { hash = (hash ^ bits) &* 0x100_0000_01B3 }
    for row in 0..<min(count, fixes.count) {
      add(UInt64(bitPattern: fixes.time[row]))
      add(fixes.longitude[row].bitPattern)
      add(fixes.latitude[row].bitPattern)
      for byte in (fixes.vehicle[row] ?? "").utf8 { add(UInt64(byte)) }
      for measure in fixes.measures.present {
        let value = fixes.measures[measure][row]
        add(value.isNaN ? 1 : value.bitPattern)
      }
    }
    return hash
  }
}

extension SimulationSettings {
  /// No noise, no wind, no defects: positions are where the path says.
  static func exact(seed: UInt64, flights: Int) -> SimulationSettings {
    SimulationSettings(
      seed: seed, flights: flights, sampling: .seconds(2), hasDefects: false, noise: .metres(0),
      wind: .metresPerSecond(0))
  }
}
