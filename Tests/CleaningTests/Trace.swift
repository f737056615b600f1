import Cleaning
import Tracks

/// A drone that flies east at 20 m/s along 10° north, 1 fix a second: what tests bend and break.
struct Trace {
  static let epoch: Int64 = 1_700_000_000_000_000

  /// The fixes.
  var fixes = Fixes()

  /// `count` fixes from second `start` on.
  init(_ vehicle: String = "d1", count: Int, start: Int = 0, every: Int = 1) {
    for index in 0..<count { append(vehicle, second: start + index * every) }
  }

  /// Appends a fix; its place follows from its second unless told otherwise.
  mutating func append(
    _ vehicle: String = "d1", second: Int, longitude: Double? = nil, latitude: Double = 10,
    height: Double = 500
  ) {
    fixes.time.append(Self.epoch + Int64(second) * 1_000_000)
    fixes.longitude.append(longitude ?? 20 + Double(second) * 20 / 109_640)
    fixes.latitude.append(latitude)
    fixes.vehicle.append(vehicle)
    fixes.measures[.height].append(height)
  }
}

/// What came out of a cleaner.
struct Cleaned {
  /// All batches laid end to end.
  var fixes = Fixes()
  /// Rows of each batch.
  var batchSizes: [Int] = []
  /// What was dropped.
  var drops = Tally()
  /// What was repaired.
  var repairs = Tally()
  /// Flights begun.
  var flightCount = 0
  /// Sorties begun.
  var sortieCount = 0
  /// Fixes turned round.
  var turnedCount = 0

  /// Cleans `fixes` handed over in batches of `size` rows.
  init(
    _ fixes: Fixes, size: Int = .max, settings: CleaningSettings = CleaningSettings()
  ) throws(DwellError) {
    var cleaner = Cleaner(settings: settings)
    var parts: [Fixes] = []
    var first = 0
    while first < fixes.count {
      let last = min(fixes.count, first.addingReportingOverflow(size).partialValue)
      let end = size == .max ? fixes.count : last
      try cleaner.take(fixes.gathered(Array(first..<end))) { parts.append($0) }
      first = end
    }
    try cleaner.finish { parts.append($0) }
    self.init(parts, cleaner)
  }

  /// What a cleaner emitted.
  init(_ parts: [Fixes], _ cleaner: Cleaner) {
    batchSizes = parts.map(\.count)
    for part in parts {
      fixes.time += part.time
      fixes.longitude += part.longitude
      fixes.latitude += part.latitude
      fixes.measures[.height] += part.measures[.height]
      for row in 0..<part.count {
        fixes.vehicle.append(part.vehicle[row])
        fixes.flight.append(part.flight[row])
        fixes.sortie.append(part.sortie[row])
      }
    }
    drops = cleaner.tally
    repairs = cleaner.repairs
    flightCount = cleaner.flightCount
    sortieCount = cleaner.sortieCount
    turnedCount = cleaner.turnedCount
  }

  /// The seconds of a vehicle's fixes since the epoch of traces, in the order they came out.
  func seconds(_ vehicle: String = "d1") -> [Int] {
    (0..<fixes.count).filter { fixes.vehicle[$0] == vehicle }
      .map { Int((fixes.time[$0] - Trace.epoch) / 1_000_000) }
  }

  /// One line a fix of a vehicle: everything that came out of it.
  func lines(_ vehicle: String) -> [String] {
    (0..<fixes.count).filter { fixes.vehicle[$0] == vehicle }.map { row in
      "\(fixes.time[row]) \(fixes.longitude[row]) \(fixes.latitude[row]) "
        + "\(fixes.measures[.height][row]) \(fixes.flight[row] ?? "") \(fixes.sortie[row] ?? "")"
    }
  }

  /// The distinct flights in the order they came.
  var flights: [String] { fixes.flight.names }
  /// The distinct sorties in the order they came.
  var sorties: [String] { fixes.sortie.names }
}
