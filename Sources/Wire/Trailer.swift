public import Tracks

/// The last record of a pipe: the proof that what came before it is whole.
public struct Trailer: Sendable {
  /// The status of a run that came to its end.
  public static let complete = "complete"

  /// Rows of telemetry read at the pipe's beginning.
  public var rows: Int
  /// ``complete``, or what became of the stage before; readers refuse any other.
  public var status: String
  /// What each stage so far counted, in the order of the flow.
  public var tallies: [(stage: String, tally: Tally)]

  /// Makes a trailer.
  public init(
    rows: Int = 0, status: String = Trailer.complete, tallies: [(stage: String, tally: Tally)] = []
  ) {
    self.rows = rows
    self.status = status
    self.tallies = tallies
  }

  /// Whether the run came to its end.
  public var isComplete: Bool { status == Trailer.complete }
}

extension Trailer: Equatable {
  /// Equal in all fields.
  public static func == (left: Self, right: Self) -> Bool {
    left.rows == right.rows && left.status == right.status
      && left.tallies.elementsEqual(right.tallies) { $0.stage == $1.stage && $0.tally == $1.tally }
  }
}
