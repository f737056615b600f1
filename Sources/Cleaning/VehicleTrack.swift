import Tracks

/// The state of one vehicle: fixes go through the queue (order), the gate (spikes) and the book
/// (flights and sorties).
struct VehicleTrack {
  /// Its name.
  let name: String
  private var queue = ArrivalQueue()
  /// Fixes whose clock is far off that of the queue: a wrong clock, or another file's beginning.
  private var aside = ArrivalQueue()
  /// Fixes too late for the queue of a vehicle that came newest first from its beginning on.
  private var descent = Descent()
  private var covered = CoveredTimes()
  private var gate = SpikeGate()
  private var book = FlightBook()

  init(name: String) { self.name = name }

  /// Takes a fix of known time.
  ///
  /// A fix up to `reorderWindow` older than the newest is sorted in, an older one dropped. A clock
  /// that is off by more than a flight's gap is believed only when five fixes in a row say so (or
  /// two, when what comes next belongs to neither): one wild time stamp must not make all fixes
  /// after it late. A clock that truly steps back (files, or flights of one file, in the wrong
  /// order) begins anew, but times that flights already covered are not covered twice.
  ///
  /// A vehicle that comes newest first from its first fix on is turned round: its fixes are held until one
  /// is newer than the one before, or the input ends.
  mutating func take(_ row: Int, at time: Int64, _ bench: inout Workbench) {
    let newest = queue.newest
    let window = bench.limits.reorderWindow
    let jump = bench.limits.clockJump
    if newest == .min {
      queue.push(row, at: time)
      descent.begin(at: time)
      return
    }
    if descent.goesOn {
      if descent.follows(time, agreeing: bench.limits.agreeing, jump: jump) {
        if newest &- time <= window { queue.push(row, at: time) } else { descent.hold(row) }
        return
      }
      turnRound(&bench)
    }
    if covered.contains(time, newest: newest &- window) {
      bench.drop(row, .outOfOrder)
      return
    }
    if time &- newest <= jump && newest &- time <= window {
      if aside.count > 0 { resolveAside(for: time, &bench) }
      queue.push(row, at: time)
      release(before: queue.newest &- window, &bench)
    } else if time < newest && newest &- time <= jump {
      bench.drop(row, .outOfOrder)
    } else {
      setAside(row, at: time, &bench)
    }
  }

  /// Lets a fix through that has no time: nothing can be checked, its flight is `unknown`.
  mutating func passTimeless(_ row: Int, _ bench: inout Workbench) {
    bench.output.rows.append(row)
    bench.output.flights.append(name + "@unknown")
    bench.output.sorties.append(name + "@unknown")
  }

  /// Decides about everything that waits: the input is at its end, or begins anew.
  mutating func finish(_ bench: inout Workbench) {
    if descent.goesOn { turnRound(&bench) }
    if aside.count > 0 {
      if aside.oldest > queue.newest || aside.count >= 2 {
        adoptAside(&bench)
      } else {
        dropAside(&bench)
      }
    }
    release(before: .max, &bench)
    gate.settle(name: name, &book, &bench)
  }

  /// Changes the row numbers after the store has moved its rows.
  mutating func renumber(_ change: (inout Int) -> Void) {
    queue.renumber(change)
    descent.renumber(change)
    aside.renumber(change)
    gate.renumber(change)
  }

  private mutating func release(before bound: Int64, _ bench: inout Workbench) {
    while let first = queue.pop(before: bound) {
      var row = first
      let time = bench.store.fixes.time[first]
      if queue.oldest == time {
        var group = [first]
        while queue.oldest == time, let next = queue.pop(before: bound) { group.append(next) }
        row = gate.choose(from: group, &bench)
      }
      covered.extend(to: time, gap: bench.limits.flightGap)
      gate.take(row, name: name, &book, &bench)
    }
  }

  /// Ends the descent: what it held comes before the queue, or is dropped as late where too few fixes
  /// say that it was one.
  private mutating func turnRound(_ bench: inout Workbench) {
    let held = descent.end()
    guard !held.isEmpty else { return }
    guard held.count + queue.count >= bench.limits.agreeing else {
      for row in held { bench.drop(row, .outOfOrder) }
      return
    }
    var ordered = ArrivalQueue()
    for row in held.reversed() { ordered.push(row, at: bench.store.fixes.time[row]) }
    bench.turnedCount += held.count + queue.count
    queue.move(to: &ordered)
    queue = ordered
  }

  private mutating func setAside(_ row: Int, at time: Int64, _ bench: inout Workbench) {
    if aside.count > 0 {
      let ahead = time &- aside.newest
      let fits = ahead <= bench.limits.clockJump && -ahead <= bench.limits.reorderWindow
      if !fits {
        // The second case is sparse data: every fix comes a gap after the last.
        if aside.count >= 2 || ahead > 0 && aside.oldest > queue.newest {
          adoptAside(&bench)
        } else {
          dropAside(&bench)
        }
      }
    }
    aside.push(row, at: time)
    if aside.count >= bench.limits.agreeing { adoptAside(&bench) }
  }

  private mutating func resolveAside(for time: Int64, _ bench: inout Workbench) {
    // What is ahead by less than the window was only early.
    if aside.oldest > queue.newest && aside.oldest &- time <= bench.limits.reorderWindow {
      aside.move(to: &queue)
    } else {
      dropAside(&bench)
    }
  }

  private mutating func adoptAside(_ bench: inout Workbench) {
    if aside.oldest > queue.newest {
      release(before: .max, &bench)
    } else {
      release(before: .max, &bench)
      gate.settle(name: name, &book, &bench)
      covered.stepBack()
      book = FlightBook()
      queue = ArrivalQueue()
    }
    aside.move(to: &queue)
    release(before: queue.newest &- bench.limits.reorderWindow, &bench)
  }

  private mutating func dropAside(_ bench: inout Workbench) {
    let reason: CleaningReason = aside.oldest > queue.newest ? .clockJump : .outOfOrder
    for row in aside.removeAll() { bench.drop(row, reason) }
  }
}
