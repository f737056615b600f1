import Tracks

/// What all vehicles share while they are cleaned: the waiting rows, the limits, the counts, the
/// output that gathers.
struct Workbench {
  /// The waiting rows.
  var store = FixStore()
  /// The settings in the units of the columns.
  let limits: Limits
  /// How many fixes were dropped or repaired, by reason.
  private(set) var counts = [Int](repeating: 0, count: CleaningReason.allCases.count)
  /// Rows of the store that are neither dropped nor emitted.
  private(set) var liveCount = 0
  /// Flights begun so far.
  var flightCount = 0
  /// Sorties begun so far.
  var sortieCount = 0
  /// Fixes of vehicles that came newest first.
  var turnedCount = 0
  /// The rows of the next output batch.
  var output = OutputRows()

  init(settings: CleaningSettings) { limits = Limits(settings) }

  /// Takes in a batch; returns the row of its first fix.
  mutating func append(_ batch: consuming Fixes) -> Int {
    let first = store.count
    liveCount += batch.count
    store.append(batch)
    return first
  }

  /// Drops a fix for a reason.
  mutating func drop(_ row: Int, _ reason: CleaningReason) {
    note(reason)
    liveCount -= 1
  }

  /// Counts something about a fix that is kept.
  mutating func note(_ reason: CleaningReason) { counts[reason.index] += 1 }

  /// The gathered output as a batch; the next one begins empty.
  mutating func takeOutput() -> Fixes {
    var batch = store.fixes.gathered(output.rows)
    batch.flight = output.flights
    batch.sortie = output.sorties
    liveCount -= output.rows.count
    output = OutputRows(serial: output.serial + 1)
    return batch
  }

  /// The counts of dropped (or of repaired) fixes by name.
  func tally(repairs: Bool) -> Tally {
    var tally = Tally()
    for reason in CleaningReason.allCases where reason.isRepair == repairs {
      let count = counts[reason.index]
      if count > 0 { tally.count(reason.rawValue, count) }
    }
    return tally
  }
}

extension CleaningReason {
  /// Its place in the list of all reasons.
  var index: Int {
    switch self {
    case .noPosition: 0
    case .outOfRange: 1
    case .nullIsland: 2
    case .outOfOrder: 3
    case .clockJump: 4
    case .duplicate: 5
    case .sameInstant: 6
    case .spike: 7
    case .wildHeight: 8
    case .heightSpike: 9
    case .stale: 10
    }
  }
}

/// The rows of the next output batch, with their flights and sorties.
struct OutputRows {
  /// Rows of the store.
  var rows: [Int] = []
  /// The flight of each.
  var flights = Labels()
  /// The sortie of each.
  var sorties = Labels()
  /// Counts the batches, so that a vehicle knows when its codes have gone stale.
  var serial = 0
}

/// The settings in the units of the columns, and the thresholds that are not settings.
struct Limits {
  /// Microseconds.
  let flightGap: Int64
  /// Microseconds.
  let sortieGap: Int64
  /// Microseconds.
  let reorderWindow: Int64
  /// A clock that is this far off is off, not late; microseconds.
  let clockJump: Int64
  /// Metres per microsecond.
  let maxSpeed: Double
  /// Microseconds.
  let jumpStay: Int64
  /// Microseconds.
  let landing: Int64
  /// Metres.
  let maxHeight: Double
  /// Metres below the datum; the lowest land is at −430 m, the lowest geoid at −106 m.
  let minHeight = -1000.0
  /// Metres that a position may jump by noise alone.
  let positionSlack = 100.0
  /// A position that does not change excuses a longer step after it, for so long; microseconds.
  let staleness: Int64 = 60_000_000
  /// Metres per microsecond: no vehicle here climbs or sinks faster (a fighter does 300 m/s).
  let maxClimb = 300e-6
  /// Metres that a height may jump by noise, or by a change from barometric to satellite height.
  let heightSlack = 300.0
  /// So many fixes that agree are no spike but a track.
  let agreeing = 5
  /// Metres from 0, 0 within which a fix at 0, 0 is believed.
  let nearNullIsland = 10_000.0
  /// Metres per second: reported above this, an unchanged position is a stale one.
  let movingSpeed = 20.0

  init(_ settings: CleaningSettings) {
    flightGap = settings.flightGap.microseconds
    sortieGap = settings.sortieGap.microseconds
    reorderWindow = settings.reorderWindow.microseconds
    clockJump = max(flightGap, reorderWindow)
    maxSpeed = settings.maxSpeed.value * 1e-6
    jumpStay = settings.jumpStay.microseconds
    landing = settings.landing.microseconds
    maxHeight = settings.maxHeight.value
  }
}
