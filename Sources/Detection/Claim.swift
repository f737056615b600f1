import Tracks

/// A stop or an orbit that claims a span of a flight; each instant goes to one at most.
struct Claim {
  enum Found {
    case stop(StayFinder.Stay)
    case orbit(OrbitFinder.Found)
  }

  var rows: ClosedRange<Int>
  var found: Found

  /// The claims that stand: the longer explains the shorter.
  ///
  /// What is left of a shorter one beside a longer stays when it lasts long enough on its own; a
  /// part of an orbit must keep most of its laps. A stop inside an orbit of its own size (a
  /// quadcopter's slow circle) loses to the orbit when they last about as long.
  static func resolved(
    _ claims: [Claim], _ clocking: Clocking, _ minDuration: Int64, _ tally: inout Tally
  ) -> [Claim] {
    let ordered = claims.sorted {
      let a = $0.weight(clocking)
      let b = $1.weight(clocking)
      return (-a, $0.rows.lowerBound, $0.rows.upperBound)
        < (-b, $1.rows.lowerBound, $1.rows.upperBound)
    }
    var taken: [ClosedRange<Int>] = []
    var standing: [Claim] = []
    for claim in ordered {
      guard let rest = claim.rest(beside: taken, clocking, minDuration) else {
        tally.count("explained by a longer visit")
        continue
      }
      standing.append(rest)
      taken.append(rest.rows)
    }
    return standing.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  private func weight(_ clocking: Clocking) -> Double {
    let observed = Double(clocking.observed(rows))
    if case .orbit = found { return observed * 1.2 }
    return observed
  }

  /// The longest part of the claim that nothing else has; nil when it is too short.
  private func rest(
    beside taken: [ClosedRange<Int>], _ clocking: Clocking, _ minDuration: Int64
  ) -> Claim? {
    var parts = [rows]
    for other in taken {
      parts = parts.flatMap { part -> [ClosedRange<Int>] in
        // Sharing the fix at an end is sharing no time.
        guard other.lowerBound < part.upperBound, part.lowerBound < other.upperBound else {
          return [part]
        }
        var left: [ClosedRange<Int>] = []
        if part.lowerBound < other.lowerBound { left.append(part.lowerBound...other.lowerBound) }
        if other.upperBound < part.upperBound { left.append(other.upperBound...part.upperBound) }
        return left
      }
    }
    guard let longest = parts.max(by: { clocking.observed($0) < clocking.observed($1) }) else {
      return nil
    }
    if longest == rows { return self }
    let observed = clocking.observed(longest)
    guard observed >= minDuration else { return nil }
    switch found {
    case .orbit:
      guard Double(observed) >= 0.7 * Double(clocking.observed(rows)) else { return nil }
      return Claim(rows: longest, found: found)
    case .stop(let stay):
      var part = stay
      part.rows = stay.rows.filter(longest.contains)
      return part.rows.count > 1 ? Claim(rows: longest, found: .stop(part)) : nil
    }
  }
}
