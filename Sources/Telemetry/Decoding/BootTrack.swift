import Tracks

/// The fixes of one vehicle whose messages tell the time since its start.
///
/// Fixes wait until something tells what the start was in UTC; those of a start that nothing ever
/// dates count from 1970, which is said once.
struct BootTrack {
  /// What the next fix will be; what messages bring is kept here.
  var row: FixRow
  /// Which source of positions is taken.
  var choice = SourceChoice()
  /// How the vehicle is turned, and since when that is known.
  private var attitude: (told: Attitude, at: Int64)?
  /// How the camera is turned, and since when that is known.
  private var camera: (pointing: Pointing, at: Int64)?

  /// The latest time, in microseconds since the start.
  private(set) var boot = Int64.min
  /// The start, in microseconds since 1970.
  private(set) var start: Int64?
  private var isDated = false
  private var held: [(row: FixRow, place: RowPlace)] = []
  private var holdsSince = Int64.min
  private let patience: Int64
  private let isChecked: Bool
  private var doubted: Int64?

  private var hasHadFix = false
  private var isAcquiring = false

  /// A time long before every start.
  static let never: Int64 = -(1 << 60)
  /// Fixes that wait for a date at most.
  static let mostHeld = 65_536
  /// Attitudes older than this, in microseconds, are unknown.
  static let freshness: Int64 = 5_000_000
  /// Times since a start are less, in microseconds: 285 years.
  static let mostBoot: Int64 = 1 << 53

  /// - Parameters:
  ///   - row: What every fix has.
  ///   - isChecked: Whether checksums vouch for the times, so that none is doubted.
  ///   - patience: How long fixes wait for a date, in microseconds of the boot clock.
  init(_ row: FixRow, isChecked: Bool = false, patience: Int64 = .max) {
    self.isChecked = isChecked
    self.row = row
    self.patience = patience
    self.row.leg = 0
  }

  /// Moves the clock; false when the time is not to be believed.
  ///
  /// A step back of more than a second is another start of the vehicle. That, or a step of more than ten
  /// minutes ahead, is believed when a second message says so too: one alone is a broken record.
  mutating func advance(to time: Int64, into rows: FixRows) throws(DwellError) -> Bool {
    guard time >= 0, time < Self.mostBoot else { return false }
    if boot != .min, time < boot - 1_000_000 || time > boot + 600_000_000 {
      guard isChecked || doubted.map({ abs(time - $0) < 10_000_000 }) == true else {
        doubted = time
        return false
      }
      if time < boot { try restart(into: rows) }
      boot = time
    }
    doubted = nil
    boot = max(boot, time)
    return true
  }

  /// Begins another start of the vehicle: nothing known before it holds.
  mutating func restart(into rows: FixRows) throws(DwellError) {
    try release(into: rows)
    row.leg += 1
    (boot, start, isDated) = (.min, nil, false)
    (attitude, camera, doubted) = (nil, nil, nil)
    (hasHadFix, isAcquiring, choice) = (false, false, SourceChoice())
  }

  /// Tells when the start was, in microseconds since 1970.
  ///
  /// The first date of a start holds for all of it, so that the spacing of its fixes is that of its clock.
  mutating func date(start: Int64, into rows: FixRows) throws(DwellError) {
    guard !isDated else { return }
    isDated = true
    // Fixes that were given without a date cannot join those with one.
    if self.start != nil { row.leg += 1 }
    self.start = start
    try release(into: rows)
  }

  /// Moves the start by a little, as a better estimate of it comes in.
  mutating func correct(start: Int64) { self.start = start }

  /// Tells what the satellite receiver has: 0 nothing connected, 1 and 2 no position in space yet.
  ///
  /// Positions before the first fix in space are those of a receiver that still searches.
  mutating func receiver(fix: Int) {
    if fix >= 3 { hasHadFix = true }
    isAcquiring = !hasHadFix && (fix == 1 || fix == 2)
  }

  /// Tells how the vehicle is turned.
  mutating func turn(_ told: Attitude) { attitude = (told, now) }

  /// Tells how the camera is turned.
  mutating func point(_ pointing: Pointing) { camera = (pointing, now) }

  /// The latest time, 0 before the first.
  var now: Int64 { max(0, boot) }

  /// Whether the camera's direction is known.
  var hasCamera: Bool { camera.map { isFresh($0.at) } ?? false }

  /// Whether what was told at a time still holds.
  func isFresh(_ time: Int64) -> Bool { now - time <= Self.freshness }

  /// Counts a position that its receiver calls no fix, unless a better source speaks.
  mutating func refuse(
    at time: Int64, rank: Int, place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    if choice.takes(rank, at: time) { try rows.log.skip(.noFix, at: place) }
  }

  /// Gives the row as a fix at a time since the start.
  ///
  /// - Parameters:
  ///   - heading: The heading where no attitude is known; NaN for none.
  ///   - rank: The place of its source among those of the vehicle, 0 the best.
  /// - Returns: Whether it was taken.
  @discardableResult
  mutating func add(
    at time: Int64, heading: Double = .nan, rank: Int, place: RowPlace, into rows: FixRows
  ) throws(DwellError) -> Bool {
    if row.longitude != 0 || row.latitude != 0 {
      guard choice.takes(rank, at: time) else { return false }
    }
    if isAcquiring {
      try rows.log.skip(.noFix, at: place)
      return false
    }
    setAttitude(heading: heading)
    if let start {
      row.time = start + time
      try rows.add(row, at: place)
      return true
    }
    row.time = time
    if held.isEmpty { holdsSince = time }
    held.append((row, place))
    if held.count >= Self.mostHeld || time - holdsSince > patience { try release(into: rows) }
    return true
  }

  /// Fills in how vehicle and camera are turned, as far as that is fresh.
  private mutating func setAttitude(heading: Double) {
    let told = attitude.flatMap { isFresh($0.at) ? $0.told : nil }
    let angles = told?.angles ?? (heading, .nan, .nan)
    row[.heading] = angles.heading
    row[.pitch] = angles.pitch
    row[.roll] = angles.roll
    var sight: Rotation?
    if let camera, isFresh(camera.at) {
      let isKnown = !angles.heading.isNaN
      let body =
        told?.rotation ?? Rotation(heading: isKnown ? angles.heading : 0, pitch: 0, roll: 0)
      sight = camera.pointing.relative(to: body, isHeadingKnown: isKnown)
    }
    row[.sensorAzimuth] = sight?.heading ?? .nan
    row[.sensorElevation] = sight?.pitch ?? .nan
    row[.sensorRoll] = sight?.roll ?? .nan
  }

  /// Gives the fixes that wait; without a date they count from 1970.
  mutating func release(into rows: FixRows) throws(DwellError) {
    guard !held.isEmpty else { return }
    if start == nil {
      start = 0
      rows.log.warnOnce(
        "no date", "no message dates the vehicle's clock: times count from its start, as if in 1970"
      )
    }
    let waiting = held
    held = []
    for var fix in waiting {
      fix.row.time += start ?? 0
      fix.row.leg = row.leg
      try rows.add(fix.row, at: fix.place)
    }
  }
}

extension RowFault {
  /// A position that a receiver gave before it had one in space: how every log begins.
  static var noFix: RowFault {
    RowFault(
      reason: "no 3D fix", detail: "the receiver has no fix in three dimensions yet",
      isHarmless: true)
  }
}
