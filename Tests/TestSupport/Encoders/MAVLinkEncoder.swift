/// Writes MAVLink packets, as the specification of the serialisation says.
public struct MAVLinkEncoder: Sendable {
  /// The log so far.
  public var bytes: [UInt8] = []
  /// Whether a time stands before each packet.
  public var isStamped = true
  /// 1 or 2.
  public var version = 2
  /// Whether packets carry a signature, of zeros; version 2 only.
  public var isSigned = false
  /// Who sends.
  public var system: UInt8 = 1
  /// Which part of it.
  public var component: UInt8 = 1
  private var sequence: UInt8 = 0

  /// An empty log.
  public init() {}

  /// Appends a packet.
  ///
  /// - Parameters:
  ///   - message: The number of the message.
  ///   - extra: The byte of its definition that joins the checksum.
  ///   - time: When it arrives, microseconds since 1970.
  public mutating func add(
    _ message: Int, extra: UInt8, at time: Int64, _ fill: (inout LittleEndianBytes) -> Void
  ) {
    var payload = LittleEndianBytes()
    fill(&payload)
    var body = payload.bytes
    var packet: [UInt8]
    if version == 1 {
      packet = [0xFE, UInt8(body.count), sequence, system, component, UInt8(message)]
    } else {
      while body.count > 1, body.last == 0 { body.removeLast() }
      packet = [0xFD, UInt8(body.count), isSigned ? 1 : 0, 0, sequence, system, component]
      packet += [UInt8(message & 255), UInt8(message >> 8 & 255), UInt8(message >> 16)]
    }
    packet += body
    sequence &+= 1
    let sum = Self.checksum(packet.dropFirst() + [extra])
    packet += [UInt8(sum & 255), UInt8(sum >> 8)]
    if isSigned, version == 2 { packet += [UInt8](repeating: 0, count: 13) }
    if isStamped { bytes += (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) } }
    bytes += packet
  }

  /// HEARTBEAT.
  public mutating func heartbeat(at time: Int64, mode: UInt32, type: UInt8, autopilot: UInt8) {
    add(0, extra: 50, at: time) {
      $0.add(mode)
      $0.bytes += [type, autopilot, 128, 4, 3]
    }
  }

  /// GLOBAL_POSITION_INT; the velocity in cm/s north, east, down.
  public mutating func position(
    at time: Int64, boot: UInt32, longitude: Double, latitude: Double, height: Double,
    velocity: (Int16, Int16, Int16) = (300, 400, -100), heading: UInt16 = 9000
  ) {
    add(33, extra: 104, at: time) {
      $0.add(boot)
      $0.add(Int32((latitude * 1e7).rounded()))
      $0.add(Int32((longitude * 1e7).rounded()))
      $0.add(Int32((height * 1000).rounded()))
      $0.add(Int32(12_345))
      $0.add(velocity.0)
      $0.add(velocity.1)
      $0.add(velocity.2)
      $0.add(heading)
    }
  }

  /// GPS_RAW_INT, with its first extension.
  public mutating func receiver(
    at time: Int64, fix: UInt8, longitude: Double, latitude: Double, height: Double,
    ellipsoid: Double
  ) {
    add(24, extra: 24, at: time) {
      $0.add(UInt64(0))
      $0.add(Int32((latitude * 1e7).rounded()))
      $0.add(Int32((longitude * 1e7).rounded()))
      $0.add(Int32((height * 1000).rounded()))
      $0.add(UInt16(100))
      $0.add(UInt16(100))
      $0.add(UInt16(550))
      $0.add(UInt16(4500))
      $0.bytes += [fix, 12]
      $0.add(Int32((ellipsoid * 1000).rounded()))
    }
  }

  /// ATTITUDE, in radians.
  public mutating func attitude(
    at time: Int64, boot: UInt32, roll: Float, pitch: Float, yaw: Float
  ) {
    add(30, extra: 39, at: time) {
      $0.add(boot)
      for value: Float in [roll, pitch, yaw, 0, 0, 0] { $0.add(value) }
    }
  }

  /// CRC-16/MCRF4XX, a bit at a time.
  private static func checksum(_ bytes: [UInt8]) -> UInt16 {
    var value: UInt16 = 0xFFFF
    for byte in bytes {
      value ^= UInt16(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x8408 : value >> 1 }
    }
    return value
  }
}
