import Tracks

/// Decodes FIT files, one behind another or alone: the record messages of activities.
///
/// A file is a header, records and a checksum. A record is a definition, which lays out the data
/// messages of one of 16 local types, or such a data message, whose header may hold the last five bits
/// of its time instead of a field (FIT protocol; profile: message `record`). Positions are semicircles,
/// 2³¹ of them 180°; times are seconds since 1989-12-31 UTC; heights are metres of a datum that the
/// file does not say. Points without a position, as indoors, are left out and counted. The points of a
/// course are a plan with made-up times.
struct FITDecoder: TelemetryDecoder {
  private let log: FileLog
  /// Where the records of the file end, in the input; nil between files.
  private var end: Int?
  private var definitions = [FITDefinition?](repeating: nil, count: 16)
  private var checksum = FITChecksum()
  private var row = FixRow()
  /// Seconds of FIT's clock that the last timestamp said.
  private var clock: Int64?
  private var isCourse = false
  private var files: Int64 = 0
  private var points = 0
  private var planned = 0
  /// Whether bytes that are no file stand behind the last one.
  private var isOver = false

  /// 1989-12-31 in seconds since 1970.
  private static let epoch: Int64 = 631_065_600
  /// Timestamps below this count from the device's start, not from the epoch.
  private static let leastInstant: Int64 = 0x1000_0000
  /// `file_id.type` of a course.
  private static let course: Int64 = 6

  init(_ log: FileLog) throws(DwellError) { self.log = log }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    var at = 0
    while at < bytes.count, !rows.isFull {
      let rest = bytes.extracting(at..<bytes.count)
      let used: Int
      if isOver {
        used = rest.count
        log.note("bytes behind the file", used)
      } else if let end {
        used =
          offset + at < end
          ? try takeRecord(rest, at: offset + at, before: end, into: rows)
          : takeChecksum(rest)
      } else {
        used = try takeHeader(rest, at: offset + at)
      }
      if used == 0 { break }
      at += used
    }
    return at
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    if end != nil { try rows.endsShort("the file ends before its checksum", at: .byte(offset)) }
    if end == nil { try rows.endsWithin("the file ends within a header", rest: rest, at: offset) }
    if points == 0, planned > 0 {
      throw log.error("the \(planned) points of its course are a plan, not a flight")
    }
    if points == 0 {
      log.warnOnce("no records", "the file has no points: no message 'record' is in it")
    }
  }

  private mutating func takeHeader(
    _ bytes: Span<UInt8>, at offset: Int
  ) throws(DwellError) -> Int {
    guard bytes.count >= FITHeader.fewestBytes else { return 0 }
    guard let header = FITHeader(bytes) else {
      guard files > 0 else {
        throw log.error("it does not begin as a FIT file does ('.FIT' at byte 8)")
      }
      isOver = true
      log.note("bytes behind the file", bytes.count)
      return bytes.count
    }
    guard bytes.count >= header.length else { return 0 }
    definitions = [FITDefinition?](repeating: nil, count: 16)
    checksum = FITChecksum()
    checksum.add(bytes.extracting(0..<header.length))
    (clock, isCourse) = (nil, false)
    // A device fills in the size when it closes the file.
    end = header.dataSize == 0 ? .max : offset + header.length + header.dataSize
    files += 1
    return header.length
  }

  private mutating func takeChecksum(_ bytes: Span<UInt8>) -> Int {
    guard bytes.count >= 2 else { return 0 }
    checksum.add(bytes.extracting(0..<2))
    if checksum.value != 0 { log.note("files with a wrong checksum") }
    end = nil
    return 2
  }

  /// Takes a record; 0 when it is not there as a whole.
  private mutating func takeRecord(
    _ bytes: Span<UInt8>, at offset: Int, before end: Int, into rows: FixRows
  ) throws(DwellError) -> Int {
    let header = bytes[0]
    let isCompressed = header & 0x80 != 0
    let local = Int(isCompressed ? header >> 5 & 3 : header & 15)
    let body = bytes.extracting(1..<bytes.count)
    let length: Int
    if !isCompressed, header & 0x40 != 0 {
      guard
        let known = FITDefinition.length(body, hasDeveloperFields: header & 0x20 != 0)
      else { return 0 }
      length = 1 + known
      if length <= bytes.count { definitions[local] = FITDefinition(body.extracting(0..<known)) }
    } else {
      guard let definition = definitions[local] else {
        throw log.error(
          "a message of local type \(local) comes before its definition: the file is damaged",
          at: .byte(offset))
      }
      length = 1 + definition.size
      if length <= bytes.count, length <= end - offset {
        try take(
          definition, body.extracting(0..<definition.size),
          lastBits: isCompressed ? Int64(header & 31) : nil, at: .byte(offset), into: rows)
      }
    }
    guard length <= end - offset else {
      throw log.error(
        "a message goes beyond the end of the data: the file is damaged", at: .byte(offset))
    }
    guard length <= bytes.count else { return 0 }
    checksum.add(bytes.extracting(0..<length))
    return length
  }

  /// - Parameter lastBits: The last five bits of its time, where its header has them.
  private mutating func take(
    _ definition: FITDefinition, _ bytes: Span<UInt8>, lastBits: Int64?, at place: RowPlace,
    into rows: FixRows
  ) throws(DwellError) {
    if let lastBits, let clock { self.clock = clock + ((lastBits - clock) & 31) }
    row.clear()
    for field in definition.fields {
      guard let value = field.value(bytes) else { continue }
      take(field.slot, value)
    }
    guard definition.message == .record else { return }
    guard !isCourse else {
      planned += 1
      return log.leaveOut("point of a plan")
    }
    points += 1
    guard !row.longitude.isNaN || !row.latitude.isNaN else { return log.leaveOut("no position") }
    if let clock, clock >= Self.leastInstant { row.time = (clock + Self.epoch) * 1_000_000 }
    row.leg = files - 1
    try rows.add(row, at: place)
  }

  private mutating func take(_ slot: FITDefinition.Slot, _ value: Int64) {
    let number = Double(value)
    switch slot {
    case .timestamp: clock = value
    case .fileType: isCourse = value == Self.course
    case .latitude: row.latitude = number * (180 / 0x1p31)
    case .longitude: row.longitude = number * (180 / 0x1p31)
    // The finer ones win, whichever comes first.
    case .altitude: if row[.height].isNaN { row[.height] = number / 5 - 500 }
    case .enhancedAltitude: row[.height] = number / 5 - 500
    case .speed: if row[.speed].isNaN { row[.speed] = number / 1000 }
    case .enhancedSpeed: row[.speed] = number / 1000
    case .climb: row[.climb] = number / 1000
    }
  }
}
