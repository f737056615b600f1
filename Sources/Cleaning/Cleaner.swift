public import Tracks

/// Cleans fixes: puts them in order, drops what is double or impossible, cuts flights and sorties.
///
/// Rows of any number of vehicles may be mixed. The fixes of a vehicle come out in order of time;
/// which come out, and with which flight and sortie, does not depend on how the input was cut into
/// batches, on how vehicles were mixed, or on any disorder within `reorderWindow`. Every fix that
/// does not come out is counted in ``tally`` by its reason.
///
/// ```swift
/// var cleaner = Cleaner(settings: CleaningSettings())
/// try cleaner.take(batch) { cleaned in … }
/// try cleaner.finish { cleaned in … }
/// ```
///
/// A flight is named by its vehicle and first instant, `N427DF@20200908T000001Z`, a sortie by its
/// first flight. Fixes without a time are let through in the order they came, in the flight
/// `N427DF@unknown`.
///
/// Memory: the fixes of the last `reorderWindow` of each vehicle (of `jumpStay`, while a jump is in
/// doubt), one batch, and some 400 bytes a vehicle; of a vehicle whose fixes come newest first, all of them.
public struct Cleaner {
  /// Rows of an output batch.
  static let batchSize = 8192
  /// Dead rows up to here are not worth moving the live ones.
  static let deadRowsAllowed = 32_768

  private var bench: Workbench
  private var tracks: [VehicleTrack] = []
  private var trackOfName: [String: Int] = [:]

  /// A cleaner that has seen nothing yet.
  public init(settings: CleaningSettings = CleaningSettings()) {
    bench = Workbench(settings: settings)
  }

  /// The fixes dropped so far, by reason.
  public var tally: Tally { bench.tally(repairs: false) }
  /// The fixes kept with something removed or noted: heights that cannot be, stale positions.
  public var repairs: Tally { bench.tally(repairs: true) }
  /// The flights begun so far, those of fixes without a time not counted.
  public var flightCount: Int { bench.flightCount }
  /// The sorties begun so far.
  public var sortieCount: Int { bench.sortieCount }
  /// The fixes that came newest first and were turned round; none is lost by it.
  public var turnedCount: Int { bench.turnedCount }
  /// The vehicles seen so far.
  public var vehicleCount: Int { tracks.count }

  /// The rows held at this moment, dead ones included.
  package var waitingRowCount: Int { bench.store.count }

  /// Takes a batch and emits what is decided by it, in batches of 8,192 rows at most.
  ///
  /// Nothing that is decided waits for more: a live feed's batches are as small as it is slow.
  ///
  /// - Throws: What `emit` throws.
  public mutating func take(
    _ fixes: consuming Fixes, emit: (consuming Fixes) throws(DwellError) -> Void
  ) throws(DwellError) {
    let count = fixes.count
    let tracksOfRows = trackIndices(of: fixes)
    let first = bench.append(fixes)
    for offset in 0..<count {
      let row = first + offset
      guard hasPlace(row) else { continue }
      let time = bench.store.fixes.time[row]
      let track = tracksOfRows[offset]
      if time == .min {
        tracks[track].passTimeless(row, &bench)
      } else {
        tracks[track].take(row, at: time, &bench)
      }
      if bench.output.rows.count >= Self.batchSize { try emit(bench.takeOutput()) }
    }
    if !bench.output.rows.isEmpty { try emit(bench.takeOutput()) }
    if bench.store.count > 2 * bench.liveCount + Self.deadRowsAllowed { compact() }
  }

  /// Emits everything that still waits.
  ///
  /// - Throws: What `emit` throws.
  public mutating func finish(
    emit: (consuming Fixes) throws(DwellError) -> Void
  ) throws(DwellError) {
    for track in tracks.indices {
      tracks[track].finish(&bench)
      if bench.output.rows.count >= Self.batchSize { try emit(bench.takeOutput()) }
    }
    if !bench.output.rows.isEmpty { try emit(bench.takeOutput()) }
  }

  /// Whether a row has a position; if not it is dropped.
  private mutating func hasPlace(_ row: Int) -> Bool {
    let longitude = bench.store.fixes.longitude[row]
    let latitude = bench.store.fixes.latitude[row]
    if longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90 { return true }
    if longitude.isNaN || latitude.isNaN {
      bench.drop(row, .noPosition)
      return false
    }
    if longitude >= -360 && longitude <= 360 && latitude >= -90 && latitude <= 90 {
      bench.store.wrapLongitude(row)
      return true
    }
    bench.drop(row, .outOfRange)
    return false
  }

  /// The track of every row, begun where the vehicle is new.
  private mutating func trackIndices(of fixes: borrowing Fixes) -> [Int] {
    let vehicles = fixes.vehicle
    var trackOfCode = [Int](repeating: -1, count: vehicles.names.count + 1)
    var indices: [Int] = []
    indices.reserveCapacity(fixes.count)
    for row in 0..<fixes.count {
      let code = row < vehicles.codes.count ? Int(vehicles.codes[row]) : -1
      if trackOfCode[code + 1] < 0 {
        trackOfCode[code + 1] = trackIndex(of: code < 0 ? "unknown" : vehicles.names[code])
      }
      indices.append(trackOfCode[code + 1])
    }
    return indices
  }

  private mutating func trackIndex(of name: String) -> Int {
    if let index = trackOfName[name] { return index }
    trackOfName[name] = tracks.count
    tracks.append(VehicleTrack(name: name))
    return tracks.count - 1
  }

  /// Moves the rows that still wait together and forgets the others.
  private mutating func compact() {
    var live: [Int] = []
    live.reserveCapacity(bench.liveCount)
    let move = { (row: inout Int) in
      live.append(row)
      row = live.count - 1
    }
    for index in bench.output.rows.indices { move(&bench.output.rows[index]) }
    for index in tracks.indices { tracks[index].renumber(move) }
    bench.store.compact(live)
  }
}
