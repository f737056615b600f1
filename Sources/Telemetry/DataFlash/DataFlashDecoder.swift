import Tracks

/// Decodes DataFlash logs of ArduPilot, binary or text, and sdlog2 logs of PX4, which share the framing.
struct DataFlashDecoder: TelemetryDecoder {
  static let extras: [ExtraColumn] = DataFlashColumn.all

  private let log: FileLog
  private var isText: Bool?
  private var dictionary = DataFlashDictionary()
  private var track = DataFlashTrack()
  private var values = DataFlashValues()
  private var line = DataFlashLine()
  private var lines = 0
  private var garbage = Garbage(noneOf: "DataFlash message")

  init(_ log: FileLog) throws(DwellError) { self.log = log }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    if isText == nil {
      guard bytes.count >= 2 || isEnd else { return 0 }
      isText = !(0..<min(bytes.count, 4096)).contains { bytes[$0] == 0xA3 }
    }
    return isText == true
      ? try decodeLines(bytes, at: offset, isEnd: isEnd, into: rows)
      : try decodeMessages(bytes, at: offset, isEnd: isEnd, into: rows)
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    garbage.end(log)
    try track.finish(into: rows)
    try rows.endsWithin("the log ends within a message", rest: rest, at: offset)
    if log.rows == 0, rows.count == 0 {
      log.warnOnce("no positions", "the log has no positions: no GPS or POS message")
    }
  }

  private mutating func decodeMessages(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    while at < bytes.count, !rows.isFull {
      guard bytes.count &- at >= 3 else { return at }
      let type = bytes[at &+ 2]
      let length = dictionary.lengths[Int(type)]
      guard bytes[at] == 0xA3, bytes[at &+ 1] == 0x95, length >= 3 else {
        try garbage.skipByte(
          at: offset + at, log, "there is no message of a kind that the log has defined")
        at += 1
        continue
      }
      guard bytes.count &- at >= length else { return at }
      // After garbage, two bytes are too few to tell a message: the next must follow it.
      if garbage.count > 0 {
        let next = at + length
        guard next + 2 <= bytes.count || isEnd else { return at }
        if next + 2 <= bytes.count, bytes[next] != 0xA3 || bytes[next + 1] != 0x95 {
          try garbage.skipByte(
            at: offset + at, log, "there is no message of a kind that the log has defined")
          at += 1
          continue
        }
      }
      garbage.end(log)
      if let reading = dictionary.reading(type) {
        read(bytes.extracting(at..<at + length), reading)
        try track.take(
          reading.meaning, values, rank: reading.rank, at: .byte(offset + at), into: rows)
      } else if type == DataFlashDictionary.format || dictionary.isDescriptive[Int(type)] {
        define(bytes.extracting(at..<at + length), type)
      }
      at &+= length
    }
    return at
  }

  private mutating func read(_ message: Span<UInt8>, _ reading: DataFlashDictionary.Reading) {
    values.clear()
    for (place, slot, factor) in reading.columns {
      let column = reading.definition.columns[place]
      let value = DataFlashDefinition.number(message, column.offset, column.letter)
      // Coordinates come out nearest to their decimal digits by a division.
      values[slot] = column.letter == 0x4C ? value / 1e7 : value * factor
    }
    if let place = reading.text {
      let column = reading.definition.columns[place]
      let size = DataFlashDefinition.size(column.letter) ?? 0
      values.text = message.text(column.offset..<column.offset + size)
    }
  }

  /// Takes a message that says how others are to be read.
  private mutating func define(_ message: Span<UInt8>, _ type: UInt8) {
    if type == DataFlashDictionary.format {
      let made = DataFlashDefinition(
        type: message[3], length: Int(message[4]), name: message.text(5..<9),
        format: message.text(9..<25), labels: message.text(25..<89))
      if let made {
        dictionary.define(made)
      } else {
        log.note("FMT messages that contradict themselves")
      }
      return
    }
    guard let definition = dictionary.definition(type) else { return }
    var numbers: [String: Double] = [:]
    var texts: [String: [UInt8]] = [:]
    for column in definition.columns {
      let size = DataFlashDefinition.size(column.letter) ?? 0
      if [0x6E, 0x4E, 0x5A].contains(column.letter) {
        let text = message.text(column.offset..<column.offset + size)
        texts[column.name] = Array(text.utf8)
      } else {
        numbers[column.name] = DataFlashDefinition.number(message, column.offset, column.letter)
      }
    }
    dictionary.describe(definition.name, numbers, texts)
  }

  private mutating func decodeLines(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    while at < bytes.count, !rows.isFull {
      var end = at
      while end < bytes.count, bytes[end] != 0x0A { end &+= 1 }
      guard end < bytes.count || isEnd || end - at > 4096 else { return at }
      // A last line without its end may be half a line.
      if end == bytes.count, isEnd, end > at, bytes[end - 1] != 0x0D { return at }
      lines += 1
      if let type = line.split(bytes.extracting(at..<end), dictionary) {
        if let reading = dictionary.reading(type) {
          line.read(reading, into: &values)
          try track.take(
            reading.meaning, values, rank: reading.rank, at: .line(lines, byte: offset + at),
            into: rows)
        } else {
          line.define(in: &dictionary)
        }
      }
      at = min(end + 1, bytes.count)
    }
    return at
  }
}
