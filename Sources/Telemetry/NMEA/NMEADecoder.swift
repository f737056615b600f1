import Tracks

/// Decodes NMEA 0183: the sentences of one instant make one fix of the receiver, AIS messages one of
/// the ship they name.
///
/// Used are RMC, GGA, GLL and GNS for the position, VTG and HDT or THS for motion and heading, ZDA for
/// the date. Other talkers' sentences, proprietary ones and binary between are passed over; what has a
/// wrong checksum is skipped and counted.
struct NMEADecoder: LineDecoder {
  static let extras: [ExtraColumn] = [
    .label("fix_quality"), .number("satellites"), .number("hdop"),
  ]

  var lines = 0
  var lineStart = 0
  private let log: FileLog
  private var cells = CommaCells()
  private var epoch = NMEAEpoch()
  private var calendar = NMEACalendar()
  private var ships = AISAssembly()
  private var clock: ZonelessClock
  /// The last sentence of the receiver's, and the one that the last instant ended with.
  private var lastKind: Kind?
  private var endingKind: Kind?

  /// Fixes that may wait for the first date.
  private static let mostWaiting = 4096

  private static let types = WordTable(Kind.allCases.map { "\($0)" })

  private enum Kind: Int, CaseIterable { case RMC, GGA, GLL, GNS, VTG, HDT, THS, ZDA, VDM, VDO }

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    clock = ZonelessClock(log)
  }

  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    // Comments of logs may quote sentences.
    guard bytes[line.start] != 0x23, let sentence = NMEASentence(bytes, line), sentence.isTalker
    else {
      return
    }
    let kind = Self.types.number(of: bytes, sentence.body.start + 2, sentence.body.start + 5)
    guard let kind = Kind(rawValue: kind) else { return }
    if !isWhole && sentence.checksum != .right {
      try endEpoch(into: rows)
      try release(into: rows, isEnd: true)
      throw log.error("the file ends within a sentence: it was cut short", at: here)
    }
    guard sentence.checksum != .wrong else {
      return try log.skip(
        RowFault(
          reason: "wrong checksum",
          detail: "the checksum of \(sentence.body.quoted(in: bytes)) is wrong"),
        at: here)
    }
    if sentence.checksum == .absent { log.note("sentence without checksum") }
    cells.split(bytes, sentence.body)
    defer { if kind != .VDM && kind != .VDO { lastKind = kind } }
    switch kind {
    case .VDM, .VDO: try takeShip(bytes, sentence, into: rows)
    case .VTG: epoch.takeMotion(bytes, cells)
    case .HDT, .THS: epoch.takeHeading(bytes, cells)
    case .ZDA:
      try begin(bytes, into: rows)
      calendar.takeDate(bytes, day: cells[2], month: cells[3], year: cells[4])
    case .RMC:
      try begin(bytes, into: rows)
      calendar.takeDate(bytes, packed: cells[9])
      epoch.takeMinimum(bytes, cells)
    case .GGA:
      try begin(bytes, into: rows)
      epoch.takeFix(bytes, cells)
    case .GNS:
      try begin(bytes, into: rows)
      epoch.takeSystems(bytes, cells)
    case .GLL:
      try begin(bytes, time: cells[5], into: rows)
      epoch.takePlace(bytes, cells)
    }
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    try endEpoch(into: rows)
    try release(into: rows, isEnd: true)
  }

  mutating func pause(into rows: FixRows) throws(DwellError) {
    // Input may pause between two sentences of one instant; it is whole when the sentence came that
    // the last one ended with.
    if lastKind == endingKind { try endEpoch(into: rows) }
    try release(into: rows, isEnd: false)
  }

  /// Ends the last instant's fix where a sentence of another one comes.
  private mutating func begin(
    _ bytes: Span<UInt8>, time: Cell? = nil, into rows: FixRows
  ) throws(DwellError) {
    let cell = (time ?? cells[1]).trimmed(in: bytes)
    var at = cell.start
    guard !cell.isEmpty, let ofDay = ClockText.timeOfDay(bytes, &at, cell.end) else {
      // Without time a sentence cannot be joined with others.
      try endEpoch(into: rows)
      epoch.place = here
      return
    }
    if let now = epoch.timeOfDay, now == ofDay { return }
    try endEpoch(into: rows)
    epoch.timeOfDay = ofDay
    epoch.place = here
    calendar.advance(to: ofDay)
  }

  private mutating func endEpoch(into rows: FixRows) throws(DwellError) {
    defer { epoch = NMEAEpoch() }
    if epoch.hasSentences { endingKind = lastKind }
    guard epoch.hasSentences else { return }
    guard let row = epoch.row(Self.extras) else { return log.leaveOut("no fix") }
    let place = epoch.place ?? here
    var placed = row
    placed.time = epoch.timeOfDay.map { calendar.instant($0) } ?? .min
    try release(into: rows, isEnd: false)
    guard !calendar.isDated, epoch.timeOfDay != nil else {
      return try rows.add(placed, at: place)
    }
    calendar.waiting.append((placed, place))
    if calendar.waiting.count > Self.mostWaiting { try release(into: rows, isEnd: true) }
  }

  /// Gives the fixes that wait for a date once it is there, or, at the end, as if it were 1970.
  private mutating func release(into rows: FixRows, isEnd: Bool) throws(DwellError) {
    guard !calendar.waiting.isEmpty, calendar.isDated || isEnd else { return }
    if !calendar.isDated {
      log.warnOnce(
        "no date", "no sentence says the date (RMC, ZDA): its days are counted from 1970-01-01")
      calendar.isDated = true
    }
    let waiting = calendar.waiting
    calendar.waiting = []
    for (row, place) in waiting {
      var row = row
      row.time += calendar.correction
      try rows.add(row, at: place)
    }
  }

  private mutating func takeShip(
    _ bytes: Span<UInt8>, _ sentence: NMEASentence, into rows: FixRows
  ) throws(DwellError) {
    guard let message = ships.take(bytes, cells) else { return }
    guard var row = message.row(Self.extras) else { return }
    row.time =
      AISAssembly.time(bytes, sentence.tags) ?? clock.readRecorded(bytes, sentence.recorded.behind)
      ?? clock.readRecorded(bytes, sentence.recorded.before) ?? calendar.now ?? .min
    if row.time == .min {
      log.warnOnce(
        "ais time",
        "AIS messages carry no time: those without a tag block, a recorder's time or RMC have none")
    }
    try release(into: rows, isEnd: false)
    try rows.add(row, at: here)
  }
}
