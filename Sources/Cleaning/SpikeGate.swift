import Tracks

/// Takes the sorted fixes of one vehicle and lets those through that one vehicle can have flown.
///
/// The gate follows a *main* track. A fix that the main track cannot reach within the greatest
/// speed is a *rival*; further fixes that the rival reaches join it. When the main track goes on,
/// the rivals were spikes. When the rivals stay for longer than `jumpStay`, five or more, they
/// become the main track and a new flight. The first fixes of a track are held back until five
/// agree, so that a wild first fix is the spike, not the good ones after it.
struct SpikeGate {
  private var main: Trail?
  /// Rows of the main track before it is confirmed.
  private var held: [Int] = []
  private var isConfirmed = false
  private var startsFlight = true
  private var rival: Trail?
  private var rivals: [Int] = []
  private var rivalsFirst: Int64 = 0
  /// Fixes in a row that neither track could reach.
  private var strays = 0

  /// The one of several fixes of the same instant that is kept; the others are dropped.
  ///
  /// It is the nearest to the main track, then the one furthest west, then furthest south, then the
  /// one that knows most, whatever the order they came in (only of rows that differ in nothing but
  /// carried columns, the first to come is kept). One at 0, 0 comes last.
  mutating func choose(from group: [Int], _ bench: inout Workbench) -> Int {
    var best = group[0]
    for row in group.dropFirst() where precedes(row, best, bench.store.fixes) { best = row }
    for row in group where row != best {
      let isSame =
        bench.store.fixes.longitude[row] == bench.store.fixes.longitude[best]
        && bench.store.fixes.latitude[row] == bench.store.fixes.latitude[best]
      bench.drop(row, isSame ? .duplicate : .sameInstant)
    }
    return best
  }

  /// Takes the next fix in order of time.
  mutating func take(
    _ row: Int, name: String, _ book: inout FlightBook, _ bench: inout Workbench
  ) {
    let time = bench.store.fixes.time[row]
    let longitude = bench.store.fixes.longitude[row]
    let latitude = bench.store.fixes.latitude[row]
    if isAtNullIsland(longitude, latitude) && !isNearNullIsland(bench.limits) {
      bench.drop(row, .nullIsland)
      return
    }
    if let main, time &- main.time > bench.limits.flightGap {
      passGap(before: time, longitude: longitude, latitude: latitude, name: name, &book, &bench)
    }
    guard let trail = main else {
      main = Trail(time: time, longitude: longitude, latitude: latitude)
      held.append(row)
      return
    }
    if trail.reaches(time, longitude: longitude, latitude: latitude, bench.limits) {
      if !rivals.isEmpty { dropRivals(&bench) }
      main?.advance(to: time, longitude: longitude, latitude: latitude, bench.limits)
      if isConfirmed {
        book.enter(row, startsFlight: false, name: name, &bench)
      } else {
        held.append(row)
        if held.count >= bench.limits.agreeing { confirm(name: name, &book, &bench) }
      }
    } else {
      takeRival(row, time, longitude, latitude, bench: &bench)
      promoteRivals(name: name, &book, &bench)
    }
  }

  /// Decides about everything held back: the track is at its end.
  ///
  /// Of an unconfirmed track and its rivals the longer one is kept; rivals of a confirmed track
  /// are kept as a flight of their own when they are five or more.
  mutating func settle(name: String, _ book: inout FlightBook, _ bench: inout Workbench) {
    if !isConfirmed && rivals.count > held.count {
      for row in held { bench.drop(row, .spike) }
      held = rivals
    } else {
      confirm(name: name, &book, &bench)
      if rivals.count >= bench.limits.agreeing {
        held = rivals
        startsFlight = true
      } else {
        for row in rivals { bench.drop(row, .spike) }
      }
    }
    confirm(name: name, &book, &bench)
    self = SpikeGate()
  }

  /// Changes the row numbers after the store has moved its rows.
  mutating func renumber(_ change: (inout Int) -> Void) {
    for index in held.indices { change(&held[index]) }
    for index in rivals.indices { change(&rivals[index]) }
  }

  private func isAtNullIsland(_ longitude: Double, _ latitude: Double) -> Bool {
    abs(longitude) < 1e-6 && abs(latitude) < 1e-6
  }

  private func isNearNullIsland(_ limits: Limits) -> Bool {
    guard let main else { return false }
    return main.distance(longitude: 0, latitude: 0) <= limits.nearNullIsland
  }

  private func precedes(_ left: Int, _ right: Int, _ fixes: borrowing Fixes) -> Bool {
    func distance(_ row: Int) -> Double {
      if let main {
        return main.distance(longitude: fixes.longitude[row], latitude: fixes.latitude[row])
      }
      return isAtNullIsland(fixes.longitude[row], fixes.latitude[row]) ? .infinity : 0
    }
    let place = (distance(left), fixes.longitude[left], fixes.latitude[left])
    let other = (distance(right), fixes.longitude[right], fixes.latitude[right])
    if place != other { return place < other }
    let measures = fixes.measures.present
    let known = measures.count { !fixes.measures[$0][left].isNaN }
    let otherKnown = measures.count { !fixes.measures[$0][right].isNaN }
    if known != otherKnown { return known > otherKnown }
    for measure in measures {
      let value = fixes.measures[measure][left]
      let other = fixes.measures[measure][right]
      if value.isNaN != other.isNaN { return other.isNaN }
      if value < other || value > other { return value < other }
    }
    return false
  }

  private mutating func takeRival(
    _ row: Int, _ time: Int64, _ longitude: Double, _ latitude: Double, bench: inout Workbench
  ) {
    if let trail = rival {
      if trail.reaches(time, longitude: longitude, latitude: latitude, bench.limits) {
        rival?.advance(to: time, longitude: longitude, latitude: latitude, bench.limits)
        rivals.append(row)
        strays = 0
        return
      }
      // Two that agree outrank a newcomer, but not three newcomers in a row.
      strays += 1
      if rivals.count >= 2 && strays < 3 {
        bench.drop(row, .spike)
        return
      }
      dropRivals(&bench)
    }
    rival = Trail(time: time, longitude: longitude, latitude: latitude)
    rivals = [row]
    rivalsFirst = time
  }

  /// Makes the rivals the main track when they are enough, and against a confirmed track have
  /// stayed long enough.
  private mutating func promoteRivals(
    name: String, _ book: inout FlightBook, _ bench: inout Workbench
  ) {
    guard let rival, rivals.count >= bench.limits.agreeing else { return }
    if isConfirmed {
      guard rival.time &- rivalsFirst >= bench.limits.jumpStay else { return }
      startsFlight = true
    } else {
      for row in held { bench.drop(row, .spike) }
    }
    adoptRivals()
    confirm(name: name, &book, &bench)
  }

  /// After a gap the track begins anew, with the rivals when the fix belongs to them.
  private mutating func passGap(
    before time: Int64, longitude: Double, latitude: Double, name: String,
    _ book: inout FlightBook, _ bench: inout Workbench
  ) {
    if isConfirmed, let rival, time &- rival.time <= bench.limits.flightGap,
      rival.reaches(time, longitude: longitude, latitude: latitude, bench.limits)
    {
      adoptRivals()
      startsFlight = true
      isConfirmed = false
    } else {
      settle(name: name, &book, &bench)
    }
  }

  private mutating func adoptRivals() {
    main = rival
    held = rivals
    rival = nil
    rivals = []
    strays = 0
  }

  private mutating func dropRivals(_ bench: inout Workbench) {
    for row in rivals { bench.drop(row, .spike) }
    rival = nil
    rivals = []
    strays = 0
  }

  private mutating func confirm(
    name: String, _ book: inout FlightBook, _ bench: inout Workbench
  ) {
    for row in held {
      book.enter(row, startsFlight: startsFlight, name: name, &bench)
      startsFlight = false
    }
    held = []
    isConfirmed = true
  }
}
