import Tracks

/// The fixes of all vehicles in a slice of time, with the instants they arrive.
///
/// Columns of its own, not ``Fixes``: appending through the measures' accessor costs an allocation
/// a value.
struct SliceRows {
  /// The vehicles; their codes are those of the rows.
  var vehicles = Labels()
  /// Whether there are camera columns.
  let hasCamera: Bool
  private var time: [Int64] = []
  private var arrivals: [Int64] = []
  private var codes: [Int32] = []
  private var longitude: [Double] = []
  private var latitude: [Double] = []
  private var height: [Double] = []
  private var speed: [Double] = []
  private var course: [Double] = []
  private var heading: [Double] = []
  private var frameLongitude: [Double] = []
  private var frameLatitude: [Double] = []
  private var frameHeight: [Double] = []
  private var slantRange: [Double] = []
  private var sensorAzimuth: [Double] = []
  private var sensorElevation: [Double] = []

  init(hasCamera: Bool) { self.hasCamera = hasCamera }

  /// The number of fixes.
  var count: Int { time.count }

  /// Appends a fix, its values rounded to what loggers write (and to what no two machines differ
  /// in).
  mutating func append(
    code: Int32, time: Int64, arrival: Int64, position: Position, height: Double, speed: Double,
    course: Double, heading: Double
  ) {
    self.time.append(time)
    arrivals.append(arrival)
    codes.append(code)
    longitude.append(PortableMath.rounded(position.longitude, scale: 1e7))
    latitude.append(PortableMath.rounded(position.latitude, scale: 1e7))
    self.height.append(PortableMath.rounded(height, scale: 10))
    self.speed.append(PortableMath.rounded(speed, scale: 100))
    self.course.append(Self.degrees(course))
    self.heading.append(Self.degrees(heading))
  }

  /// Appends what the camera of the fix just appended reports.
  mutating func append(_ report: CameraModel.Report, in frame: LocalFrame) {
    if report.height.isNaN {
      frameLongitude.append(.nan)
      frameLatitude.append(.nan)
    } else {
      let place = frame.position(report.place)
      frameLongitude.append(PortableMath.rounded(place.longitude, scale: 1e7))
      frameLatitude.append(PortableMath.rounded(place.latitude, scale: 1e7))
    }
    frameHeight.append(PortableMath.rounded(report.height, scale: 10))
    slantRange.append(PortableMath.rounded(report.slantRange, scale: 10))
    sensorAzimuth.append(Self.degrees(report.azimuth))
    sensorElevation.append(PortableMath.rounded(report.elevation, scale: 100))
  }

  /// Takes out the fixes that arrive before an instant, in the order they arrive; the others stay.
  mutating func take(arrivingBefore limit: Int64) -> Fixes {
    let order = arrivals.indices.sorted { (arrivals[$0], $0) < (arrivals[$1], $1) }
    let split = order.firstIndex { arrivals[$0] >= limit } ?? order.count
    let batch = gathered(order[..<split])
    let rest = order[split...]
    time = rest.map { time[$0] }
    arrivals = rest.map { arrivals[$0] }
    codes = rest.map { codes[$0] }
    for column in Self.columns where !self[keyPath: column].isEmpty {
      self[keyPath: column] = rest.map { self[keyPath: column][$0] }
    }
    return batch
  }

  private func gathered(_ rows: ArraySlice<Int>) -> Fixes {
    var fixes = Fixes()
    guard !rows.isEmpty else { return fixes }
    fixes.time = rows.map { time[$0] }
    fixes.longitude = rows.map { longitude[$0] }
    fixes.latitude = rows.map { latitude[$0] }
    fixes.vehicle = vehicles
    fixes.vehicle.codes = rows.map { codes[$0] }
    fixes.heightDatum = Labels(repeating: HeightDatum.meanSeaLevel.rawValue, count: rows.count)
    var measured: [(Measure, [Double])] = [
      (.height, height), (.speed, speed), (.course, course), (.heading, heading),
    ]
    if hasCamera {
      measured += [
        (.frameLongitude, frameLongitude), (.frameLatitude, frameLatitude),
        (.frameHeight, frameHeight), (.slantRange, slantRange), (.sensorAzimuth, sensorAzimuth),
        (.sensorElevation, sensorElevation),
      ]
    }
    for (measure, column) in measured { fixes.measures[measure] = rows.map { column[$0] } }
    return fixes
  }

  private static var columns: [WritableKeyPath<SliceRows, [Double]>] {
    [
      \.longitude, \.latitude, \.height, \.speed, \.course, \.heading, \.frameLongitude,
      \.frameLatitude, \.frameHeight, \.slantRange, \.sensorAzimuth, \.sensorElevation,
    ]
  }

  /// An angle in 0..<360, in hundredths.
  private static func degrees(_ angle: Double) -> Double {
    let rounded = PortableMath.rounded(angle, scale: 100)
    if rounded < 0 { return PortableMath.rounded(rounded + 360, scale: 100) }
    return rounded >= 360 ? PortableMath.rounded(rounded - 360, scale: 100) : rounded
  }
}
