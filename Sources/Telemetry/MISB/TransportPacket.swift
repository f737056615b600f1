/// One packet of an MPEG transport stream (ISO/IEC 13818-1, 2.4.3.2).
struct TransportPacket {
  /// The stream that it belongs to.
  var identifier: Int
  /// Whether a section or a PES packet begins in it.
  var isStart: Bool
  /// Whether the payload cannot be read: marked as damaged, or encrypted.
  var isUnreadable: Bool
  /// Counts the packets with payload of one stream, modulo 16.
  var counter: UInt8
  /// Whether the count may jump here.
  var isDiscontinuity = false
  /// The payload; empty where it has none.
  var payload: Range<Int>

  /// The bytes of a packet, its sync byte first.
  static let size = 188
  /// What every packet begins with.
  static let sync: UInt8 = 0x47

  /// The packet whose sync byte is at `start`; 188 bytes are there.
  init(_ bytes: Span<UInt8>, at start: Int) {
    let end = start + Self.size
    identifier = Int(bytes[start + 1] & 0x1F) << 8 | Int(bytes[start + 2])
    isStart = bytes[start + 1] & 0x40 != 0
    isUnreadable = bytes[start + 1] & 0x80 != 0 || bytes[start + 3] & 0xC0 != 0
    counter = bytes[start + 3] & 0x0F
    var first = start + 4
    if bytes[start + 3] & 0x20 != 0 {
      let length = Int(bytes[first])
      if length > 0 { isDiscontinuity = bytes[first + 1] & 0x80 != 0 }
      first = min(end, first + 1 + length)
    }
    payload = bytes[start + 3] & 0x10 != 0 ? first..<end : end..<end
  }
}

/// How packets are laid out in a file.
struct TransportLayout: Equatable {
  /// From one sync byte to the next: 188, 192 with a time before each packet (`.m2ts`), 204 with
  /// parity after it.
  var stride: Int
  /// The bytes before a sync byte that belong to its packet.
  var prefix: Int

  /// The layouts in use.
  static let all = [
    TransportLayout(stride: 188, prefix: 0), TransportLayout(stride: 192, prefix: 4),
    TransportLayout(stride: 204, prefix: 0),
  ]

  /// The layout of bytes that begin with a packet, by the sync bytes of up to eight; nil when they do
  /// not, or fewer than `least` packets are there.
  static func of(_ bytes: Span<UInt8>, least: Int) -> TransportLayout? {
    all.first { layout in
      let count = bytes.count / layout.stride
      return count >= least && layout.isSteady(bytes, from: layout.prefix, for: min(count, 8))
    }
  }

  /// How many packets in line tell a stream that is joined within a packet.
  static let enough = 5

  /// Where the first packet begins in bytes that begin within one; nil when they are no packets.
  static func start(_ bytes: Span<UInt8>) -> Int? {
    (0..<min(204, bytes.count)).first { start in
      all.contains { layout in
        let first = start + layout.prefix
        return bytes.count > first + (enough - 1) * layout.stride
          && layout.isSteady(bytes, from: first, for: enough)
      }
    }
  }

  /// Whether `count` sync bytes stand where they should, the first at `start`.
  func isSteady(_ bytes: Span<UInt8>, from start: Int, for count: Int) -> Bool {
    for packet in 0..<count {
      let at = start + packet * stride
      if at < bytes.count && bytes[at] != TransportPacket.sync { return false }
    }
    return true
  }
}
