/// One packet as it stands in the bytes.
struct MAVLinkFrame {
  /// When it arrived, microseconds since 1970; nil in a stream without stamps.
  let stamp: Int64?
  /// Bytes of the stamp and the packet.
  let length: Int
  /// The number of its message.
  let message: Int
  /// Who sent it.
  let system: UInt8
  /// Which part of the sender.
  let component: UInt8
  /// Where the payload lies, counted from the frame's first byte.
  let payload: Range<Int>
  /// Where what the checksum is of lies, counted from the frame's first byte.
  let summed: Range<Int>
}

/// What stands at a place.
enum MAVLinkFinding {
  /// A packet, by its outline: its checksum was not looked at.
  case frame(MAVLinkFrame)
  /// What may be a packet when more bytes come.
  case unfinished
  /// No packet.
  case nothing
}

/// Finds packets, each behind the time of its arrival (a telemetry log) or not (a bare stream).
struct MAVLinkFraming {
  /// Whether a time stands before each packet.
  let isStamped: Bool

  /// Stamps from 2000 to 2100 are believed.
  private static let believable: ClosedRange<Int64> =
    946_684_800_000_000...4_102_444_800_000_000

  /// Bytes by which a place is known to begin a packet or not.
  var certainty: Int { isStamped ? 9 : 1 }

  /// What stands at an offset.
  @inline(__always)
  func find(_ bytes: Span<UInt8>, at start: Int) -> MAVLinkFinding {
    let count = bytes.count &- start
    var head = start
    var stamp: Int64?
    if isStamped {
      guard count >= 9 else { return .unfinished }
      // Writers keep the number of the link in the lowest two bits.
      let time = Int64(truncatingIfNeeded: bytes.little(start, as: UInt64.self).byteSwapped) & ~3
      guard Self.believable.contains(time) else { return .nothing }
      stamp = time
      head += 8
    }
    guard head < bytes.count else { return .unfinished }
    let magic = bytes[head]
    guard magic == 0xFE || magic == 0xFD else { return .nothing }
    let isOld = magic == 0xFE
    let headLength = isOld ? 6 : 10
    guard bytes.count &- head >= headLength else { return .unfinished }
    let size = Int(bytes[head &+ 1])
    var length = headLength &+ size &+ 2
    if !isOld {
      // A flag that is not known changes how the packet is to be read: only "signed" is.
      guard bytes[head &+ 2] & ~1 == 0 else { return .nothing }
      if bytes[head &+ 2] & 1 == 1 { length &+= 13 }
    }
    guard bytes.count &- head >= length else { return .unfinished }
    let first = head &- start
    let message =
      isOld
      ? Int(bytes[head &+ 5]) : Int(bytes.little(head &+ 6, as: UInt32.self) >> 8)
    return .frame(
      MAVLinkFrame(
        stamp: stamp, length: first &+ length, message: message,
        system: bytes[head &+ (isOld ? 3 : 5)], component: bytes[head &+ (isOld ? 4 : 6)],
        payload: first &+ headLength..<first &+ headLength &+ size,
        summed: first &+ 1..<first &+ headLength &+ size))
  }
}
