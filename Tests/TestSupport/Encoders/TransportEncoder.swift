/// Writes an MPEG transport stream with metadata, for tests to read.
public struct TransportEncoder {
  /// How metadata are carried.
  public enum Carriage: Sendable {
    /// Type 0x06 with the registration `KLVA`, no time.
    case asynchronous
    /// Type 0x15, cells with heads, presentation times.
    case synchronous
    /// Type 0x06 with the registration, times, no heads: seen in the wild.
    case timed
  }

  /// A stream of metadata.
  public struct Stream {
    /// Its PID.
    public var identifier: Int
    /// How it is carried.
    public var carriage: Carriage

    /// A stream.
    public init(_ identifier: Int, _ carriage: Carriage) {
      self.identifier = identifier
      self.carriage = carriage
    }
  }

  /// What was written.
  public private(set) var bytes: [UInt8] = []
  /// Bytes before each packet.
  private let prefix: [UInt8]
  private var counters: [Int: UInt8] = [:]

  /// - Parameter prefix: What stands before each packet: four bytes in `.m2ts`.
  public init(prefix: [UInt8] = []) { self.prefix = prefix }

  /// Writes the table of programs, and each program's table with its streams.
  public mutating func tables(
    _ programs: [(program: Int, identifier: Int, streams: [Stream])], version: UInt8 = 0
  ) {
    let list = programs.flatMap { Self.short($0.program) + Self.short(0xE000 | $0.identifier) }
    section(0, 0, Self.short(1) + [0xC1 | version << 1, 0, 0] + list)
    for program in programs {
      var body = Self.short(program.program) + [0xC1 | version << 1, 0, 0, 0xE1, 0x00, 0xF0, 0]
      body += [0x1B, 0xE1, 0x00, 0xF0, 0]
      for stream in program.streams {
        let registration: [UInt8] = [0x05, 4, 0x4B, 0x4C, 0x56, 0x41]
        if case .synchronous = stream.carriage { body.append(0x15) } else { body.append(0x06) }
        body += Self.short(0xE000 | stream.identifier) + [0xF0, UInt8(registration.count)]
        body += registration
      }
      section(program.identifier, 2, body)
    }
  }

  /// Writes KLV in one PES packet, at a time in ticks of 90 kHz.
  public mutating func metadata(_ klv: [UInt8], _ stream: Stream, ticks: Int64 = 0) {
    var header: [UInt8] = []
    var body = klv
    switch stream.carriage {
    case .asynchronous: header = [0x80, 0, 0]
    case .synchronous, .timed:
      let time = UInt64(ticks)
      header = [
        0x80, 0x80, 5, UInt8(0x21 | time >> 29 & 0x0E), UInt8(time >> 22 & 0xFF),
        UInt8(time >> 14 & 0xFE | 1), UInt8(time >> 7 & 0xFF), UInt8(time << 1 & 0xFE | 1),
      ]
      if case .synchronous = stream.carriage { body = [0, 0, 0xDF] + Self.short(klv.count) + klv }
    }
    var kind: UInt8 = 0xFC
    if case .asynchronous = stream.carriage { kind = 0xBD }
    let length = Self.short(header.count + body.count)
    packets(stream.identifier, [0, 0, 1, kind] + length + header + body)
  }

  /// Writes payload in as many packets as it takes, the last filled up.
  public mutating func packets(_ identifier: Int, _ payload: [UInt8]) {
    var rest = payload[...]
    var isStart = true
    while !rest.isEmpty {
      let part = rest.prefix(184)
      rest = rest.dropFirst(184)
      bytes +=
        prefix + [
          0x47, UInt8(identifier >> 8) | (isStart ? 0x40 : 0), UInt8(identifier & 0xFF),
        ]
      let counter = counters[identifier, default: 0]
      counters[identifier] = (counter + 1) & 0x0F
      let spare = 184 - part.count
      bytes.append((spare > 0 ? 0x30 : 0x10) | counter)
      if spare > 0 { bytes.append(UInt8(spare - 1)) }
      if spare > 1 { bytes += [0] + [UInt8](repeating: 0xFF, count: spare - 2) }
      bytes += part
      isStart = false
    }
  }

  /// Loses a packet: the next of the stream comes with a gap in its count.
  public mutating func skip(_ identifier: Int) {
    counters[identifier] = (counters[identifier, default: 0] + 1) & 0x0F
  }

  /// Writes a packet that fills a gap.
  public mutating func fill() {
    bytes += prefix + [0x47, 0x1F, 0xFF, 0x10] + [UInt8](repeating: 0xFF, count: 184)
  }

  private mutating func section(_ identifier: Int, _ table: UInt8, _ body: [UInt8]) {
    var whole = [table] + Self.short(0xB000 | body.count + 4) + body
    var remainder: UInt32 = 0xFFFF_FFFF
    for byte in whole {
      for bit in (0..<8).reversed() {
        let isOne = (remainder >> 31 == 1) != (byte >> UInt8(bit) & 1 == 1)
        remainder = remainder << 1 ^ (isOne ? 0x04C1_1DB7 : 0)
      }
    }
    whole += KLVEncoder.integer(UInt64(remainder), 4)
    packets(identifier, [0] + whole)
  }

  private static func short(_ value: Int) -> [UInt8] {
    [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }
}
