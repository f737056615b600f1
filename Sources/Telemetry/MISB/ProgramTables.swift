/// The tables of a transport stream that say which streams carry metadata.
///
/// Bounded by the format: 8,192 streams, and sections of at most 4 KiB, one at a time for each table.
struct ProgramTables {
  /// What is known of a stream.
  enum Role: UInt8 {
    /// No table speaks of it; what it carries tells.
    case unknown
    /// A table itself.
    case table
    /// KLV metadata.
    case metadata
    /// Private data whose table entry does not say what they are; what they carry tells.
    case unnamed
    /// Video, sound, fill.
    case other
  }

  private(set) var roles = [Role](repeating: .unknown, count: 8192)
  /// Which program's table spoke of a stream.
  private var programs = [Int32](repeating: -1, count: 8192)
  private var sections: [Int: [UInt8]] = [:]
  private var known: [Int: [UInt8]] = [:]

  /// The stream that fills gaps.
  static let null = 0x1FFF

  init() {
    roles[0] = .table
    roles[Self.null] = .other
  }

  /// Marks a stream as metadata by what it was seen to carry.
  mutating func adopt(_ identifier: Int) { roles[identifier] = .metadata }

  /// Takes a packet of a table; returns the number of sections whose checksum is wrong.
  mutating func take(_ bytes: Span<UInt8>, _ packet: TransportPacket) -> Int {
    var first = packet.payload.lowerBound
    let end = packet.payload.upperBound
    guard first < end else { return 0 }
    var bad = 0
    if packet.isStart {
      // The pointer says where the first new section begins; before it ends the one under way.
      let pointer = min(end, first + 1 + Int(bytes[first]))
      bad += extend(bytes, packet.identifier, first + 1..<max(first + 1, pointer))
      sections[packet.identifier] = []
      first = pointer
    }
    return bad + extend(bytes, packet.identifier, first..<end)
  }

  /// Adds bytes to the section under way, and reads all that are whole.
  private mutating func extend(
    _ bytes: Span<UInt8>, _ identifier: Int, _ range: Range<Int>
  ) -> Int {
    guard var section = sections[identifier] else { return 0 }
    for at in range { section.append(bytes[at]) }
    var bad = 0
    while section.count >= 3, section[0] != 0xFF {
      let length = 3 + (Int(section[1] & 0x0F) << 8 | Int(section[2]))
      guard section.count >= length else { break }
      let whole = Array(section[..<length])
      section.removeFirst(length)
      if known[identifier] == whole { continue }
      if Self.checksum(whole) == 0 {
        if whole[0] == 0 { readPrograms(whole) }
        if whole[0] == 2 { readStreams(whole, identifier) }
        known[identifier] = whole
      } else {
        bad += 1
      }
    }
    sections[identifier] = section.first == 0xFF ? nil : section
    return bad
  }

  /// Reads which tables there are: the program association section.
  private mutating func readPrograms(_ section: [UInt8]) {
    var at = 8
    while at + 4 <= section.count - 4 {
      let program = Int(section[at]) << 8 | Int(section[at + 1])
      let identifier = Int(section[at + 2] & 0x1F) << 8 | Int(section[at + 3])
      // Program 0 is the network's own table.
      if program != 0, identifier != Self.null { roles[identifier] = .table }
      at += 4
    }
  }

  /// Reads what a program's streams carry, the program map section, in place of what it said before.
  private mutating func readStreams(_ section: [UInt8], _ identifier: Int) {
    guard section.count >= 16 else { return }
    let program = Int32(section[3]) << 8 | Int32(section[4])
    for stream in programs.indices where programs[stream] == program {
      programs[stream] = -1
      roles[stream] = .unknown
    }
    let end = section.count - 4
    var at = 12 + (Int(section[10] & 0x0F) << 8 | Int(section[11]))
    while at + 5 <= end {
      let kind = section[at]
      let stream = Int(section[at + 1] & 0x1F) << 8 | Int(section[at + 2])
      let first = at + 5
      at = min(end, first + (Int(section[at + 3] & 0x0F) << 8 | Int(section[at + 4])))
      guard stream != 0, stream != Self.null, stream != identifier else { continue }
      programs[stream] = program
      roles[stream] = Self.role(kind, section[first..<max(first, at)])
    }
  }

  /// What a stream carries by its type and descriptors (ST 1402).
  private static func role(_ kind: UInt8, _ descriptors: ArraySlice<UInt8>) -> Role {
    if kind == 0x15 { return .metadata }
    guard kind == 0x06 else { return .other }
    var rest = descriptors
    while rest.count >= 2 {
      let body = rest.dropFirst(2).prefix(Int(rest[rest.startIndex + 1]))
      if rest.first == 0x05, body.starts(with: [0x4B, 0x4C, 0x56, 0x41]) { return .metadata }
      rest = rest.dropFirst(2 + body.count)
    }
    return .unnamed
  }

  /// The CRC of a section with its own; 0 when it is right (ISO/IEC 13818-1, Annex A).
  static func checksum(_ section: [UInt8]) -> UInt32 {
    var remainder: UInt32 = 0xFFFF_FFFF
    for byte in section {
      remainder ^= UInt32(byte) << 24
      for _ in 0..<8 {
        remainder = remainder & 0x8000_0000 != 0 ? remainder << 1 ^ 0x04C1_1DB7 : remainder << 1
      }
    }
    return remainder
  }
}
