public import Tracks

/// What a run did: rows, drops by reason and stage, records made.
public struct RunReport: Sendable {
  /// Rows of telemetry read, valid or not.
  public var rowsRead = 0
  /// What each stage counted, in the order of the flow, those before on the pipe included.
  public var tallies: [(stage: String, tally: Tally)] = []
  /// The settings of each stage so far, as words of a command line.
  public var settings: [String] = []

  /// A report of nothing.
  public init() {}

  /// The count of a name, over all stages.
  public func total(_ name: String) -> Int {
    tallies.reduce(0) { $0 + $1.tally[name] }
  }
}

/// How stages name what they make, so that a summary can tell it from what they drop.
///
/// Every other name in a tally is a reason why a row or a candidate was dropped.
public enum Made {
  /// Names that count what was made or taken, not what was dropped.
  public static let names: Set<String> = [
    "rows", "fixes", "flights", "sorties", "vehicles", "visits", "stops", "orbits", "stares",
    "areas", "findings", "sites", "candidates", "crossings", "clusters", "points",
  ]
}
