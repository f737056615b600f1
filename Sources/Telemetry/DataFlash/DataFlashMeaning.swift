/// The kinds of DataFlash messages that make fixes, and the columns that are read of each.
enum DataFlashMeaning: Int, CaseIterable {
  case receiver, estimate, attitude, mode, mount, photo, note, clock, px4Estimate, px4Mode

  /// What messages of a name mean; nil when nothing.
  init?(_ name: String) {
    switch name {
    case "GPS", "GPS2", "GPSB": self = .receiver
    case "POS": self = .estimate
    case "ATT": self = .attitude
    case "MODE": self = .mode
    case "MNT": self = .mount
    case "CAM", "TRIG": self = .photo
    case "MSG": self = .note
    case "TIME": self = .clock
    case "GPOS": self = .px4Estimate
    case "STAT": self = .px4Mode
    default: return nil
    }
  }
}

/// What a column of a message holds; each kind of message has some of these.
enum DataFlashSlot: Int, CaseIterable {
  case micros, millis, bootMillis, startTime, receiverTime
  case instance, status, weekMillis, week, used
  case latitude, longitude, height, relativeHeight, speed, course, down
  case north, east, radiansCourse
  case heading, pitch, roll, absoluteYaw, relativeYaw
  case mode, image, distance, qw

  /// What a column of a name holds; nil when nothing that is read.
  init?(_ name: String, in meaning: DataFlashMeaning) {
    switch name {
    case "TimeUS": self = .micros
    case "StartTime": self = .startTime
    case "GPSTime" where meaning == .receiver: self = .receiverTime
    case "T" where meaning == .receiver: self = .bootMillis
    case "TimeMS": self = meaning == .receiver ? .weekMillis : .millis
    case "GMS", "Time": self = meaning == .receiver ? .weekMillis : .millis
    case "GWk", "Week": self = .week
    case "I": self = .instance
    case "Status", "Fix": self = .status
    case "U": self = .used
    case "Lat": self = .latitude
    case "Lng", "Lon": self = .longitude
    case "Alt": self = .height
    case "RelAlt", "RelHomeAlt": self = .relativeHeight
    case "Spd": self = .speed
    case "GCrs": self = .course
    case "Cog": self = .radiansCourse
    case "VZ", "VelD": self = .down
    case "VelN": self = .north
    case "VelE": self = .east
    case "Roll": self = .roll
    case "Pitch": self = .pitch
    case "Yaw" where meaning == .attitude: self = .heading
    case "YawE": self = .absoluteYaw
    case "YawB": self = .relativeYaw
    case "Mode", "MainState": self = .mode
    case "ModeNum": self = .mode
    case "Img": self = .image
    case "Dist": self = .distance
    case "qw": self = .qw
    default: return nil
    }
  }
}

/// The values of one message, by what they hold; NaN where it does not say.
struct DataFlashValues {
  private var values = [Double](repeating: .nan, count: DataFlashSlot.allCases.count)
  /// The text of the message, or of its mode; nil without one.
  var text: String?

  /// A value.
  subscript(slot: DataFlashSlot) -> Double {
    get { values[slot.rawValue] }
    set { values[slot.rawValue] = newValue }
  }

  /// Forgets all.
  mutating func clear() {
    for place in values.indices { values[place] = .nan }
    text = nil
  }
}
