import Tracks

/// What a column of the input holds.
enum ColumnTarget: Hashable {
  case time
  /// The date, beside a column with the time of day.
  case date
  /// How far that time of day is ahead of UTC, as `-08:00`.
  case utcOffset
  case vehicle
  case longitude
  case latitude
  /// Latitude and longitude in one cell, a comma or a blank between them.
  case place
  case height(HeightDatum)
  case heightDatum
  /// Any measure but the height.
  case measure(Measure)
  /// Degrees clockwise from north at which the camera looks, whatever the platform does.
  case cameraYaw
  /// Degrees above the horizon at which the camera looks.
  case cameraPitch
  case flight
  case sortie
  case x
  case y
  case system

  /// What its numbers measure; nil for text.
  var dimension: Dimension? {
    switch self {
    case .time: .time
    case .longitude, .latitude, .cameraYaw, .cameraPitch: .angle
    case .height, .x, .y: .length
    case .measure(let measure):
      switch measure {
      case .height, .frameHeight, .slantRange, .ellipsoidHeight: .length
      case .speed, .climb: .speed
      default: .angle
      }
    case .date, .utcOffset, .vehicle, .place, .heightDatum, .flight, .sortie, .system: nil
    }
  }

  /// The name in messages.
  var name: String {
    switch self {
    case .time: "time"
    case .date: "date"
    case .utcOffset: "UTC offset"
    case .vehicle: "vehicle"
    case .longitude: "lon"
    case .latitude: "lat"
    case .place: "lat,lon"
    case .height: "height"
    case .heightDatum: "height_datum"
    case .measure(let measure): measure.rawValue
    case .cameraYaw: "camera yaw"
    case .cameraPitch: "camera pitch"
    case .flight: "flight"
    case .sortie: "sortie"
    case .x: "x"
    case .y: "y"
    case .system: "crs"
    }
  }
}
