import Tracks

/// Follows which fixes were made inside a segment, to say when its visits began and ended.
///
/// Where no fix was made for longer than a gap may last, a visit ends and another begins: nobody can
/// know what happened between.
struct TruthClock {
  /// A longer time between fixes is a gap, microseconds.
  let maxGap: Int64
  private var pieces: [Piece] = []

  /// The fixes between two gaps.
  private struct Piece {
    var first: Int64
    var last: Int64
    /// Seconds since the segment began, of the first and the last fix.
    var seconds: ClosedRange<Double>
    var fixes = 1
    var longest: Int64 = 0
    var height: ClosedRange<Double>

    var observed: Double { Double(last - first) / 1e6 }
  }

  /// - Parameter sampling: The flight's median spacing, seconds: `detect` raises its gap of two minutes to
  ///   three times that.
  init(sampling: Double) { maxGap = max(120_000_000, Int64(sampling * 3e6)) }

  /// Notes a fix.
  mutating func note(_ time: Int64, seconds: Double, height: Double) {
    guard var piece = pieces.last, time - piece.last <= maxGap else {
      pieces.append(
        Piece(first: time, last: time, seconds: seconds...seconds, height: height...height))
      return
    }
    piece.longest = max(piece.longest, time - piece.last)
    piece.last = time
    piece.seconds = piece.seconds.lowerBound...seconds
    piece.fixes += 1
    piece.height = min(piece.height.lowerBound, height)...max(piece.height.upperBound, height)
    pieces[pieces.count - 1] = piece
  }

  /// The visits of a segment whose fixes were noted, those left out that no detector should find.
  ///
  /// Paths lie where the receiver sees them, `receiver` from where they are.
  func visits(of segment: Segment, plan: FlightPlan, receiver: Point) -> [TrueVisit] {
    pieces.flatMap { piece in
      segment.truths.compactMap { truth in
        let worth = Self.worth(of: truth, seconds: piece.observed, sampling: plan.sampling)
        return worth == .nothing
          ? nil
          : visit(
            truth, piece, plan: plan, offset: truth.kind == "stare" ? Point(0, 0) : receiver,
            isBorderline: worth == .borderline)
      }
    }
  }

  /// How a visit so long stands to the least duration and the fewest turns of `detect`.
  private enum Worth {
    case nothing
    case borderline
    case visit
  }

  /// Holds a visit to the two minutes and the one turn and a half that are asked for.
  ///
  /// What lies near may be found or not: a stop takes
  /// in some of the approach, courses between fixes turn by up to a spacing less than the path.
  private static func worth(
    of truth: SegmentTruth, seconds: Double, sampling: Double
  ) -> Worth {
    if seconds < 90 { return .nothing }
    var worth: Worth = seconds < 130 ? .borderline : .visit
    guard truth.kind == "orbit" else { return worth }
    let laps = seconds / truth.lapSeconds
    // A lap of an eight turns by more than once, but closes only when it has been flown.
    let (least, sure) = truth.shape == "figure-eight" ? (1.0, 1.7) : (1.3, 1.75)
    if laps < least { return .nothing }
    if laps < sure + 1.5 * sampling / truth.lapSeconds { worth = .borderline }
    return worth
  }

  private func visit(
    _ truth: SegmentTruth, _ piece: Piece, plan: FlightPlan, offset: Point, isBorderline: Bool
  ) -> TrueVisit {
    var visit = Visit()
    let middle = (piece.seconds.lowerBound + piece.seconds.upperBound) / 2
    let centre = plan.frame.position(truth.centre + middle * truth.drift + offset)
    let first = Instant(microseconds: piece.first)
    visit.vehicle = plan.vehicle
    visit.flight = plan.vehicle + "@" + Instant(microseconds: plan.start).basicDescription
    visit.sortie = visit.flight
    visit.visit = "\(plan.vehicle)@\(first.basicDescription)/\(truth.kind)"
    visit.kind = truth.kind
    visit.shape = truth.shape
    visit.first = first
    visit.last = Instant(microseconds: piece.last)
    visit.fixes = piece.fixes
    visit.observedSeconds = piece.observed
    visit.gapSeconds = 0
    visit.maxGapSeconds = Double(piece.longest) / 1e6
    visit.centreLongitude = PortableMath.rounded(centre.longitude, scale: 1e7)
    visit.centreLatitude = PortableMath.rounded(centre.latitude, scale: 1e7)
    visit.radius = PortableMath.rounded(truth.radius, scale: 10)
    visit.semiMajor = PortableMath.rounded(truth.semiMajor, scale: 10)
    visit.semiMinor = PortableMath.rounded(truth.semiMinor, scale: 10)
    let degrees = (0.25 - truth.axisTurns) * 360
    visit.orientation = PortableMath.rounded(
      degrees - (degrees / 180).rounded(.down) * 180, scale: 100)
    visit.sense = truth.sense
    let laps = piece.observed / truth.lapSeconds
    visit.turns = PortableMath.rounded(truth.sense == "left" ? -laps : laps, scale: 100)
    visit.lapSeconds = PortableMath.rounded(truth.lapSeconds, scale: 100)
    visit.drift = PortableMath.rounded(truth.drift.length, scale: 100)
    visit.heightMin = PortableMath.rounded(piece.height.lowerBound, scale: 10)
    visit.heightMax = PortableMath.rounded(piece.height.upperBound, scale: 10)
    return TrueVisit(
      visit: visit, site: truth.site.map { Region.siteId($0) } ?? "", role: truth.role,
      isBorderline: isBorderline)
  }
}
