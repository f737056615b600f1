/// Cuts much larger laps out of a closing path.
///
/// An outer lap twice as wide as the rest is no part of the orbit that it interrupts. Smaller ones
/// lie within it.
struct SizeGroups {
  /// The looks at the laps, in order.
  let looks: [Laps.Look]

  /// Laps larger than the middle one by more than this factor are others.
  private static let alike = 1.6
  /// Fewer looks of another size are a lap that bulges: a look is half made of its neighbours.
  private static let fewest = Laps.looksPerTurn / 2

  /// The runs of looks of one size, in order.
  ///
  /// - Complexity: O(*n* log *n*).
  func groups() -> [ClosedRange<Int>] {
    guard looks.count > Self.fewest else { return [0...max(0, looks.count - 1)] }
    let middle = median(looks.map(\.radius))
    let others = runs { $0.radius > Self.alike * middle }.filter { $0.count >= Self.fewest }
    var groups: [ClosedRange<Int>] = []
    var next = 0
    for other in others {
      if next < other.lowerBound { groups.append(next...other.lowerBound - 1) }
      groups.append(other)
      next = other.upperBound + 1
    }
    if next < looks.count { groups.append(next...looks.count - 1) }
    return groups
  }

  private func runs(of isIn: (Laps.Look) -> Bool) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for (index, look) in looks.enumerated() where isIn(look) {
      if let last = runs.last, last.upperBound == index - 1 {
        runs[runs.count - 1] = last.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    return runs
  }
}
