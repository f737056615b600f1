/// The topics of ULog that make fixes.
enum ULogTopic {
  case receiver, estimate, local, status, attitude, gimbal, mount, capture, trigger, orbit

  /// What messages of a name mean; nil when nothing.
  init?(_ name: String) {
    switch name {
    case "vehicle_gps_position", "sensor_gps": self = .receiver
    case "vehicle_global_position": self = .estimate
    case "vehicle_local_position": self = .local
    case "vehicle_status": self = .status
    case "vehicle_attitude": self = .attitude
    case "gimbal_device_attitude_status": self = .gimbal
    case "mount_orientation": self = .mount
    case "camera_capture": self = .capture
    case "camera_trigger": self = .trigger
    case "orbit_status": self = .orbit
    default: return nil
    }
  }
}

/// What a field of a topic holds.
enum ULogSlot: Int, CaseIterable {
  case time, utc, fix, latitude, longitude, height, ellipsoid, speed, north, east, down, course
  case valid, heightValid, resets
  case x, y, z, referenceLatitude, referenceLongitude, referenceHeight, isGlobal, isHeightGlobal
  case state, q0, q1, q2, q3, flags, roll, pitch, yaw, sequence, radius, frame

  /// The names a field may have, and what its values are multiplied with, by topic and type: layouts
  /// changed over the years without a version to tell.
  var names: [String] {
    switch self {
    case .time: ["timestamp"]
    case .utc: ["time_utc_usec"]
    case .fix: ["fix_type"]
    case .latitude: ["latitude_deg", "lat"]
    case .longitude: ["longitude_deg", "lon"]
    case .height: ["altitude_msl_m", "alt"]
    case .ellipsoid: ["altitude_ellipsoid_m", "alt_ellipsoid"]
    case .speed: ["vel_m_s"]
    case .north: ["vel_n_m_s", "vel_n", "vx"]
    case .east: ["vel_e_m_s", "vel_e", "vy"]
    case .down: ["vel_d_m_s", "vel_d", "vz"]
    case .course: ["cog_rad"]
    case .valid: ["lat_lon_valid", "xy_valid"]
    case .heightValid: ["alt_valid", "z_valid"]
    case .resets: ["lat_lon_reset_counter", "xy_reset_counter"]
    case .x: ["x"]
    case .y: ["y"]
    case .z: ["z"]
    case .referenceLatitude: ["ref_lat"]
    case .referenceLongitude: ["ref_lon"]
    case .referenceHeight: ["ref_alt"]
    case .isGlobal: ["xy_global"]
    case .isHeightGlobal: ["z_global"]
    case .state: ["nav_state"]
    case .q0: ["q[0]"]
    case .q1: ["q[1]"]
    case .q2: ["q[2]"]
    case .q3: ["q[3]"]
    case .flags: ["device_flags"]
    case .roll: ["attitude_euler_angle[0]"]
    case .pitch: ["attitude_euler_angle[1]"]
    case .yaw: ["attitude_euler_angle[2]"]
    case .sequence: ["seq"]
    case .radius: ["radius"]
    case .frame: ["frame"]
    }
  }

  /// What whole numbers of the field are multiplied with; degrees and metres are written as fractions.
  func divisor(_ kind: ULogLayout.Kind) -> Double {
    switch (self, kind) {
    case (.latitude, .int32), (.longitude, .int32): 1e7
    case (.height, .int32), (.ellipsoid, .int32): 1000
    default: 1
    }
  }

  /// Every name of every field.
  static let allNames: Set<String> = Set(allCases.flatMap(\.names))
}

/// How the messages of one subscription are read.
struct ULogSubscription {
  /// What they mean.
  let topic: ULogTopic
  /// Which of several is preferred: the first of a topic is 0.
  let rank: Int
  private let fields: [(slot: ULogSlot, field: ULogLayout.Field, divisor: Double)]

  /// A subscription; nil when the topic has no time.
  init?(_ topic: ULogTopic, rank: Int, _ layout: [String: ULogLayout.Field]) {
    self.topic = topic
    self.rank = rank
    fields = ULogSlot.allCases.compactMap { slot in
      for name in slot.names {
        if let field = layout[name] { return (slot, field, slot.divisor(field.kind)) }
      }
      return nil
    }
    guard layout["timestamp"] != nil else { return nil }
  }

  /// Reads a message.
  func read(_ bytes: Span<UInt8>, into values: inout ULogValues) {
    values.clear()
    for (slot, field, divisor) in fields { values[slot] = field.value(bytes) / divisor }
  }
}

/// The values of one message, by what they hold; NaN where it does not say.
struct ULogValues {
  private var values = [Double](repeating: .nan, count: ULogSlot.allCases.count)

  /// A value.
  subscript(slot: ULogSlot) -> Double {
    get { values[slot.rawValue] }
    set { values[slot.rawValue] = newValue }
  }

  /// A value as an integer; nil where it is none or out of every range.
  func whole(_ slot: ULogSlot) -> Int64? {
    let value = self[slot]
    return value >= 0 && value < 0x1p53 ? Int64(value) : nil
  }

  /// Forgets all.
  mutating func clear() {
    for place in values.indices { values[place] = .nan }
  }
}
