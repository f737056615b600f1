/// A part of a flight: one path flown for so long, with what the camera does meanwhile and what a
/// detector should find.
struct Segment {
  /// Where the vehicle is.
  var path: Path
  /// Seconds.
  var duration: Double
  /// Height at the start, metres.
  var height: Double
  /// Metres per second, up positive.
  var climb = 0.0
  /// Where the camera looks.
  var aim = Aim.nothing
  /// What should be found here.
  var truths: [SegmentTruth] = []

  /// What the camera does.
  enum Aim {
    /// There is no camera, or it is stowed.
    case nothing
    /// It looks ahead, down at 30°.
    case ahead
    /// It holds a place on the ground, which may move (metres per second).
    case place(Point, height: Double, velocity: Point)
  }

  /// The point reached at the end.
  var end: Point { path.motion(at: duration).place }
  /// The height reached at the end, metres.
  var endHeight: Double { height + climb * duration }
}

/// What a detector should find in a segment.
struct SegmentTruth {
  /// `stop`, `orbit` or `stare`.
  var kind: String
  /// As in a visit.
  var shape = ""
  /// What the flight is for: `watch`, `thermal`, `hold`, `follow`.
  var role: String
  /// The number of the site; nil where there is none.
  var site: Int?
  /// The middle of the path (of a stare: the place looked at) at the start.
  var centre: Point
  /// Metres per second.
  var drift = Point(0, 0)
  /// Metres; NaN for stops and stares.
  var radius = Double.nan
  /// Metres.
  var semiMajor = Double.nan
  /// Metres.
  var semiMinor = Double.nan
  /// Turns anticlockwise from east of the major axis; NaN where there is none.
  var axisTurns = Double.nan
  /// As in a visit.
  var sense = ""
  /// Laps flown; NaN where there are none.
  var laps = Double.nan
  /// Seconds; NaN where there are none.
  var lapSeconds = Double.nan
}

/// Everything about a flight before it is flown.
struct FlightPlan {
  /// The vehicle's name.
  var vehicle: String
  /// Microseconds since the Unix epoch.
  var start: Int64
  /// Seconds from fix to fix.
  var sampling: Double
  /// Whether the spacing is irregular.
  var isIrregular: Bool
  /// Whether its camera says where it looks.
  var hasCamera: Bool
  /// What the local metres are measured from.
  var frame: LocalFrame
  /// In order.
  var segments: [Segment]
  /// Times without a fix, seconds since the start, in order.
  var masks: [Range<Double>]
  /// The wind, metres per second.
  var wind: Point

  /// Seconds.
  var duration: Double { segments.reduce(0) { $0 + $1.duration } }
}
