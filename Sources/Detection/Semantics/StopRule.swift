package import Tracks

/// A stop rule of another tool, fed the fixes of one track in order of time.
package protocol StopRule {
  /// Takes a fix, and gives the stop that it ends.
  mutating func take(_ fix: RuledFix) -> RuledStop?
  /// Gives the stop that the end of the track leaves.
  mutating func finish() -> RuledStop?
}

/// What a stop rule looks at.
package struct RuledFix: Equatable {
  /// Microseconds since the Unix epoch.
  package var time: Int64
  /// Degrees.
  package var longitude: Double
  /// Degrees.
  package var latitude: Double

  /// Makes a fix.
  package init(time: Int64, longitude: Double, latitude: Double) {
    self.time = time
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// A stop as another tool reports it.
package struct RuledStop {
  /// When it began, microseconds.
  package var start: Int64
  /// When it ended by the tool's own counting, microseconds: not always a fix inside.
  package var end: Int64
  /// The fixes inside.
  package var fixes: [RuledFix]
  /// The tool's own point for it.
  package var point: Position
}
