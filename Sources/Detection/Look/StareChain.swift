import Tracks

/// Joins the pieces of what a camera followed into one stare that drifts; lets through what it held.
///
/// A truck crosses a circle of the stare's radius in some seconds, so a camera that follows it leaves a chain
/// of pieces, each moving steadily from edge to edge and beginning where the one before ended.
struct StareChain {
  let radius: Double
  let minDuration: Int64
  /// Longer intervals are gaps, microseconds.
  var maxGap: Int64
  /// In order of their first instants, at most eight.
  private var open: [Link] = []

  private static let most = 8

  init(radius: Double, minDuration: Int64, maxGap: Int64) {
    self.radius = radius
    self.minDuration = minDuration
    self.maxGap = maxGap
  }

  /// A stare: one piece that was held, or a chain of pieces that moved.
  struct Link {
    /// East and north of the first point.
    var frame: TangentFrame
    var first: Int64
    var last: Int64
    var fixes: Int
    var observed: Int64
    var longest: Int64
    var trail: BoundedTrail
    var hull: BoundedHull
    var moves: Moves
    var heights: (least: Double, most: Double)
    var isDrifting: Bool
    var isFirst: Bool
    var isLast: Bool
    /// Where it was going, Earth-centred; metres a microsecond.
    var end: SIMD3<Double>
    var start: SIMD3<Double>
    var speed: Double
    /// Where the vehicle was when the last piece began, Earth-centred.
    var vehicle: SIMD3<Double>
    /// Where the last piece began.
    var lastStart: SIMD3<Double>
    /// The piece itself, of a chain its first.
    var piece: StarePiece
  }

  /// The first instant of the earliest chain that is open.
  var openSince: Int64? { open.first?.first }

  /// Takes the next piece that is over; returns the stares that are over, in order.
  mutating func take(_ ended: StareTracker.Ended, _ account: inout Account) -> [Link] {
    let link = link(ended)
    guard link.isDrifting else {
      // A pause of what is followed, or a glance elsewhere, ends no chain.
      guard link.observed >= minDuration else {
        account.note(
          "held a place too short", from: link.first, to: link.last, tooShort(link),
          isRejection: true)
        return []
      }
      return finish(&account) + [link]
    }
    let away = max(60_000_000, maxGap)
    // Where the camera begins to follow something on its way, looking ahead is over.
    let isOver = open.map { chain in
      link.first - chain.last > away
        || reaches(chain, link) && beginsToFollow(chain, step(chain, link))
    }
    let over = close(isOver, &account)
    for index in open.indices {
      guard let joined = joined(open[index], link) else { continue }
      // What was followed meanwhile was a look away, unless it was followed longer.
      let own = joined.observed
      open[index] = joined
      let later = open[(index + 1)...].filter { $0.observed > own }
      open.replaceSubrange((index + 1)..., with: later)
      return over
    }
    if open.count == Self.most { open.remove(at: 1) }
    open.append(link)
    return over
  }

  /// Ends the chains that are open.
  mutating func finish(_ account: inout Account) -> [Link] {
    close(open.map { _ in true }, &account)
  }

  private func tooShort(_ link: Link) -> String {
    "\(link.fixes) points, \(Account.seconds(link.observed)) of \(Account.seconds(minDuration))"
  }

  private static func moved(_ link: Link) -> String {
    "\(link.fixes) points, moved \(Account.metres(link.moves.onGround)) on the ground and "
      + "\(Account.metres(link.moves.fromVehicle)) as seen from the vehicle"
  }

  /// Ends those that are over; gives those of them that are stares.
  private mutating func close(_ isOver: [Bool], _ account: inout Account) -> [Link] {
    let over = open.indices.filter { isOver[$0] }.map { open[$0] }
    guard !over.isEmpty else { return [] }
    open = open.indices.filter { !isOver[$0] }.map { open[$0] }
    return over.filter { chain in
      let isShort = chain.observed < minDuration
      let isFollowing = !chain.moves.isAhead
      if isShort || !isFollowing {
        account.note(
          isShort ? "followed too short" : "moved with the vehicle", from: chain.first,
          to: chain.last, isShort ? tooShort(chain) : Self.moved(chain), isRejection: true)
      }
      return !isShort && isFollowing
    }
  }

  /// Whether a piece may go on where a chain ends, by place and time.
  private func reaches(_ left: Link, _ right: Link) -> Bool {
    let interval = right.first - left.last
    let way = right.start - left.end
    let reach = 2 * radius + max(left.speed, right.speed) * Double(interval)
    return interval <= max(60_000_000, maxGap) && (way * way).sum().squareRoot() <= reach
  }

  /// From where the chain's last piece began to where another does.
  private func step(_ left: Link, _ right: Link) -> Moves {
    var step = Moves()
    step.add(right.start - left.lastStart, vehicle: right.vehicle - left.vehicle)
    return step
  }

  /// Whether a chain looked ahead of the vehicle, and a step from it follows something.
  private func beginsToFollow(_ chain: Link, _ step: Moves) -> Bool {
    chain.moves.onGround > radius && step.onGround > radius / 2
      && chain.moves.isAhead && !step.isAhead
  }

  private func joined(_ left: Link, _ right: Link) -> Link? {
    let step = step(left, right)
    guard reaches(left, right), !beginsToFollow(left, step) else { return nil }
    let interval = right.first - left.last
    func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
      let local = left.frame.local(right.frame.cartesian(SIMD3(point.x, point.y, 0)))
      return SIMD2(local.x, local.y)
    }
    var whole = left
    whole.last = right.last
    whole.fixes += right.fixes
    let counted = interval <= maxGap ? interval : 0
    whole.observed += counted + right.observed
    whole.longest = max(left.longest, interval, right.longest)
    whole.trail.append(right.trail, after: counted, place)
    whole.hull.append(right.hull, place)
    whole.moves.add(right.moves)
    // A piece that is crossed within a moment says nothing of its own.
    whole.moves.add(step)
    whole.vehicle = right.vehicle
    whole.lastStart = right.start
    whole.heights = (
      min(left.heights.least, right.heights.least), max(left.heights.most, right.heights.most)
    )
    whole.end = right.end
    whole.speed = right.speed
    whole.isLast = right.isLast
    return whole
  }

  private func link(_ ended: StareTracker.Ended) -> Link {
    let piece = ended.piece
    let bins = piece.trail.bins.count
    let part = max(1, bins / 5)
    func middle(_ index: Int) -> SIMD2<Double> {
      let low = min(bins - part, index * bins / 5)
      return piece.trail.median(of: low..<low + part)
    }
    let begin = middle(0)
    let end = Self.index(4, bins) > 0 ? middle(4) : begin
    let net = end - begin
    let length = (net * net).sum().squareRoot()
    // A step from one place to another within the circle rests at both ends; what is followed does not.
    let ends = (middle(1) - begin) + (end - middle(3))
    let steady = bins < 5 || (ends * net).sum() > 0.25 * length * length
    let isDrifting =
      piece.bundle.map { $0.movement > 0.5 * radius }
      ?? (piece.fixes > 2 && length > least(piece) && steady)
    func point(_ place: SIMD2<Double>) -> SIMD3<Double> {
      piece.frame.cartesian(SIMD3(place.x, place.y, 0))
    }
    return Link(
      frame: piece.frame, first: piece.first, last: piece.last, fixes: piece.fixes,
      observed: piece.observed, longest: piece.longest, trail: piece.trail, hull: piece.hull,
      moves: piece.moves, heights: piece.heights, isDrifting: isDrifting, isFirst: piece.isFirst,
      isLast: ended.isLast, end: point(end), start: point(begin),
      speed: 1.25 * length / Double(max(1, piece.last - piece.first)), vehicle: piece.vehicle,
      lastStart: point(begin), piece: piece)
  }

  /// What is followed has moved by more than this when it leaves the circle, metres.
  ///
  /// A wrong heading swings the point looked at round the vehicle's own turn, farther the farther away: twice what
  /// the angle makes of the distance is no move. Yet what crosses the circle is one.
  private func least(_ piece: StarePiece) -> Double {
    0.5 * (piece.radius(radius) + Self.meanSigma(piece) + 2 * piece.swing)
  }

  private static func index(_ fifth: Int, _ bins: Int) -> Int { fifth * bins / 5 }

  private static func meanSigma(_ piece: StarePiece) -> Double {
    2 * (piece.variance / Double(max(1, piece.fixes))).squareRoot()
  }
}
