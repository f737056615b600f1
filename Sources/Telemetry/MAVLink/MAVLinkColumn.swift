/// The columns of MAVLink beside those every fix may have, in their order.
enum MAVLinkColumn: Int, CaseIterable {
  case mode, relativeHeight, photo, orbitRadius, orbitLongitude, orbitLatitude, callsign, remote

  /// As the decoder gives them.
  static let all: [ExtraColumn] = allCases.map { column in
    switch column {
    case .mode: .label("mode")
    case .relativeHeight: .number("relative_height_m")
    case .photo: .number("photo")
    case .orbitRadius: .number("orbit_radius_m")
    case .orbitLongitude: .number("orbit_lon")
    case .orbitLatitude: .number("orbit_lat")
    case .callsign: .label("callsign")
    case .remote: .label("remote_id")
    }
  }
}

extension FixRow {
  /// A number of MAVLink's own.
  subscript(column: MAVLinkColumn) -> Double {
    get { self[number: column.rawValue] }
    set { self[number: column.rawValue] = newValue }
  }
}
