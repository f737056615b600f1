import Tracks

extension Format {
  /// Subtitles that DJI cameras write beside a video, with where the drone was.
  static let djiSRT = Format(
    name: "dji-srt",
    summary: "DJI subtitles (.SRT) beside a video, all dialects since the Phantom 4",
    extensions: ["srt"], mark: "a cue number, then 'hh:mm:ss,mmm -->' or a date",
    contents: FormatContents(
      time: "local time without zone (--time-zone), or seconds since the video's start",
      heights: "msl, above take-off, or not said",
      attitude: "heading, pitch, roll (P4 RTK, M2E, H20)",
      camera: "azimuth, elevation (P4 RTK, H20)"),
    recognises: { $0.isSubtitles },
    decoder: SubtitleDecoder.self)

  /// Logs that only their maker can read: refused, with what to do.
  static let djiNative = Format(
    name: "dji-native",
    summary: "native DJI logs are encrypted: refused, with what to export instead",
    extensions: [], mark: "the heads of .DAT and DJIFlightRecord_*.txt",
    contents: FormatContents(time: "encrypted", heights: "encrypted"),
    recognises: { $0.isNativeRecord || $0.isNativeDAT },
    open: { (inflow, log) throws(DwellError) in
      throw log.error(
        "this is a native DJI log, which is encrypted: export it as CSV (Airdata UAV, or 'Export CSV' of "
          + "PhantomHelp's log viewer) and read that; videos have an .SRT beside them")
    })
}

extension Opening {
  /// A number alone on the first line; a cue's times, or a date, on the second.
  fileprivate var isSubtitles: Bool {
    guard isText else { return false }
    let firstLine = firstLine
    let first = trimmed(firstLine)
    guard !first.isEmpty, first.count <= 9, first.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return false
    }
    let rest = bytes[firstLine.endIndex...].dropFirst()
    let secondLine = rest.prefix { $0 != 0x0A }
    let second = trimmed(secondLine)
    guard !second.isEmpty else {
      // Nothing else is a number alone: live input of which no more came yet, or a file cut short.
      return bytes.count <= 16 && bytes.contains(0x0A)
    }
    if !isWhole && secondLine.endIndex == bytes.endIndex {
      // Of live input the second line may not be there in full.
      return second.allSatisfy { "0123456789:.,-> ".utf8.contains($0) }
    }
    let date = Array(second)
    if place(of: "-->", in: date.span) != nil { return true }
    // The camera of one drone writes a date in place of the cue's times.
    return date.count >= 19 && date[4] == 0x2E && date[7] == 0x2E && date[10] == 0x20
      && date[..<4].allSatisfy { $0 &- 0x30 < 10 }
  }

  private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let cell = Cell(start: line.startIndex, end: line.endIndex).trimmed(in: bytes.span)
    return bytes[cell.start..<cell.end]
  }

  /// The head of a `DJIFlightRecord`: where the details begin (8 bytes), their length (2), the version.
  fileprivate var isNativeRecord: Bool {
    guard bytes.count >= 100, !isText else { return false }
    func number(_ range: Range<Int>) -> UInt64 {
      range.reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    let details = number(0..<8)
    let version = bytes[10]
    return (100..<1 << 30).contains(details) && (1...1024).contains(number(8..<10))
      && (1...14).contains(version) && bytes[11] == 0
      && bytes[12..<16].allSatisfy { $0 == 0 || version < 13 }
  }

  /// The head of a flight controller's `.DAT`.
  fileprivate var isNativeDAT: Bool {
    guard !isText else { return false }
    let head = bytes.prefix(512)
    return place(of: "DJI_LOG_V", in: head.span) != nil
      || head.dropFirst(16).starts(with: Array("BUILD".utf8))
  }
}
