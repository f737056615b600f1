import Tracks

/// Watches one open flight and gives its stops and orbits as soon as each is over.
///
/// Rows are held as long as a visit may still need them, and looked at when their motion says that
/// something may be over: the flight goes straight on, leaves the ring it flew, or half as many rows
/// again have come. What is looked at depends on the fixes alone, not on how they are batched.
/// - Complexity: O(1) amortised a fix; at most ``mostRows`` rows are held.
struct FlightWatch {
  /// The fixes still needed.
  private(set) var track: FlightTrack
  private let settings: DetectionSettings
  private var motion: Motion
  private var spacings: SpacingMedian
  private var intervals = 0
  /// Rows at which it is looked at next, whatever the motion.
  private var nextLook = Self.firstLook
  /// The ring that was being flown at the last look.
  private var ring: OpenRing?
  /// A visit longer than the rows held, as far as it has been looked at.
  private var begun: BegunVisit?
  private var lastStop = Int64.min
  private var noise = 3.0
  /// The median spacing for which `max-gap` was raised, microseconds.
  private(set) var raisedFor: Int64?
  /// Rows at the last look, less those let go of.
  private var looked = 0
  /// Where the straight run began that it left on since, a row of the flight; a look that waits finds
  /// it turning again.
  private var leftOn: Int?

  private static let firstLook = 512
  /// More rows are never held: what goes on longer is put together from parts.
  static let mostRows = 16_384
  /// Metres of straight flight that are held: a leg before the first turn.
  private static let leg = Motion.longest / 2

  init(vehicle: String, flight: String, sortie: String, settings: DetectionSettings) {
    track = FlightTrack(vehicle: vehicle, flight: flight, sortie: sortie)
    self.settings = settings
    motion = Motion(settings: settings)
    spacings = SpacingMedian(maxGap: settings.maxGap.microseconds)
  }

  /// Why it is looked at.
  private enum Occasion {
    /// The flight's data ends: at its end or at a gap.
    case end
    /// It flies straight on.
    case left
    /// It may have left its ring, or rows have come.
    case check
  }

  /// `max-gap` as it stands: raised to three times the median spacing so far.
  private var maxGap: Int64 {
    let asked = settings.maxGap.microseconds
    return spacings.isSparse ? max(asked, 3 * spacings.value) : asked
  }

  /// The first instant that a visit to come may reach back to.
  var openSince: Int64 { min(begun?.visit.first.microseconds ?? .max, track.time.first ?? .max) }

  /// Enters another plane system.
  mutating func enter(
    _ system: any PlaneSystem, at position: Position
  ) throws(DwellError) {
    if track.frames.last?.system.name == system.name { return }
    try track.enter(system, at: position)
  }

  /// Takes a fix; the visits that are over by it are added to `visits`.
  mutating func take(
    _ time: Int64, _ point: Vector, _ reading: FlightTrack.Reading, _ account: inout Account,
    _ visits: inout [Visit]
  ) throws(DwellError) {
    let asked = settings.maxGap.microseconds
    if track.latest != .min {
      let interval = time - track.latest
      spacings.add(interval)
      intervals += 1
      // The first few intervals do not tell yet what is a gap of this flight.
      if interval > asked, settings.gapPolicy == .close, intervals > 16, interval > maxGap {
        try look(.end, &account, &visits)
      }
    }
    let isThinned = 2 * FlightTrack.leastSpacing <= asked && !settings.without.contains(.thinning)
    guard track.append(time, point, reading, least: isThinned ? FlightTrack.leastSpacing : 0)
    else { return }
    let row = track.count - 1
    let place = track.points[row]
    switch motion.add(track.dropped + row, place, time) {
    case .left: leftOn = motion.runRow
    case .transit: forgetLeg()
    case .none: break
    }
    // A look costs as much as there are rows: it waits until a fifth of them are new.
    guard leftOn != nil || isDue(place),
      track.count >= min(looked + looked / 4, Self.mostRows)
    else { return }
    try look(leftOn != nil ? .left : .check, &account, &visits)
  }

  /// Ends the flight.
  mutating func finish(
    _ account: inout Account, _ visits: inout [Visit]
  ) throws(DwellError) {
    try look(.end, &account, &visits)
  }

  private mutating func isDue(_ place: Vector) -> Bool {
    switch ring?.sign(place, motion.way, track.latest) {
    case .left: return true
    // What stands still on its ring has ended its orbit.
    case .flown where !motion.hasRested(since: track.dropped + looked):
      return track.count >= Self.mostRows
    case .open: return track.count >= min(2 * nextLook, Self.mostRows)
    default: return track.count >= nextLook
    }
  }

  private mutating func forgetLeg() {
    guard begun == nil, let row = motion.row(metresBack: Self.leg) else { return }
    drop(before: row - track.dropped, isGap: false)
  }

  private mutating func drop(before row: Int, isGap: Bool) {
    track.drop(before: row, isGap: isGap)
    motion.drop(before: track.dropped)
    nextLook = max(Self.firstLook, 2 * track.count)
    looked = max(0, looked - row)
  }

  // Looking.

  private mutating func look(
    _ occasion: Occasion, _ account: inout Account, _ visits: inout [Visit]
  ) throws(DwellError) {
    if occasion == .end { track.flush() }
    guard track.count > 0 else { return }
    ring = nil
    nextLook = min(Self.mostRows, max(Self.firstLook, 2 * track.count))
    looked = track.count
    let run = leftOn
    leftOn = nil
    var isOver = 0
    var openFrom: Int64?
    var lastOver: Int64?
    if motion.isWorthALook || begun != nil {
      let part = try examined(occasion == .end, &account)
      let claims = part.claims
      isOver = occasion == .end ? claims.count : claims.prefix { part.isOver($0) }.count
      for index in 0..<isOver { try pass(part, claims[index], &visits) }
      lastOver = claims.prefix(isOver).map { part.track.time[$0.rows.upperBound] }.max()
      if isOver < claims.count {
        let open = claims[isOver]
        openFrom = part.track.time[open.rows.lowerBound]
        if let orbit = open.orbit, orbit.shape != .drifting {
          ring = OpenRing(of: orbit, wait: part.reach(open), now: track.latest)
        }
        if isOver == 0, !part.goesOn(begun, claims) { giveBegun(&visits) }
        if track.count >= Self.mostRows {
          try begin(part, open, &visits)
          return
        }
      } else if isOver == 0 {
        giveBegun(&visits)
      }
    }
    guard occasion != .end else {
      giveBegun(&visits)
      drop(before: track.count, isGap: true)
      motion.reset()
      return
    }
    var cut = 0
    if let lastOver { cut = row(after: lastOver) }
    if occasion == .left, openFrom == nil, let run {
      cut = max(cut, run - track.dropped)
    }
    if let openFrom { cut = min(cut, row(notBefore: openFrom)) }
    if cut == 0, track.count >= Self.mostRows { cut = track.count / 2 }
    if cut > 0 { drop(before: min(cut, track.count), isGap: false) }
  }

  private func row(after time: Int64) -> Int { track.time.firstIndex { $0 > time } ?? track.count }

  private func row(notBefore time: Int64) -> Int {
    track.time.firstIndex { $0 >= time } ?? track.count
  }

  /// What the rows held are found to be.
  private mutating func examined(
    _ endsData: Bool, _ account: inout Account
  ) throws(DwellError) -> Examination {
    let maxGap = maxGap
    if maxGap > settings.maxGap.microseconds { raisedFor = spacings.value }
    var held = track
    held.flush()
    if !settings.without.contains(.excursions) {
      let away = Excursions(points: held.points, time: held.time, maxGap: maxGap).rows()
      if endsData, !away.isEmpty { account.tally.count("fixes that jumped away", away.count) }
      held = held.removing(away)
    }
    noise = PositionNoise.estimate(held.points, held.time) ?? noise
    let clocking = Clocking(time: held.time, maxGap: maxGap, policy: settings.gapPolicy)
    account.flight = held.flight
    let apart = Int64(Double(settings.minDuration.microseconds) * StayFinder.apart)
    var detection = FlightDetection(
      settings: settings, track: held, clocking: clocking, noise: noise)
    if !endsData, track.count < Self.mostRows { detection.openUntil = held.time.last }
    if lastStop != .min, begun == nil { detection.earliestStop = lastStop + apart }
    return Examination(
      track: held, clocking: clocking, noise: noise, claims: try detection.claims(&account),
      endsData: endsData, minDuration: settings.minDuration.microseconds,
      radius: settings.radius.value, priors: settings.lookPriors)
  }

  /// Gives a visit that is over, put together with the part of it that was let go of.
  private mutating func pass(
    _ part: Examination, _ claim: FlightDetection.Claim, _ visits: inout [Visit]
  ) throws(DwellError) {
    let next = try part.begun(claim)
    if claim.orbit == nil { lastStop = part.track.time[claim.rows.upperBound] }
    if var whole = begun, whole.goesOn(as: next, part.reach(claim)) {
      try whole.append(next)
      begun = nil
      visits.append(whole.visit)
    } else {
      giveBegun(&visits)
      visits.append(next.visit)
    }
  }

  /// Lets go of the rows of a visit that goes on, and keeps what it has been so far.
  private mutating func begin(
    _ part: Examination, _ claim: FlightDetection.Claim, _ visits: inout [Visit]
  ) throws(DwellError) {
    let next = try part.begun(claim)
    if var whole = begun, whole.goesOn(as: next, part.reach(claim)) {
      try whole.append(next)
      begun = whole
    } else {
      giveBegun(&visits)
      begun = next
    }
    let last = part.track.time[claim.rows.upperBound]
    drop(before: row(notBefore: last), isGap: false)
  }

  private mutating func giveBegun(_ visits: inout [Visit]) {
    guard let begun else { return }
    visits.append(begun.visit)
    self.begun = nil
  }
}
