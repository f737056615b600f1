import Tracks

/// A stop rule of another tool, fed the fixes of one track in order of time.
protocol StopRule {
  /// Takes a fix, and gives the stop that it ends.
  mutating func take(_ fix: RuledFix) -> RuledStop?
  /// Gives the stop that the end of the track leaves.
  mutating func finish() -> RuledStop?
}

/// What a stop rule looks at.
struct RuledFix: Equatable {
  /// Microseconds since the Unix epoch.
  var time: Int64
  /// Degrees.
  var longitude: Double
  /// Degrees.
  var latitude: Double
}

/// A stop as another tool reports it.
struct RuledStop {
  /// When it began, microseconds.
  var start: Int64
  /// When it ended by the tool's own counting, microseconds: not always a fix inside.
  var end: Int64
  /// The fixes inside.
  var fixes: [RuledFix]
  /// The tool's own point for it.
  var point: Position
}
