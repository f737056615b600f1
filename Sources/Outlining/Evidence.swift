import Tracks

/// What lies behind an area: the shares of visits in its cluster.
struct Evidence {
  let shares: [Share]
  let visits: [Visit]

  /// Fills in an area's numbers, instants, heights and ids.
  func describe(_ area: inout Area) {
    var calendar = DwellCalendar()
    var milliseconds = 0.0
    for share in shares {
      let visit = visits[share.row]
      let dwell = Double(share.milliseconds) * share.counted
      milliseconds += dwell
      area.dwellUpperSeconds += visit.gapSeconds * share.part
      calendar.add(dwell / 1000, from: visit.first, to: visit.last)
    }
    area.dwellSeconds = milliseconds / 1000
    area.dwellUpperSeconds += area.dwellSeconds
    area.hourSeconds = calendar.hours
    area.weekdaySeconds = calendar.weekdays
    area.visitIds = shares.filter(\.isMember).map { visits[$0.row].visit }
    area.touchingVisitIds = shares.filter { !$0.isMember }.map { visits[$0.row].visit }
    describeMembers(&area)
  }

  private func describeMembers(_ area: inout Area) {
    let members = shares.filter(\.isMember).map { visits[$0.row] }
    area.visits = members.count
    // A cluster that visits only touch is still seen at some time, by someone.
    let seen = members.isEmpty ? shares.map { visits[$0.row] } : members
    area.flights = Set(seen.map(\.flight)).count
    area.sorties = Set(seen.map { $0.sortie.isEmpty ? $0.flight : $0.sortie }).count
    area.vehicles = Set(seen.map(\.vehicle)).count
    area.firstSeen = seen.map(\.first).filter(\.isKnown).min() ?? .unknown
    area.lastSeen = seen.map(\.last).filter(\.isKnown).max() ?? .unknown
    let lows = seen.map(\.heightMin).filter(\.isFinite)
    let highs = seen.map(\.heightMax).filter(\.isFinite)
    area.heightMin = lows.min() ?? .nan
    area.heightMax = highs.max() ?? .nan
    area.medianRevisitSeconds = Self.medianRevisit(members)
  }

  /// Median seconds from the end of one visit to the start of the next, of visits in order of time.
  ///
  /// Visits that overlap are 0 apart; a stare during a stop or orbit of the same flight is the same
  /// visit to the place and not one more.
  static func medianRevisit(_ visits: [Visit]) -> Double {
    let platforms = Dictionary(grouping: visits.filter { !$0.isStare }, by: \.flight)
    let separate = visits.filter { visit in
      guard visit.isStare, let ofFlight = platforms[visit.flight] else { return true }
      return !ofFlight.contains { $0.overlap(with: visit) > 0 }
    }
    var intervals: [Double] = []
    var end = Instant.unknown
    for visit in separate where visit.first.isKnown && visit.last.isKnown {
      if end.isKnown {
        intervals.append(Double(max(0, visit.first.microseconds - end.microseconds)) / 1e6)
      }
      end = max(end, visit.last)
    }
    guard !intervals.isEmpty else { return .nan }
    intervals.sort()
    return (intervals[intervals.count / 2] + intervals[(intervals.count - 1) / 2]) / 2
  }

}
