/// One fix as the encoders of text formats write it: what a format cannot say is left out.
public struct SampleFix: Sendable {
  /// Milliseconds since 1970.
  public var milliseconds: Int
  /// Degrees east.
  public var longitude: Double
  /// Degrees north.
  public var latitude: Double
  /// Feet, for formats of aviation; metres elsewhere.
  public var height: Double
  /// Knots.
  public var knots: Double
  /// Degrees.
  public var course: Double

  /// A fix of its parts.
  public init(
    milliseconds: Int, longitude: Double, latitude: Double, height: Double, knots: Double,
    course: Double
  ) {
    self.milliseconds = milliseconds
    self.longitude = longitude
    self.latitude = latitude
    self.height = height
    self.knots = knots
    self.course = course
  }

  /// `count` fixes a second apart from 2020-09-13 12:26:40 UTC on, along a line in Switzerland, on
  /// numbers that every format here can write exactly.
  public static func line(_ count: Int) -> [SampleFix] {
    (0..<count).map { index in
      SampleFix(
        milliseconds: 1_600_000_000_000 + 1000 * index, longitude: 8.5 + Double(index) / 1024,
        latitude: 47.25 - Double(index) / 2048, height: 1000 + Double(index), knots: 90,
        course: 45)
    }
  }
}
