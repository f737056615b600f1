/// Finds where the camera's frame centre holds a point.
struct StareFinder {
  /// The frame centres that are known, in the flight's plane, in order.
  let frames: [Vector]
  /// Of them alone: between two known frame centres a drop-out is an interval like another.
  let clocking: Clocking
  let radius: Double
  let minDuration: Int64
  /// The median interval from frame to frame, microseconds.
  private let spacing: Int64

  init(frames: [Vector], clocking: Clocking, radius: Double, minDuration: Int64) {
    self.frames = frames
    self.clocking = clocking
    self.radius = radius
    self.minDuration = minDuration
    let spacings = clocking.time.indices.dropFirst()
      .map { clocking.time[$0] - clocking.time[$0 - 1] }.sorted()
    spacing = spacings.isEmpty ? 0 : spacings[(spacings.count - 1) / 2]
  }

  /// A stare; members are indices into ``frames``.
  private struct Stare {
    var members: [Int]
    /// The geometric median of the frame centres.
    var centre: Vector
  }

  /// A look away that is back on the same place within this is a slew, microseconds.
  private static let slew: Int64 = 60_000_000
  /// Stays of the frame centre that stares are made of last this long, microseconds.
  private static let probe: Int64 = 15_000_000
  /// The part of a stare that lies within the radius of its centre.
  private static let share = 0.9

  /// The stares on places at rest, in order.
  ///
  /// Stays of the frame centre, each within a circle of the radius, are joined over slews and
  /// drop-outs as long as the frames of both lie within the radius of one centre. A slew is no part
  /// of the stare.
  ///
  /// - Parameter isFree: The members that may be part of one, the others follow something.
  /// - Returns: The members of each.
  func stares(among isFree: [Bool]) -> [[Int]] {
    var finder = StayFinder(
      points: frames, clocking: clocking, radius: radius,
      minDuration: min(minDuration, Self.probe))
    var stares: [Stare] = []
    for stretch in clocking.stretches {
      var open: [Stare] = []
      for stay in finder.stays(in: stretch) {
        let members = stay.filter { isFree[$0] }
        guard 2 * members.count > stay.count else { continue }
        let index = open.indices.reversed().first { joined(open[$0], members) != nil }
        if let index, let whole = joined(open[index], members) {
          open[index] = whole
        } else {
          open.append(Stare(members: members, centre: centre(members)))
        }
      }
      stares += open
    }
    return stares.map(\.members).filter { observed($0) >= minDuration }
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Microseconds observed between members that follow each other; see ``Clocking``.
  private func observed(_ members: [Int]) -> Int64 {
    Clocking(
      time: members.map { clocking.time[$0] }, maxGap: clocking.maxGap, policy: clocking.policy
    ).observed.last ?? 0
  }

  private func joined(_ stare: Stare, _ members: [Int]) -> Stare? {
    guard let end = stare.members.last, let start = members.first else { return nil }
    // Where no frame lies between it is a drop-out, and the gap's rule is all there is.
    guard start == end + 1 || timeSeen(end...start) <= Self.slew else { return nil }
    let new = centre(members)
    // Far apart: no need to look at every frame.
    guard (new - stare.centre).length <= radius else { return nil }
    let whole = Stare(members: stare.members + members, centre: centre(stare.members + members))
    let near = members.count { (frames[$0] - whole.centre).length <= radius }
    return Double(near) >= Self.share * Double(members.count) ? whole : nil
  }

  /// Microseconds over which the camera was seen to look elsewhere: intervals without a frame count
  /// for no more than five usual ones.
  private func timeSeen(_ members: ClosedRange<Int>) -> Int64 {
    members.dropFirst().reduce(0) {
      $0 + min(clocking.time[$1] - clocking.time[$1 - 1], 5 * spacing)
    }
  }

  /// The geometric median of at most 512 frames, evenly picked.
  private func centre(_ members: [Int]) -> Vector {
    let stride = max(1, members.count / 512)
    return geometricMedian(
      Swift.stride(from: 0, to: members.count, by: stride).map { frames[members[$0]] })
  }
}
