import Tracks

/// Decodes MAVLink packets, versions 1 and 2, as ground stations log them or as they come on a link.
struct MAVLinkDecoder: TelemetryDecoder {
  static let extras: [ExtraColumn] = MAVLinkColumn.all

  private let log: FileLog
  private let checksum = MAVLinkChecksum()
  private let messages = MAVLinkMessages()
  private var framing: MAVLinkFraming?
  /// The first bytes that tell no framing.
  private var told = 0
  private var fleet: MAVLinkFleet
  /// Bytes since the last packet that were none.
  private var garbage = Garbage(noneOf: "MAVLink packet")

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    fleet = MAVLinkFleet(log)
  }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    guard let framing = framing(bytes, isEnd) else { return 0 }
    var at = 0
    while at < bytes.count, !rows.isFull {
      switch framing.find(bytes, at: at) {
      case .frame(let frame):
        let end = at + frame.length
        if let sum = messages.extra(frame.message) {
          let summed = at + frame.summed.lowerBound..<at + frame.summed.upperBound
          let isRight =
            checksum.of(bytes.extracting(summed), extra: sum)
            == bytes.little(summed.upperBound, as: UInt16.self)
          guard isRight else {
            guard isEnd || bytes.count - end >= framing.certainty else { return at }
            if garbage.count == 0, isStart(bytes, end, framing) {
              try note(frame, at: .byte(offset + at))
              at = end
            } else {
              try garbage.skipByte(at: offset + at, log)
              at += 1
            }
            continue
          }
        } else {
          // Without a checksum only its neighbours say that this is a packet.
          guard isEnd || bytes.count - end >= framing.certainty else { return at }
          guard garbage.count == 0, isStart(bytes, end, framing) else {
            try garbage.skipByte(at: offset + at, log)
            at += 1
            continue
          }
          log.note("messages of unknown kind")
        }
        garbage.end(log)
        let payload = at + frame.payload.lowerBound..<at + frame.payload.upperBound
        try fleet.take(
          frame, bytes.extracting(payload), at: .byte(offset + at), into: rows)
        at = end
      case .unfinished:
        // A broken length near the end may hide packets that are whole.
        guard isEnd, hides(bytes, at + 1, framing) else { return at }
        try garbage.skipByte(at: offset + at, log)
        at += 1
      case .nothing:
        try garbage.skipByte(at: offset + at, log)
        at += 1
      }
    }
    return at
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    garbage.end(log)
    try fleet.finish(into: rows)
    try rows.endsWithin("the file ends within a packet", rest: rest, at: offset)
  }

  /// Whether stamps stand before the packets; nil when more bytes are to tell.
  private mutating func framing(_ bytes: Span<UInt8>, _ isEnd: Bool) -> MAVLinkFraming? {
    if let framing { return framing }
    let found = MAVLinkFraming.told(by: bytes, after: told, checksum, messages)
    told = bytes.count
    if found == nil && !isEnd && bytes.count < 4096 { return nil }
    framing = found ?? MAVLinkFraming(isStamped: true)
    return framing
  }

  /// Whether a packet or the end of what is there stands at an offset.
  private func isStart(_ bytes: Span<UInt8>, _ at: Int, _ framing: MAVLinkFraming) -> Bool {
    if at >= bytes.count { return true }
    if case .nothing = framing.find(bytes, at: at) { return false }
    return true
  }

  /// Whether a packet with the right checksum begins at an offset or after it.
  private func hides(_ bytes: Span<UInt8>, _ start: Int, _ framing: MAVLinkFraming) -> Bool {
    (start..<max(start, bytes.count)).contains { at in
      framing.isPacket(bytes, at: at, checksum, messages)
    }
  }

  /// Counts a packet whose checksum is wrong: as a lost row where it would have made one.
  private func note(_ frame: MAVLinkFrame, at place: RowPlace) throws(DwellError) {
    let detail = "message \(frame.message) has a wrong checksum"
    if MAVLinkFleet.isPosition(frame.message) || log.settings.isStrict {
      try log.skip(RowFault(reason: "wrong checksum", detail: detail), at: place)
    } else {
      log.note("packets with a wrong checksum")
    }
  }
}
