/// Tells surveys from orbits: long legs whose offset grows steadily, whatever the sense of the
/// turns.
///
/// A survey flown in a racetrack (legs 1, 11, 2, 12 …) closes lap after lap but for the spacing of
/// its legs, which always goes the same way; a racetrack over a place comes back to it. What drifts
/// with the wind or after something is, seen from its own middle, no longer than wide.
struct SurveyRule {
  let laps: Laps
  let part: OrbitFinder.Part
  /// Metres per second of the part's middle.
  let pace: Vector
  /// Standard deviation of positions, metres.
  let noise: Double

  /// Whether the laps are longer than wide and move on steadily across their length.
  var isSurvey: Bool {
    guard part.looks.count > 1 else { return false }
    let spread = ownSpread
    guard spread.minor < 0.3 * spread.major else { return false }
    let across = Vector(angle: spread.angle + .pi / 2)
    let offsets = part.looks.map { $0.centre.dot(across) }
    let count = Double(offsets.count)
    let meanPlace = (count - 1) / 2
    let mean = offsets.reduce(0, +) / count
    var slope = 0.0
    var scatter = 0.0
    for (index, offset) in offsets.enumerated() {
      slope += (Double(index) - meanPlace) * (offset - mean)
      scatter += (offset - mean) * (offset - mean)
    }
    slope /= count * (count * count - 1) / 12
    let explained = slope * slope * count * (count * count - 1) / 12
    // Over the whole part, half-laps at its ends included.
    let turns = (part.lastTurn - part.firstTurn) / (2 * .pi)
    let moved = abs(slope) * Double(Laps.looksPerTurn) * turns
    let width = 2 * (2 * spread.minor).squareRoot()
    return moved > max(6 * noise, 0.2 * width) && explained > 0.7 * scatter
  }

  /// The spread of the lap in the middle of the part, seen from a centre that moves at its pace.
  private var ownSpread: Spread {
    let trail = laps.trail
    let middle = (part.firstTurn + part.lastTurn) / 2
    let from = laps.place(max(0, middle - .pi))
    let to = laps.place(min(laps.whole, middle + .pi))
    let start = trail.seconds(at: from)
    var moments = Moments()
    var before = trail.point(at: from)
    for vertex in Int(from) + 1...max(Int(from) + 1, Int(to)) where vertex < trail.count {
      let point = trail.points[vertex] - (trail.seconds[vertex] - start) * pace
      let step = point - before
      moments.add(weight: step.length, at: (point + before) / 2, step: step, seconds: 0)
      before = point
    }
    return Spread(moments, at: before)
  }
}
