import Tracks

/// Finds the metadata in an MPEG transport stream.
struct TransportDemultiplexer {
  private var layout: TransportLayout?
  private var isLost = false
  private var tables = ProgramTables()
  private var streams: [Int: Stream] = [:]
  private var shared = MISBStream.Shared()

  /// A stream of metadata.
  private struct Stream {
    var packets = ElementaryStream()
    var metadata = MISBStream()
    /// KLV not yet read: a packet may go on in the next PES packet.
    var bytes: [UInt8] = []
  }

  /// Streams of metadata that are followed; real files have one to three.
  private static let mostStreams = 64

  /// Reads packets from the front of the bytes; returns how many bytes it used.
  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    while !rows.isFull {
      guard let layout = try align(bytes, &at, offset, isEnd, rows.log),
        at + layout.stride <= bytes.count
      else { break }
      let packet = TransportPacket(bytes, at: at + layout.prefix)
      if tables.roles[packet.identifier] != .other, !packet.payload.isEmpty {
        try take(bytes, packet, at: offset + at, rows)
      }
      at += layout.stride
    }
    return at
  }

  /// Goes to where the next packet begins.
  ///
  /// - Returns: The layout; nil when more bytes are needed to see one.
  private mutating func align(
    _ bytes: Span<UInt8>, _ at: inout Int, _ offset: Int, _ isEnd: Bool, _ log: FileLog
  ) throws(DwellError) -> TransportLayout? {
    if let layout {
      guard at + layout.prefix < bytes.count else { return nil }
      if bytes[at + layout.prefix] == TransportPacket.sync {
        isLost = false
        return layout
      }
    }
    while at < bytes.count {
      for layout in TransportLayout.all where self.layout == nil || layout == self.layout {
        let first = at + layout.prefix
        if first + 2 * layout.stride >= bytes.count && !isEnd { return nil }
        if first < bytes.count, layout.isSteady(bytes, from: first, for: 3) {
          self.layout = layout
          isLost = false
          return layout
        }
      }
      if !isLost {
        isLost = true
        let fault = RowFault(
          reason: "bytes between packets", detail: "there are bytes that are no transport packet")
        try log.skip(fault, at: .byte(offset + at))
      }
      at += 1
    }
    return nil
  }

  private mutating func take(
    _ bytes: Span<UInt8>, _ packet: TransportPacket, at offset: Int, _ rows: FixRows
  ) throws(DwellError) {
    if packet.isUnreadable { return rows.log.note("transport packets damaged or encrypted") }
    switch tables.roles[packet.identifier] {
    case .table:
      let bad = tables.take(bytes, packet)
      if bad > 0 { rows.log.note("program tables with a bad checksum", bad) }
      return
    case .unknown, .unnamed:
      guard ElementaryStream.carriesMetadata(bytes, packet) else { return }
      tables.adopt(packet.identifier)
    case .metadata, .other: break
    }
    guard streams[packet.identifier] != nil || streams.count < Self.mostStreams else {
      return rows.log.note("streams of metadata beyond the first \(Self.mostStreams)")
    }
    try follow(bytes, packet, at: offset, rows)
  }

  private mutating func follow(
    _ bytes: Span<UInt8>, _ packet: TransportPacket, at offset: Int, _ rows: FixRows
  ) throws(DwellError) {
    let identifier = packet.identifier
    // Taken out and put back, so that it is not copied.
    var stream = streams.removeValue(forKey: identifier) ?? Stream()
    defer { streams[identifier] = stream }
    switch stream.packets.order(packet) {
    case .again: return
    case .gap:
      rows.log.note("gaps in a transport stream")
      stream.packets.drop()
      stream.bytes.removeAll(keepingCapacity: true)
    case .next: break
    }
    if packet.isStart, let payload = stream.packets.close() {
      try read(payload, &stream, isEnd: false, rows)
    }
    if let payload = stream.packets.take(bytes, packet, at: offset) {
      try read(payload, &stream, isEnd: false, rows)
    }
  }

  /// Reads the payload of a PES packet.
  private mutating func read(
    _ payload: [UInt8], _ stream: inout Stream, isEnd: Bool, _ rows: FixRows
  ) throws(DwellError) {
    // Taken out and put back, so that it is not copied.
    var bytes = stream.bytes
    stream.bytes = []
    MetadataCells.append(payload, to: &bytes)
    let clock = stream.packets.ticks.map { $0 * 100 / 9 }
    let start = stream.packets.start
    let used = try stream.metadata.read(
      bytes.span, isEnd: isEnd, untilFull: false, clock: clock, &shared, into: rows
    ) { _ in start }
    bytes.removeFirst(used)
    stream.bytes = bytes
  }

  /// Gives what is held, after the last byte.
  ///
  /// - Throws: That the file was cut short, where a packet of metadata is not whole.
  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    var cut: Int? = rest > 0 ? offset : nil
    for identifier in streams.keys.sorted() {
      guard var stream = streams.removeValue(forKey: identifier) else { continue }
      let payload = stream.packets.close()
      try read(payload ?? [], &stream, isEnd: true, rows)
      if payload == nil && stream.packets.isPartial || !stream.bytes.isEmpty {
        cut = cut ?? stream.packets.start
      }
    }
    if let cut {
      throw rows.log.error("the file ends within a packet: it was cut short", at: .byte(cut))
    }
    if !tables.roles.contains(.metadata) {
      throw rows.log.error("none of its streams carries metadata (KLV): it is video alone")
    }
  }
}
