/// Counts by name, in the order the names first came.
///
/// Every dropped, skipped or repaired row is counted here by its reason; the names are lower-case
/// phrases such as `latitude out of range`, so a summary can be read aloud.
public struct Tally: Equatable, Sendable {
  /// The names, in the order they were first counted.
  public private(set) var names: [String] = []
  private var counts: [String: Int] = [:]

  /// An empty tally.
  public init() {}

  /// Adds `number` to the count of `name`; a number of 0 makes the name known.
  public mutating func count(_ name: String, _ number: Int = 1) {
    if let old = counts[name] {
      counts[name] = old + number
    } else {
      names.append(name)
      counts[name] = number
    }
  }

  /// Adds every count of another tally.
  public mutating func add(_ other: Tally) {
    for name in other.names { count(name, other[name]) }
  }

  /// The count of a name; 0 when it never came.
  public subscript(name: String) -> Int { counts[name] ?? 0 }

  /// Whether nothing was ever counted.
  public var isEmpty: Bool { names.isEmpty }
}
