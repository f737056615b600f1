import Tracks

/// Decodes PX4 ULog files, versions 0 and 1.
struct ULogDecoder: TelemetryDecoder {
  static let extras: [ExtraColumn] = ULogColumn.all

  private let log: FileLog
  private var isBegun = false
  private var formats = ULogFormats()
  private var subscriptions = ULogSubscriptions()
  private var track = ULogTrack()
  private var values = ULogValues()
  /// Where data were appended to the file, after which it is read anew.
  private var appendices: [UInt64] = []
  private var garbage = Garbage(noneOf: "ULog message")

  init(_ log: FileLog) throws(DwellError) { self.log = log }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    if !isBegun {
      guard bytes.count >= 16 else { return 0 }
      guard Self.isHeader(bytes, 0) else {
        throw log.error("it does not begin as a ULog file does (55 4C 6F 67 01 12 35)")
      }
      isBegun = true
      at = 16
    }
    while bytes.count - at >= 3, !rows.isFull {
      let size = Int(bytes.little(at, as: UInt16.self))
      let type = bytes[at &+ 2]
      var end = at &+ 3 &+ size
      // A message that was being written when data were appended has no end.
      if let appendix = appendices.first, UInt64(offset &+ end) > appendix {
        appendices.removeFirst()
        guard appendix >= UInt64(offset &+ at) else { continue }
        end = Int(appendix) - offset
        guard end <= bytes.count else {
          appendices.insert(appendix, at: 0)
          return at
        }
        if end > at { log.note("bytes before appended data", end - at) }
        at = end
        continue
      }
      guard let kind = ULogMessage(rawValue: type), kind.mayHave(size) else {
        if Self.isHeader(bytes, at), bytes.count - at >= 16 {
          try begin(into: rows)
          at += 16
          continue
        }
        // The header's bytes may be on their way.
        if bytes.count - at < 16, !isEnd { return at }
        at = try skip(bytes, at, offset)
        continue
      }
      guard end <= bytes.count else {
        // What looks like a message within garbage may be none.
        if isEnd, garbage.count > 0 {
          at = try skip(bytes, at, offset)
          continue
        }
        // A broken length near the end may hide messages that are whole.
        guard isEnd, let sync = Self.sync(bytes, from: at + 1) else { return at }
        garbage.skip(sync - at)
        at = sync
        continue
      }
      // After garbage one letter is too little to tell a message: another must follow.
      if garbage.count > 0, end < bytes.count || !isEnd {
        guard bytes.count - end >= 3 else { return at }
        let size = Int(bytes.little(end, as: UInt16.self))
        guard ULogMessage(rawValue: bytes[end + 2])?.mayHave(size) == true else {
          at = try skip(bytes, at, offset)
          continue
        }
      }
      garbage.end(log)
      let payload = bytes.extracting(at &+ 3..<end)
      if kind == .data {
        try takeData(payload, at: .byte(offset &+ at), into: rows)
      } else {
        try take(kind, payload, at: offset &+ at)
      }
      at = end
    }
    return at
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    garbage.end(log)
    try track.finish(into: rows)
    try rows.endsWithin("the log ends within a message", rest: rest, at: offset)
    if log.rows == 0, rows.count == 0 {
      log.warnOnce("no positions", "the log has no positions: no GPS or position topic was logged")
    }
  }

  private mutating func begin(into rows: FixRows) throws(DwellError) {
    try track.restart(into: rows)
    formats.removeAll()
    subscriptions = ULogSubscriptions()
  }

  private mutating func takeData(
    _ payload: Span<UInt8>, at place: RowPlace, into rows: FixRows
  ) throws(DwellError) {
    let number = Int(payload.little(0, as: UInt16.self))
    guard let subscription = subscriptions[number] else { return }
    subscription.read(payload.extracting(2..<payload.count), into: &values)
    try track.take(
      subscription.topic, values, rank: subscription.rank, at: place, into: rows)
  }

  private mutating func take(
    _ kind: ULogMessage, _ payload: Span<UInt8>, at offset: Int
  ) throws(DwellError) {
    switch kind {
    case .flags: try takeFlags(payload)
    case .format:
      if !formats.define(payload.text(0..<payload.count)) { log.note("formats that are none") }
    case .subscribe: subscribe(payload, at: offset)
    case .unsubscribe: subscriptions[Int(payload.little(0, as: UInt16.self))] = nil
    case .dropout:
      log.note("gaps in the log")
      track.drop(milliseconds: Int(payload.little(0, as: UInt16.self)))
    default: break
    }
  }

  private mutating func subscribe(_ payload: Span<UInt8>, at offset: Int) {
    let name = payload.text(3..<payload.count)
    let number = Int(payload.little(1, as: UInt16.self))
    subscriptions[number] = nil
    guard let topic = ULogTopic(name) else { return }
    // The receiver that the vehicle chose comes before those it chose from.
    let rank = Int(payload[0]) + (name == "sensor_gps" ? 256 : 0)
    if let fields = formats.fields(of: name, ULogSlot.allNames, read: offset),
      let made = ULogSubscription(topic, rank: rank, fields)
    {
      subscriptions[number] = made
    } else {
      log.warnOnce(
        "ulog format", "the format of '\(name)' is not defined; its messages are left out")
    }
  }

  /// Takes the flags: what a reader must understand to read on.
  private mutating func takeFlags(_ payload: Span<UInt8>) throws(DwellError) {
    let isOdd = payload[8] & ~1 != 0 || (9..<16).contains { payload[$0] != 0 }
    if isOdd {
      let flags = (8..<16).map { String(payload[$0], radix: 16) }.joined(separator: " ")
      throw log.error(
        "it has features that are unknown here (incompatible flags \(flags)); "
          + "convert it with a newer PX4 tool first")
    }
    guard payload[8] & 1 == 1 else { return }
    appendices = (0..<3).map { payload.little(16 + 8 * $0, as: UInt64.self) }
      .filter { $0 > 0 }.sorted()
  }

  /// Skips to the next mark of synchronisation or, without one, a byte.
  private mutating func skip(
    _ bytes: Span<UInt8>, _ at: Int, _ offset: Int
  ) throws(DwellError) -> Int {
    try garbage.skipByte(at: offset + at, log)
    return at + 1
  }

  /// Whether a file begins at an offset.
  private static func isHeader(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    let magic: [UInt8] = [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35]
    return bytes.count - at >= 7 && magic.indices.allSatisfy { bytes[at + $0] == magic[$0] }
  }

  /// Where the next synchronisation message begins.
  private static func sync(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    let mark: [UInt8] = [8, 0, 0x53, 0x2F, 0x73, 0x13, 0x20, 0x25, 0x0C, 0xBB, 0x12]
    guard bytes.count - mark.count >= start else { return nil }
    return (start...bytes.count - mark.count).first { at in
      mark.indices.allSatisfy { bytes[at + $0] == mark[$0] }
    }
  }
}
