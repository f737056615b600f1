import Tracks

/// Decodes the cues of DJI's subtitles, one fix a cue.
///
/// A cue is a number, a line of times (which one drone leaves out) and lines of text; a blank line or
/// the next cue's times end it.
struct SubtitleDecoder: LineDecoder {
  static let extras: [ExtraColumn] = [
    .number("height_above_takeoff_m"), .number("satellites"), .number("gimbal_yaw_deg"),
    .number("gimbal_pitch_deg"),
  ]

  var lines = 0
  var lineStart = 0
  private var endsOpen = false
  private let log: FileLog
  private var clock: ZonelessClock
  private var cue = SubtitleCue()
  /// The line of the cue's number; nil before it.
  private var cueLine: RowPlace?
  private var hasSaidRelative = false
  /// Whether there was a cue before.
  private var hasFlushed = false

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    clock = ZonelessClock(log)
  }

  mutating func take(
    _ bytes: Span<UInt8>, _ line: Cell, isWhole: Bool, into rows: FixRows
  ) throws(DwellError) {
    if SubtitleCue.isNumber(bytes, line) {
      try flush(into: rows)
      cueLine = here
      cue.hasNumber = true
      return
    }
    if cueLine == nil { cueLine = here }
    cue.read(bytes, line)
    if let date = cue.takeDate() {
      cue.time = clock.placed(date.local, bytes, date.cell)
    }
    // The line may lack its last digits: only what closes something is whole without a line end.
    endsOpen = !isWhole && (cue.isOpen || !cue.endsClosed)
  }

  mutating func takeBlankLine(into rows: FixRows) throws(DwellError) {
    // Blank lines may stand within a cue of some cameras, before its text.
    if cue.hasPosition || cue.hasText { try flush(into: rows) }
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    let isCut = endsOpen || cue.isOpen || ((cue.hasNumber || cue.start != nil) && !cue.hasText)
    guard isCut else { return try flush(into: rows) }
    try rows.endsShort("the file ends within a cue", at: here)
  }

  private mutating func flush(into rows: FixRows) throws(DwellError) {
    let ended = cue
    let place = cueLine ?? here
    cue = SubtitleCue()
    cueLine = nil
    guard ended.hasText else { return }
    // Some cameras write a blank line and a lone `0` in the midst of a cue, and settings behind them.
    if !ended.hasPosition && !ended.hasTime && hasFlushed { return }
    hasFlushed = true
    guard ended.hasPosition else {
      return try log.skip(
        RowFault(reason: "no position", detail: "the cue has no position"), at: place)
    }
    var row = FixRow(Self.extras)
    ended.fill(&row)
    if ended.time == nil, let start = ended.start {
      row.time = start
      if !hasSaidRelative {
        hasSaidRelative = true
        log.warnOnce(
          "relative",
          "its cues have no date: their times are seconds since the video's start, as if that were 1970"
        )
      }
    }
    try rows.add(row, at: place)
  }
}
