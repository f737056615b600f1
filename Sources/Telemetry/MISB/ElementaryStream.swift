/// Puts together the PES packets of one metadata stream (ISO/IEC 13818-1, 2.4.3.6).
struct ElementaryStream {
  /// Where in the file the packet under way began.
  private(set) var start = 0
  /// Its presentation time, in ticks of 90 kHz, counted on over the wrap after 26.5 hours; nil where
  /// it has none.
  private(set) var ticks: Int64?
  private var lastTicks: Int64?
  private var bytes: [UInt8] = []
  private var isOpen = false
  private var counter: UInt8?

  /// Bytes a packet may have: its length has 16 bits, or is open.
  static let longest = 256 << 10

  /// How a packet fits to the one before.
  enum Order {
    /// It is the next.
    case next
    /// It is the one before once more.
    case again
    /// Some are missing.
    case gap
  }

  /// Whether the last packet is not whole.
  var isPartial: Bool { isOpen && !bytes.isEmpty }

  /// How a packet with payload fits to the one before.
  mutating func order(_ packet: TransportPacket) -> Order {
    defer { counter = packet.counter }
    guard let counter, !packet.isDiscontinuity else { return .next }
    if packet.counter == counter { return .again }
    return packet.counter == (counter + 1) & 0x0F ? .next : .gap
  }

  /// Forgets the packet under way: a part of it is lost.
  mutating func drop() {
    isOpen = false
    bytes.removeAll(keepingCapacity: true)
  }

  /// The payload of the packet under way where it has no length of its own, which another packet or
  /// the end of the file closes.
  mutating func close() -> [UInt8]? {
    guard isOpen, Self.length(bytes) == nil, let header = Self.header(bytes) else { return nil }
    defer { drop() }
    return Array(bytes[header...])
  }

  /// Adds payload; returns that of the PES packet which it completes.
  mutating func take(
    _ span: Span<UInt8>, _ packet: TransportPacket, at offset: Int
  ) -> [UInt8]? {
    if packet.isStart {
      drop()
      isOpen = true
      start = offset
    }
    guard isOpen, bytes.count < Self.longest else { return nil }
    for at in packet.payload { bytes.append(span[at]) }
    guard let header = Self.header(bytes) else {
      if bytes.count >= 9 { drop() }
      return nil
    }
    readTicks()
    guard let length = Self.length(bytes), bytes.count >= length else { return nil }
    defer { drop() }
    return Array(bytes[min(header, length)..<length])
  }

  /// Where the payload begins; nil when the header is not there, or is none.
  private static func header(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 9, bytes[0] == 0, bytes[1] == 0, bytes[2] == 1, bytes[6] & 0xC0 == 0x80
    else { return nil }
    let first = 9 + Int(bytes[8])
    return first <= bytes.count ? first : nil
  }

  /// The size of the packet; nil when it is open.
  private static func length(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 6 else { return nil }
    let length = Int(bytes[4]) << 8 | Int(bytes[5])
    return length == 0 ? nil : 6 + length
  }

  private mutating func readTicks() {
    ticks = nil
    guard bytes[7] & 0x80 != 0, bytes[8] >= 5, bytes.count >= 14 else { return }
    let raw =
      Int64(bytes[9] & 0x0E) << 29 | Int64(bytes[10]) << 22 | Int64(bytes[11] & 0xFE) << 14
      | Int64(bytes[12]) << 7 | Int64(bytes[13]) >> 1
    var value = raw
    if let lastTicks {
      // The turn of the 33-bit clock that is nearest to the last.
      let turn: Int64 = 1 << 33
      value += ((lastTicks - raw + turn / 2) >> 33) << 33
    }
    lastTicks = value
    ticks = value
  }

  /// Whether a PES packet with metadata begins in a packet of a stream of which no table speaks.
  static func carriesMetadata(_ span: Span<UInt8>, _ packet: TransportPacket) -> Bool {
    let range = packet.payload
    guard packet.isStart, range.count >= 9, span.bigEndian(range.lowerBound, 3) == 1 else {
      return false
    }
    let first = range.lowerBound + 9 + Int(span[range.lowerBound + 8])
    return [first, first + 5].contains { at in
      at + 16 <= range.upperBound && KLVFramer.kind(span, at: at) != .other
    }
  }
}
