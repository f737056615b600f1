public import Tracks

/// What a gap in the data does to a visit.
public enum GapPolicy: String, CaseIterable, Sendable {
  /// It ends the visit; what was gathered before it counts.
  case close
  /// The visit goes on where the place before and after agree; the gap counts as gap.
  case bridge
  /// As bridge, and of the gap `max-gap` counts as observed.
  case cap
}

/// What makes a visit.
public struct DetectionSettings: Equatable, Sendable {
  /// Time between fixes farther apart is a gap; raised to 3 × a flight's median spacing.
  public var maxGap = Seconds.minutes(2)
  /// What a gap does to a visit.
  public var gapPolicy = GapPolicy.close
  /// The shortest visit.
  public var minDuration = Seconds.minutes(2)
  /// Radius of the circle that a stop stays within.
  public var radius = Metres(50)
  /// The fewest turns of an orbit.
  public var minTurns = 1.5
  /// Radius of the circle that a stare's frame centre stays within; of a far camera four times what its line of sight
  /// may be off by (``LookPriors/sensorDegrees``), where that is more.
  public var stareRadius = Metres(100)
  /// Where places lie that are watched from a path.
  public var lookPriors = LookPriors()
  /// The kinds to look for.
  public var kinds = Set(VisitKind.allCases)

  /// Ideas to do without, for measuring what they contribute.
  package var without: Set<DetectionIdea> = []

  /// The defaults.
  public init() {}
}
