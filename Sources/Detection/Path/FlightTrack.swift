import Tracks

/// The fixes of one flight that can dwell, as columns in the flight's own plane.
///
/// 40 bytes a fix, 16 more where the camera is known.
struct FlightTrack {
  let vehicle: String
  let flight: String
  let sortie: String
  /// Microseconds since the epoch, never falling.
  private(set) var time: [Int64] = []
  /// Metres in the flight's plane (``PlaneFrame``).
  private(set) var points: [Vector] = []
  /// Metres; NaN where unknown.
  private(set) var height: [Float] = []
  /// Degrees clockwise from true north; NaN where unknown.
  private(set) var course: [Float] = []
  /// Degrees of the camera's frame centre, NaN where unknown; empty when it never was.
  private(set) var frameLongitude: [Double] = []
  /// See ``frameLongitude``.
  private(set) var frameLatitude: [Double] = []
  /// The plane systems it passed through, in order; never empty once it has a fix.
  private(set) var frames: [PlaneFrame] = []

  /// What a fix brings beside its place.
  struct Reading {
    var height = Float.nan
    var course = Float.nan
    var frameLongitude = Double.nan
    var frameLatitude = Double.nan
  }

  init(vehicle: String, flight: String, sortie: String) {
    self.vehicle = vehicle
    self.flight = flight
    self.sortie = sortie
  }

  /// The number of fixes.
  var count: Int { time.count }

  /// Begins another plane system; `position` is that of the next fix.
  mutating func enter(_ system: any PlaneSystem, at position: Position) throws(DwellError) {
    if let last = frames.last {
      frames.append(
        try PlaneFrame(system: system, firstRow: count, joining: last, at: position))
    } else {
      frames.append(PlaneFrame(system: system))
    }
  }

  /// Appends a fix given in the plane system entered last.
  mutating func append(_ time: Int64, _ point: Vector, _ reading: Reading) {
    guard let frame = frames.last else { return }
    self.time.append(time)
    points.append(frames.count == 1 ? point : frame.flightPlane(point))
    height.append(reading.height)
    course.append(reading.course)
    if !reading.frameLongitude.isNaN || !frameLongitude.isEmpty {
      let missing = count - 1 - frameLongitude.count
      if missing > 0 {
        frameLongitude.append(contentsOf: repeatElement(.nan, count: missing))
        frameLatitude.append(contentsOf: repeatElement(.nan, count: missing))
      }
      frameLongitude.append(reading.frameLongitude)
      frameLatitude.append(reading.frameLatitude)
    }
  }

  /// Leaves out the fixes at `rows`, which are in order.
  mutating func remove(_ rows: [Int]) {
    guard !rows.isEmpty else { return }
    var isLeft = [Bool](repeating: true, count: count)
    for row in rows { isLeft[row] = false }
    func kept<Value>(_ column: [Value]) -> [Value] {
      column.indices.filter { isLeft[$0] }.map { column[$0] }
    }
    frames = frames.map { frame in
      frame.starting(at: frame.firstRow - rows.count { $0 < frame.firstRow })
    }
    time = kept(time)
    points = kept(points)
    height = kept(height)
    course = kept(course)
    frameLongitude = kept(frameLongitude)
    frameLatitude = kept(frameLatitude)
  }

  /// The frame that a row lies in.
  func frame(ofRow row: Int) -> PlaneFrame? {
    frames.last { $0.firstRow <= row } ?? frames.first
  }

  /// Median microseconds from fix to fix, of an even number the lower; 0 for a single fix.
  var medianSpacing: Int64 {
    guard count > 1 else { return 0 }
    let spacings = (1..<count).map { time[$0] - time[$0 - 1] }.sorted()
    return spacings[(spacings.count - 1) / 2]
  }
}
