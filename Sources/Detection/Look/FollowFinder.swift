/// Finds where the camera follows something that moves: the frame centre goes steadily, and not as
/// a camera fixed to the aircraft would.
struct FollowFinder {
  let frames: [Vector]
  /// Where the aircraft was at the same rows.
  let aircraft: [Vector]
  let clocking: Clocking
  /// Metres; the frame centre keeps to steady motion within this.
  let radius: Double
  let minDuration: Int64

  private static let window: Int64 = 60_000_000
  private static let hop: Int64 = 15_000_000
  /// Metres per second: what is followed goes no faster than a car on a motorway.
  private static let fastest = 60.0

  /// The runs of members, each in order, among the `free` ones.
  ///
  /// - Complexity: O(*n*).
  func follows(among free: [Int]) -> [[Int]] {
    var found: [[Int]] = []
    for chain in chains(free) {
      var run: ClosedRange<Int>?
      var start = 0
      var end = 0
      while start < chain.count {
        while end + 1 < chain.count,
          clocking.time[chain[end]] - clocking.time[chain[start]] < Self.window
        { end += 1 }
        guard clocking.time[chain[end]] - clocking.time[chain[start]] >= Self.window else { break }
        if isFollow(chain[start...end]) {
          if let open = run, open.upperBound >= start {
            run = open.lowerBound...end
          } else {
            if let open = run { found.append(Array(chain[open])) }
            run = start...end
          }
        }
        let from = clocking.time[chain[start]]
        while start < chain.count, clocking.time[chain[start]] - from < Self.hop { start += 1 }
      }
      if let open = run { found.append(Array(chain[open])) }
    }
    return found.filter { members in
      guard let first = members.first, let last = members.last,
        (frames[last] - frames[first]).length > 2 * radius
      else { return false }
      let own = Clocking(
        time: members.map { clocking.time[$0] }, maxGap: clocking.maxGap, policy: clocking.policy)
      return (own.observed.last ?? 0) >= minDuration
    }
  }

  /// Frames without jumps, looks away left out where the motion goes on as before.
  private func chains(_ free: [Int]) -> [[Int]] {
    var chains: [[Int]] = []
    var chain: [Int] = []
    var away: [Int] = []
    for member in free {
      if let last = chain.last {
        if continues(chain, from: last, to: member) {
          chain.append(member)
          away = []
          continue
        }
        away.append(member)
        if clocking.time[member] - clocking.time[last] <= Self.window { continue }
        chains.append(chain)
        chain = away
        away = []
      } else {
        chain = [member]
      }
    }
    if !chain.isEmpty { chains.append(chain) }
    return chains
  }

  private func continues(_ chain: [Int], from last: Int, to next: Int) -> Bool {
    let seconds = Double(clocking.time[next] - clocking.time[last]) / 1e6
    // Where the pace of the last few seconds leads.
    let back = chain.last { clocking.time[last] - clocking.time[$0] >= 5_000_000 } ?? last
    let span = Double(clocking.time[last] - clocking.time[back]) / 1e6
    let pace = span > 0 ? (frames[last] - frames[back]) / span : .zero
    let expected = frames[last] + min(1, Self.fastest / max(1e-9, pace.length)) * seconds * pace
    return (frames[next] - expected).length <= radius + 5 * seconds
  }

  /// Whether the frame centre moves steadily, and otherwise than the aircraft.
  private func isFollow(_ members: ArraySlice<Int>) -> Bool {
    guard members.count > 3, let first = members.first, let last = members.last else {
      return false
    }
    let zero = clocking.time[first]
    let times = members.map { Double(clocking.time[$0] - zero) / 1e6 }
    let count = Double(members.count)
    let meanTime = times.reduce(0, +) / count
    let mean = members.reduce(Vector.zero) { $0 + frames[$1] } / count
    var moment = Vector.zero
    var spread = 0.0
    for (time, member) in zip(times, members) {
      moment += (time - meanTime) * (frames[member] - mean)
      spread += (time - meanTime) * (time - meanTime)
    }
    guard spread > 0 else { return false }
    let pace = moment / spread
    var squares = 0.0
    for (time, member) in zip(times, members) {
      squares += (frames[member] - mean - (time - meanTime) * pace).squaredLength
    }
    let flown = zip(members, members.dropFirst()).reduce(0) {
      $0 + (aircraft[$1.1] - aircraft[$1.0]).length
    }
    let shift = ((frames[last] - aircraft[last]) - (frames[first] - aircraft[first])).length
    let deviation = (squares / count).squareRoot()
    let moved = pace.length * Double(clocking.time[last] - zero) / 1e6
    // What is held wanders by less than this within a window.
    guard moved >= max(0.3 * radius, 4 * deviation) else { return false }
    return deviation <= radius / 2 && pace.length <= Self.fastest
      && shift > max(radius, 0.45 * flown)
  }
}
