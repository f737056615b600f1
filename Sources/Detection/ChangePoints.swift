/// Cuts an orbit that goes on to another place in steps into one for each place.
struct ChangePoints {
  let trail: TurnTrail
  let minTurns: Double
  let noise: Double

  /// The parts of an orbit; itself when it stays, or moves so steadily that no step stands out.
  func parts(of orbit: LapFinder.Orbit) -> [LapFinder.Orbit] {
    guard let cut = bestCut(orbit), let parts = split(orbit, at: cut) else { return [orbit] }
    return parts.flatMap(self.parts)
  }

  private func centres(_ orbit: LapFinder.Orbit) -> [(x: Double, y: Double, radius: Double)] {
    orbit.lapEnds.enumerated().map { place, end in
      let spread = trail.spread(orbit.first + place, max(end, orbit.first + place + 1))
      return (spread.centreX, spread.centreY, spread.radius)
    }
  }

  /// The place between laps where one step explains nearly all movement of the lap centres.
  private func bestCut(_ orbit: LapFinder.Orbit) -> Int? {
    let centres = centres(orbit)
    guard centres.count >= 8 else { return nil }
    let radius = median(centres.map(\.radius))
    var prefix = [(x: 0.0, y: 0.0, s: 0.0)]
    for c in centres {
      let last = prefix[prefix.count - 1]
      prefix.append((last.x + c.x, last.y + c.y, last.s + c.x * c.x + c.y * c.y))
    }
    func scatter(_ a: Int, _ b: Int) -> Double {
      let n = Double(b - a)
      let x = prefix[b].x - prefix[a].x
      let y = prefix[b].y - prefix[a].y
      return max(0, prefix[b].s - prefix[a].s - (x * x + y * y) / n)
    }
    let whole = scatter(0, centres.count)
    var best = (cut: 0, rest: Double.infinity)
    for cut in 3..<(centres.count - 3) {
      let rest = scatter(0, cut) + scatter(cut, centres.count)
      if rest < best.rest { best = (cut, rest) }
    }
    // A steady slide keeps a quarter of the scatter after the best cut; a step keeps hardly any.
    guard best.cut > 0, best.rest < 0.15 * whole else { return nil }
    let n = Double(best.cut)
    let m = Double(centres.count - best.cut)
    let all = prefix[centres.count]
    let dx = prefix[best.cut].x / n - (all.x - prefix[best.cut].x) / m
    let dy = prefix[best.cut].y / n - (all.y - prefix[best.cut].y) / m
    return (dx * dx + dy * dy).squareRoot() > max(0.5 * radius, 6 * noise) ? best.cut : nil
  }

  private func split(_ orbit: LapFinder.Orbit, at cut: Int) -> [LapFinder.Orbit]? {
    let middle = (orbit.first + cut + orbit.lapEnds[cut]) / 2
    let left = part(orbit, orbit.first, middle)
    let right = part(orbit, middle, orbit.last)
    guard let left, let right, !slides(left) || !slides(right) else { return nil }
    return [left, right]
  }

  /// Whether a part moves on by itself: then there was no step from place to place.
  private func slides(_ orbit: LapFinder.Orbit) -> Bool {
    let speed = (orbit.driftX * orbit.driftX + orbit.driftY * orbit.driftY).squareRoot()
    let radius = trail.spread(orbit.first, orbit.lapEnds.first ?? orbit.last).radius
    return speed * (trail.t[orbit.last] - trail.t[orbit.first]) > max(0.5 * radius, 6 * noise)
  }

  private func part(_ orbit: LapFinder.Orbit, _ first: Int, _ last: Int) -> LapFinder.Orbit? {
    let turned = orbit.sense == 0 ? trail.turnedEither : trail.turned
    let turns = abs(turned[last] - turned[first]) / (2 * .pi)
    guard turns >= minTurns else { return nil }
    var part = orbit
    part.first = first
    part.last = last
    part.turns = turns
    let offset = first - orbit.first
    let ends = orbit.lapEnds.dropFirst(offset).prefix { $0 <= last }
    part.lapEnds = Array(ends)
    part.lapSeconds = ends.enumerated().map { trail.t[$1] - trail.t[first + $0] }
    (part.driftX, part.driftY) = trail.drift(ofLapsFrom: first, part.lapEnds)
    return part.lapEnds.isEmpty ? nil : part
  }
}
