import Detection
import TestSupport
import Tracks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A flight in the making: positions in metres round 10° east, 50° north, at seconds of one day.
struct FlightMaking {
  /// Microseconds since the Unix epoch of second 0.
  static let epoch: Int64 = 1_700_000_000_000_000
  /// The system of the metres.
  static var system: LocalTangentSystem {
    LocalTangentSystem(centre: Position(longitude: 10, latitude: 50))
  }

  /// Seconds of each fix.
  var seconds: [Double] = []
  /// Metres east.
  var x: [Double] = []
  /// Metres north.
  var y: [Double] = []
  /// Where the camera looks, metres; NaN where nothing is known.
  var lookX: [Double] = []
  /// See `lookX`.
  var lookY: [Double] = []

  /// Appends a fix.
  mutating func add(
    _ second: Double, _ x: Double, _ y: Double, look: (x: Double, y: Double) = (.nan, .nan)
  ) {
    seconds.append(second)
    self.x.append(x)
    self.y.append(y)
    lookX.append(look.x)
    lookY.append(look.y)
  }

  /// Appends fixes from one second to another, both included.
  mutating func fly(
    _ range: ClosedRange<Double>, every step: Double, _ path: (Double) -> (x: Double, y: Double)
  ) {
    var index = 0
    while range.lowerBound + Double(index) * step <= range.upperBound {
      let second = range.lowerBound + Double(index) * step
      let place = path(second)
      add(second, place.x, place.y)
      index += 1
    }
  }

  /// Without the fixes whose second lies strictly between two.
  func without(_ range: Range<Double>) -> FlightMaking {
    var rest = FlightMaking()
    for row in seconds.indices
    where !(seconds[row] > range.lowerBound && seconds[row] < range.upperBound) {
      rest.add(seconds[row], x[row], y[row], look: (lookX[row], lookY[row]))
    }
    return rest
  }

  /// With a normal deviate added to each coordinate.
  func noisy(_ sigma: Double, _ random: inout SplitMix) -> FlightMaking {
    var result = self
    for row in x.indices {
      result.x[row] += sigma * random.normal()
      result.y[row] += sigma * random.normal()
    }
    return result
  }

  /// Turned about the origin by degrees, anticlockwise.
  func turned(_ degrees: Double) -> FlightMaking {
    var result = self
    for row in x.indices {
      result.x[row] = x[row] * degrees.cosine - y[row] * degrees.sine
      result.y[row] = x[row] * degrees.sine + y[row] * degrees.cosine
      result.lookX[row] = lookX[row] * degrees.cosine - lookY[row] * degrees.sine
      result.lookY[row] = lookX[row] * degrees.sine + lookY[row] * degrees.cosine
    }
    return result
  }

  /// The fixes as one flight of a vehicle, projected.
  func fixes(_ vehicle: String = "v1") -> Fixes {
    var fixes = Fixes()
    fixes.time = seconds.map { Self.epoch + Int64(($0 * 1e6).rounded()) }
    fixes.x = x
    fixes.y = y
    fixes.longitude = x
    fixes.latitude = y
    Self.system.toDegrees(&fixes.longitude, &fixes.latitude)
    fixes.vehicle = Labels(repeating: vehicle, count: x.count)
    fixes.flight = Labels(repeating: vehicle + "-1", count: x.count)
    fixes.sortie = fixes.flight
    fixes.system = Labels(repeating: Self.system.name, count: x.count)
    if lookX.contains(where: \.isFinite) {
      var longitude = lookX
      var latitude = lookY
      Self.system.toDegrees(&longitude, &latitude)
      fixes.measures[.frameLongitude] = longitude
      fixes.measures[.frameLatitude] = latitude
    }
    return fixes
  }

  /// The visits.
  func visits(
    _ settings: DetectionSettings = DetectionSettings()
  ) throws(DwellError) -> [Visit] {
    try Detecting.visits(in: fixes(), settings)
  }
}

/// What a detector finds, and says, in batches of a size.
enum Detecting {
  /// The visits in order of time.
  static func visits(
    in fixes: Fixes, _ settings: DetectionSettings = DetectionSettings(), batch: Int = .max
  ) throws(DwellError) -> [Visit] {
    var detector = Detector(settings: settings, systems: LocalTangentSystems())
    var visits: [Visit] = []
    var first = 0
    while first < fixes.count {
      let last = batch < fixes.count - first ? first + batch : fixes.count
      try detector.take(fixes.gathered(Array(first..<last))) { visits.append($0) }
      first = last
    }
    try detector.finish { visits.append($0) }
    return visits.sorted(by: Visit.precedes)
  }
}

extension DetectionSettings {
  /// The defaults for one kind only.
  static func only(_ kind: VisitKind) -> DetectionSettings {
    var settings = DetectionSettings()
    settings.kinds = [kind]
    return settings
  }
}

extension Visit {
  /// Second of the first fix inside.
  var from: Double { Double(first.microseconds - FlightMaking.epoch) / 1e6 }
  /// Second of the last fix inside.
  var until: Double { Double(last.microseconds - FlightMaking.epoch) / 1e6 }
  /// Metres from a place to the path's centre.
  func distance(x: Double, y: Double) -> Double {
    var cx = [centreLongitude]
    var cy = [centreLatitude]
    FlightMaking.system.toPlane(&cx, &cy)
    return hypot(cx[0] - x, cy[0] - y)
  }
}
