import Tracks

/// Vehicles that do not speak MAVLink themselves: aircraft heard by ADS-B, drones heard by Remote ID.
struct MAVLinkTraffic {
  /// One drone heard by Remote ID.
  private struct Heard {
    /// Its name; nil until it is settled.
    var name: String?
    /// What it says it is.
    var identity: String?
    var waiting: [(row: FixRow, place: RowPlace)] = []
  }

  private let log: FileLog
  private var heard: [String: Heard] = [:]
  private var row: FixRow
  /// The last time that any vehicle or stamp told, microseconds since 1970.
  private var latest = Int64.min

  /// Drones by Remote ID that are told apart at most; more go by their address alone.
  private static let mostHeard = 4096
  /// Positions that wait for an identity at most.
  private static let mostWaiting = 16

  init(_ log: FileLog) {
    self.log = log
    row = FixRow(MAVLinkDecoder.extras)
  }

  /// Takes one message.
  ///
  /// - Parameter own: The vehicle that passes it on.
  mutating func take(
    _ frame: MAVLinkFrame, _ payload: Span<UInt8>, own: MAVLinkVehicle?, at place: RowPlace,
    into rows: FixRows
  ) throws(DwellError) {
    if let stamp = frame.stamp {
      latest = stamp
    } else if let own, let start = own.track.start {
      latest = start + own.track.now
    }
    switch frame.message {
    case 246: try takeAircraft(payload, at: place, into: rows)
    case 12900: try takeIdentity(frame, payload, own, into: rows)
    default: try takeDrone(frame, payload, own, at: place, into: rows)
    }
  }

  /// Gives what is still held.
  mutating func finish(into rows: FixRows) throws(DwellError) {
    for key in heard.keys.sorted() { try settle(key, into: rows) }
  }

  /// ADSB_VEHICLE.
  private mutating func takeAircraft(
    _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    let flags = payload.padded(22, as: UInt16.self)
    guard flags & 1 != 0 else { return }
    var row = FixRow(MAVLinkDecoder.extras)
    let address = String(payload.padded(0, as: UInt32.self) & 0xFF_FFFF, radix: 16)
    row.vehicle = String(repeating: "0", count: 6 - address.count) + address
    row.latitude = Double(payload.padded(4, as: Int32.self)) / 1e7
    row.longitude = Double(payload.padded(8, as: Int32.self)) / 1e7
    if flags & 2 != 0 {
      row[.height] = Double(payload.padded(12, as: Int32.self)) / 1000
      row.datum = payload.padded(26, as: UInt8.self) == 0 ? .barometric : .ellipsoid
    }
    if flags & 4 != 0 { row[.course] = Double(payload.padded(16, as: UInt16.self)) / 100 }
    if flags & 8 != 0 {
      row[.speed] = Double(payload.padded(18, as: UInt16.self)) / 100
    }
    if flags & 128 != 0 { row[.climb] = Double(payload.padded(20, as: Int16.self)) / 100 }
    if flags & 16 != 0 {
      let name = payload.text(27..<36).split(separator: " ").joined(separator: " ")
      row[text: MAVLinkColumn.callsign.rawValue] = name.isEmpty ? nil : name
    }
    // Seconds since the aircraft was heard.
    row.time =
      latest == .min ? .min : latest - Int64(payload.padded(37, as: UInt8.self)) * 1_000_000
    try rows.add(row, at: place)
  }

  /// OPEN_DRONE_ID_BASIC_ID.
  private mutating func takeIdentity(
    _ frame: MAVLinkFrame, _ payload: Span<UInt8>, _ own: MAVLinkVehicle?, into rows: FixRows
  ) throws(DwellError) {
    let identity = payload.text(24..<44)
    guard !identity.isEmpty, let key = Self.address(payload, 2) else {
      if !identity.isEmpty { own?.track.row[text: MAVLinkColumn.remote.rawValue] = identity }
      return
    }
    guard heard[key] != nil || heard.count < Self.mostHeard else { return }
    heard[key, default: Heard()].identity = identity
    try settle(key, into: rows)
  }

  /// OPEN_DRONE_ID_LOCATION.
  private mutating func takeDrone(
    _ frame: MAVLinkFrame, _ payload: Span<UInt8>, _ own: MAVLinkVehicle?, at place: RowPlace,
    into rows: FixRows
  ) throws(DwellError) {
    // Without an address it is what the vehicle says of itself, which its own positions say better.
    guard let key = Self.address(payload, 32) else { return }
    var row = FixRow(MAVLinkDecoder.extras)
    row.time = latest
    row.latitude = Double(payload.padded(0, as: Int32.self)) / 1e7
    row.longitude = Double(payload.padded(4, as: Int32.self)) / 1e7
    setHeight(of: &row, payload)
    let course = payload.padded(24, as: UInt16.self)
    let speed = payload.padded(26, as: UInt16.self)
    let climb = payload.padded(28, as: Int16.self)
    row[.course] = course > 36_000 ? .nan : Double(course) / 100
    row[.speed] = speed == 25_500 ? .nan : Double(speed) / 100
    row[.climb] = climb == 6300 ? .nan : Double(climb) / 100
    guard heard[key] != nil || heard.count < Self.mostHeard else {
      row.vehicle = key
      return try rows.add(row, at: place)
    }
    let known = heard[key, default: Heard()]
    if let name = known.name {
      row.vehicle = name
      row[text: MAVLinkColumn.remote.rawValue] = known.identity
      return try rows.add(row, at: place)
    }
    heard[key, default: Heard()].waiting.append((row, place))
    if known.waiting.count + 1 >= Self.mostWaiting { try settle(key, into: rows) }
  }

  /// Heights of −1000 m are unknown.
  private func setHeight(of row: inout FixRow, _ payload: Span<UInt8>) {
    let pressure = payload.paddedFloat(8)
    let ellipsoid = payload.paddedFloat(12)
    if ellipsoid > -1000 {
      row[.height] = ellipsoid
      row.datum = .ellipsoid
    } else if pressure > -1000 {
      row[.height] = pressure
      row.datum = .barometric
    }
    let above = payload.paddedFloat(16)
    if above > -1000 { row[.relativeHeight] = above }
  }

  /// Gives a drone the best name there is, and what waited for it.
  private mutating func settle(_ key: String, into rows: FixRows) throws(DwellError) {
    guard var known = heard[key] else { return }
    let name = known.name ?? known.identity ?? key
    known.name = name
    let waiting = known.waiting
    known.waiting = []
    heard[key] = known
    for var fix in waiting {
      fix.row.vehicle = name
      fix.row[text: MAVLinkColumn.remote.rawValue] = known.identity
      try rows.add(fix.row, at: fix.place)
    }
  }

  /// The address of a sender, six bytes of `id_or_mac` or more; nil where all are 0.
  private static func address(_ payload: Span<UInt8>, _ start: Int) -> String? {
    let bytes = (start..<start + 20).map { payload.padded($0, as: UInt8.self) }
    guard let last = bytes.lastIndex(where: { $0 != 0 }) else { return nil }
    let digits = bytes[...max(last, 5)].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "remote-" + digits.joined()
  }
}
