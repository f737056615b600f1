import Tracks

/// Joins the stares of a flight that hold one site one after the other: a camera that looks away for
/// less than a gap has not left.
struct StareJoin {
  /// Microseconds.
  let maxGap: Int64
  private var open: TrueVisit?

  /// - Parameter maxGap: The longest time looked away, microseconds.
  init(maxGap: Int64) { self.maxGap = maxGap }

  /// Takes the visits of a segment, in order, and appends those that are over to `truth`.
  mutating func take(_ visits: [TrueVisit], into truth: inout [TrueVisit]) {
    for visit in visits {
      guard visit.visit.kind == "stare" else {
        truth.append(visit)
        continue
      }
      if let joined = open.flatMap({ join($0, visit) }) {
        open = joined
      } else {
        finish(into: &truth)
        open = visit
      }
    }
  }

  /// Appends the stare that is still open.
  mutating func finish(into truth: inout [TrueVisit]) {
    if let open { truth.append(open) }
    open = nil
  }

  private func join(_ left: TrueVisit, _ right: TrueVisit) -> TrueVisit? {
    let pause = right.visit.first.microseconds - left.visit.last.microseconds
    guard !left.site.isEmpty, left.site == right.site, pause <= maxGap else { return nil }
    var joined = left
    joined.visit.last = right.visit.last
    joined.visit.fixes += right.visit.fixes
    joined.visit.observedSeconds += right.visit.observedSeconds + Double(pause) / 1e6
    joined.visit.maxGapSeconds = max(
      left.visit.maxGapSeconds, right.visit.maxGapSeconds, Double(pause) / 1e6)
    joined.visit.heightMin = min(left.visit.heightMin, right.visit.heightMin)
    joined.visit.heightMax = max(left.visit.heightMax, right.visit.heightMax)
    joined.isBorderline = left.isBorderline && right.isBorderline
    return joined
  }
}
