import Tracks

/// Gives carried columns names that no other column of their batch has.
struct FreeNames {
  private var taken = reserved
  /// The number after the last that was added to a name.
  private var numbers: [String: Int] = [:]

  /// A free name, which is taken then: `flight` of a foreign file becomes `input_flight`, a second
  /// `note` becomes `note_2`.
  ///
  /// - Complexity: O(length), however many columns share a name.
  mutating func take(_ name: String) -> String {
    if taken.insert(name).inserted { return name }
    let base = Self.reserved.contains(name) ? "input_" + name : name
    if taken.insert(base).inserted { return base }
    var number = numbers[base] ?? 2
    while !taken.insert("\(base)_\(number)").inserted { number += 1 }
    numbers[base] = number + 1
    return "\(base)_\(number)"
  }

  /// The names of a batch's own columns.
  private static let reserved: Set<String> = Set(
    ["vehicle", "time", "lon", "lat", "height_datum", "flight", "sortie", "x", "y", "crs"]
      + Measure.allCases.map(\.rawValue))
}
