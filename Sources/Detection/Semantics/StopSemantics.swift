/// Whose rule says what a stop is.
public enum StopSemantics: String, CaseIterable, Sendable {
  /// Our own: every kind of visit, as ``Detector`` finds them.
  case dwell
  /// `TrajectoryStopDetector` of MovingPandas: stops alone.
  case movingpandas
  /// `generate_staypoints` of trackintel, method `sliding`: stops alone.
  case trackintel
}
