import Tracks

/// The columns of a batch that say where its cameras look, taken out of it once.
///
/// Not copied: it is handed on for every fix.
struct CameraColumns: ~Copyable {
  let time: [Int64]
  private let longitude: [Double]
  private let latitude: [Double]
  private let height: [Double]
  private let datum: Labels
  private let frameLongitude: [Double]
  private let frameLatitude: [Double]
  private let frameHeight: [Double]
  private let slantRange: [Double]
  private let heading: [Double]
  private let pitch: [Double]
  private let roll: [Double]
  private let azimuth: [Double]
  private let elevation: [Double]

  init(_ fixes: borrowing Fixes) {
    let measures = fixes.measures
    time = fixes.time
    longitude = fixes.longitude
    latitude = fixes.latitude
    height = measures[.height]
    datum = fixes.heightDatum
    frameLongitude = measures[.frameLongitude]
    frameLatitude = measures[.frameLatitude]
    frameHeight = measures[.frameHeight]
    slantRange = measures[.slantRange]
    heading = measures[.heading]
    pitch = measures[.pitch]
    roll = measures[.roll]
    azimuth = measures[.sensorAzimuth]
    elevation = measures[.sensorElevation]
  }

  /// Where the vehicle of a row is.
  func position(_ row: Int) -> Position {
    Position(longitude: longitude[row], latitude: latitude[row])
  }

  /// The vehicle's height, metres; NaN where unknown.
  func height(_ row: Int) -> Double { Self.value(height, row) }

  /// What the vehicle's height is above.
  func heightDatum(_ row: Int) -> HeightDatum { datum[row].flatMap(HeightDatum.init) ?? .unknown }

  /// The frame centre that the source gives, and its height, metres, NaN where unknown.
  func frameCentre(_ row: Int) -> (position: Position, height: Double)? {
    let longitude = Self.value(frameLongitude, row)
    let latitude = Self.value(frameLatitude, row)
    guard longitude.isFinite, latitude.isFinite else { return nil }
    return (Position(longitude: longitude, latitude: latitude), Self.value(frameHeight, row))
  }

  /// From the vehicle to the frame centre, metres; NaN where unknown.
  func slantRange(_ row: Int) -> Double { Self.value(slantRange, row) }

  /// Of the vehicle and of the camera beside it, degrees; NaN where unknown.
  func bearings(_ row: Int) -> (heading: Double, azimuth: Double) {
    (Self.value(heading, row), Self.value(azimuth, row))
  }

  /// The attitude of a row and whether the vehicle is taken for level, since pitch or roll are not known;
  /// nil where heading, azimuth or elevation are not known.
  func attitude(_ row: Int) -> (ViewAttitude, isLevelAssumed: Bool)? {
    let (heading, azimuth) = bearings(row)
    let elevation = Self.value(elevation, row)
    guard heading.isFinite, azimuth.isFinite, elevation.isFinite else { return nil }
    let (pitch, roll) = (Self.value(pitch, row), Self.value(roll, row))
    let isLevel = !pitch.isFinite || !roll.isFinite
    let attitude = ViewAttitude(
      heading: heading, pitch: isLevel ? 0 : pitch, roll: isLevel ? 0 : roll, azimuth: azimuth,
      elevation: elevation)
    return (attitude, isLevel)
  }

  private static func value(_ column: [Double], _ row: Int) -> Double {
    column.isEmpty ? .nan : column[row]
  }
}
