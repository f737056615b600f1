/// The numbers a fix may carry beside its place and time; NaN where unknown.
///
/// The raw value is the column's name on the wire and in every sink.
public enum Measure: String, CaseIterable, Sendable {
  /// Height in metres; its datum stands in ``Fixes/heightDatum``.
  case height = "height_m"
  /// Speed over ground, metres per second.
  case speed = "speed_mps"
  /// Course over ground, degrees clockwise from true north.
  case course = "course_deg"
  /// Where the nose points, degrees clockwise from true north.
  case heading = "heading_deg"
  /// Climb, metres per second, up positive.
  case climb = "climb_mps"
  /// Platform pitch, degrees, nose up positive.
  case pitch = "pitch_deg"
  /// Platform roll, degrees, right wing down positive.
  case roll = "roll_deg"
  /// Longitude of the camera's frame centre, degrees.
  case frameLongitude = "frame_lon"
  /// Latitude of the camera's frame centre, degrees.
  case frameLatitude = "frame_lat"
  /// Height of the frame centre, metres, datum as the fix's.
  case frameHeight = "frame_height_m"
  /// Distance from the sensor to the frame centre, metres.
  case slantRange = "slant_range_m"
  /// Camera azimuth relative to the nose, degrees clockwise.
  case sensorAzimuth = "sensor_azimuth_deg"
  /// Camera elevation relative to the platform, degrees, up positive.
  case sensorElevation = "sensor_elevation_deg"
  /// Camera roll about its line of sight, degrees clockwise as seen along it.
  case sensorRoll = "sensor_roll_deg"
  /// Width of the camera's view, degrees.
  case horizontalView = "hfov_deg"
  /// Height of the camera's view, degrees.
  case verticalView = "vfov_deg"
  /// Height above the WGS 84 ellipsoid in metres, where the source gives it beside ``height``.
  case ellipsoidHeight = "ellipsoid_height_m"

  /// The place of the measure in ``allCases``.
  @inlinable package var index: Int {
    switch self {
    case .height: 0
    case .speed: 1
    case .course: 2
    case .heading: 3
    case .climb: 4
    case .pitch: 5
    case .roll: 6
    case .frameLongitude: 7
    case .frameLatitude: 8
    case .frameHeight: 9
    case .slantRange: 10
    case .sensorAzimuth: 11
    case .sensorElevation: 12
    case .sensorRoll: 13
    case .horizontalView: 14
    case .verticalView: 15
    case .ellipsoidHeight: 16
    }
  }
}

/// One column for each ``Measure`` that a batch has; the rest are empty.
public struct Measures: Equatable, Sendable {
  private var columns: [[Double]]

  /// No columns.
  public init() { columns = Array(repeating: [], count: Measure.allCases.count) }

  /// The column of a measure; empty when the batch has none.
  public subscript(measure: Measure) -> [Double] {
    get { columns[measure.index] }
    _modify { yield &columns[measure.index] }
  }

  /// The measures the batch has, in their fixed order.
  public var present: [Measure] { Measure.allCases.filter { !columns[$0.index].isEmpty } }

  /// The rows at `rows`, in that order.
  public func gathered(_ rows: [Int]) -> Measures {
    var result = Measures()
    for measure in present {
      let column = columns[measure.index]
      result[measure] = rows.map { column[$0] }
    }
    return result
  }
}
