import Tracks

/// Cuts what a camera looked at into the places it held, sight by sight.
///
/// The piece that is held stays open while the camera looks away for at most a minute (or `maxGap`, where
/// that is more): what it meanwhile looked at waits behind it. It is over when it stays away longer, when
/// what waits lasts as long as a visit must, or when the data has a gap. What waits is forgotten when
/// the camera comes back, unless it was held longer than that to which it comes back. State: at most
/// 32 pieces, each bounded.
struct StareTracker {
  let radius: Double
  let minDuration: Int64
  /// What a camera's line of sight may be off by throughout, radians.
  let angle: Double
  let policy: GapPolicy
  /// Longer intervals are gaps, microseconds.
  var maxGap: Int64
  /// The piece that is held, then those begun since it was last seen, in order of time.
  private var pieces: [StarePiece] = []
  private var lastSight: Int64?

  /// A piece that is over, and whether the camera data ends with it.
  struct Ended {
    var piece: StarePiece
    var isLast: Bool
  }

  /// A look away that comes back to the same place within this is a slew, microseconds.
  private static let slew: Int64 = 60_000_000
  private static let most = 32

  init(_ settings: DetectionSettings) {
    radius = settings.stareRadius.value
    minDuration = settings.minDuration.microseconds
    angle = settings.lookPriors.sensorDegrees * .pi / 180
    policy = settings.gapPolicy
    maxGap = settings.maxGap.microseconds
  }

  /// The first instant of what may still become, or grow into, a stare.
  var openSince: Int64? { pieces.first?.first }

  /// Takes the next sight; returns the pieces that it ends, in order.
  mutating func take(_ sight: Sight, _ account: inout Account) -> [Ended] {
    var ended: [Ended] = []
    let isAfterGap = lastSight.map { sight.time - $0 > maxGap } ?? true
    if isAfterGap, policy == .close { ended = finish() }
    if let lastSight, policy == .close || pieces.count > 1 {
      let away = max(Self.slew, maxGap)
      while !pieces.isEmpty, sight.time - pieces[0].last > away {
        ended.append(endHeld(before: lastSight))
      }
    }
    lastSight = sight.time
    if let place = place(of: sight) {
      pieces[place].add(sight, maxGap: maxGap, isCapped: policy == .cap)
      if place < pieces.count - 1 {
        if account.isTracing { tell(of: pieces[(place + 1)...], away: pieces[place], &account) }
        pieces.removeLast(pieces.count - 1 - place)
      }
      while pieces.count > 1, pieces[pieces.count - 1].observed >= minDuration {
        ended.append(endHeld(before: sight.time))
      }
      return ended
    }
    if policy != .close, isAfterGap { ended += finish() }
    pieces.append(StarePiece(sight, isFirst: isAfterGap, angle: angle))
    if pieces.count > Self.most { forgetLeast() }
    return ended
  }

  /// Ends all that is open.
  mutating func finish() -> [Ended] {
    var ended: [Ended] = []
    while !pieces.isEmpty { ended.append(endHeld(before: lastSight ?? pieces[0].last)) }
    return ended
  }

  /// The piece that a sight goes on with: the earliest that holds it and was not outlasted since.
  private func place(of sight: Sight) -> Int? {
    for index in pieces.indices {
      let accepts =
        switch sight.aim {
        case .point(let point):
          pieces[index].hold.accepts(
            point, sigma: sight.sigma, radius: pieces[index].radius(radius))
        case .ray(let ray): pieces[index].accepts(ray, sigma: sight.sigma, radius: radius)
        }
      guard accepts else { continue }
      let own = pieces[index].observed
      if !pieces.indices.contains(where: { $0 > index && pieces[$0].observed > own }) {
        return index
      }
    }
    return nil
  }

  /// Notes what the camera looked at before it came back.
  private func tell(
    of away: ArraySlice<StarePiece>, away held: StarePiece, _ account: inout Account
  ) {
    guard let first = away.first?.first, let last = away.last?.last else { return }
    let distances = away.map { piece in
      let point = held.frame.local(
        piece.frame.cartesian(SIMD3(piece.centre.x, piece.centre.y, 0)))
      let way = SIMD2(point.x, point.y) - held.centre
      return (way * way).sum().squareRoot()
    }
    account.note(
      "looked away and came back", from: first, to: last,
      "\(away.reduce(0) { $0 + $1.fixes }) points, up to \(Account.metres(distances.max() ?? 0)) off, "
        + "back \(Account.seconds(held.last - first)) after", isRejection: true)
  }

  private mutating func endHeld(before last: Int64) -> Ended {
    var held = pieces.removeFirst()
    held.settle()
    return Ended(piece: held, isLast: held.last == last)
  }

  private mutating func forgetLeast() {
    let waiting = pieces.indices.dropFirst().dropLast()
    if let least = waiting.min(by: { pieces[$0].fixes < pieces[$1].fixes }) {
      pieces.remove(at: least)
    }
  }
}
