import Tracks

/// The vehicles of a MAVLink stream: those that speak, and the traffic they tell of.
struct MAVLinkFleet {
  private let log: FileLog
  private var vehicles: [MAVLinkVehicle?]
  private var traffic: MAVLinkTraffic
  /// Systems that are ground stations.
  private var stations: Set<UInt8> = [255]

  init(_ log: FileLog) {
    self.log = log
    vehicles = Array(repeating: nil, count: 256)
    traffic = MAVLinkTraffic(log)
  }

  /// Takes one message.
  mutating func take(
    _ frame: MAVLinkFrame, _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    switch frame.message {
    case 0:
      // A part of type 6 is a ground station; one may share a system with nobody else.
      if payload.padded(4, as: UInt8.self) == 6 {
        if vehicles[Int(frame.system)] == nil { stations.insert(frame.system) }
        return
      }
      try vehicle(frame)?.take(frame, payload, at: place, into: rows)
    case 2, 24, 30, 33, 124, 158, 180, 235, 263, 265, 271, 285, 360:
      try vehicle(frame)?.take(frame, payload, at: place, into: rows)
    case 246, 12900, 12901:
      let own = vehicles[Int(frame.system)]
      try traffic.take(frame, payload, own: own, at: place, into: rows)
    default: break
    }
  }

  /// Whether messages of a kind become fixes.
  static func isPosition(_ message: Int) -> Bool {
    [24, 33, 124, 235, 246, 12901].contains(message)
  }

  /// Gives what is still held.
  mutating func finish(into rows: FixRows) throws(DwellError) {
    for vehicle in vehicles { try vehicle?.finish(into: rows) }
    try traffic.finish(into: rows)
  }

  private mutating func vehicle(_ frame: MAVLinkFrame) -> MAVLinkVehicle? {
    if let known = vehicles[Int(frame.system)] { return known }
    guard frame.system != 0, !stations.contains(frame.system) else { return nil }
    // The number that vehicles leave the factory with says nothing; others tell them apart.
    let name = frame.system == 1 ? nil : "\(log.vehicleName):\(frame.system)"
    let made = MAVLinkVehicle(name: name, isStamped: frame.stamp != nil)
    vehicles[Int(frame.system)] = made
    return made
  }
}
