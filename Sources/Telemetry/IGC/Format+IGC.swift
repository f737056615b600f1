extension Format {
  /// Flight recorders of gliders, paragliders and balloons.
  static let igc = Format(
    name: "igc", summary: "IGC files of the flight recorders of gliders, paragliders and balloons",
    extensions: ["igc"], mark: "begins A and three letters, then lines that begin H and B",
    contents: FormatContents(
      time: "UTC, the date from the header", heights: "ellipsoid, else barometric"),
    recognises: { $0.isFlightRecord }, decoder: IGCDecoder.self)
}

extension Opening {
  /// A first line `AXXX…`, and a line with a date or a fix.
  fileprivate var isFlightRecord: Bool {
    guard isText, bytes.count > 4, bytes[0] == 0x41 else { return false }
    guard bytes[1...3].allSatisfy({ $0 &- 0x30 < 10 || ($0 & 0xDF) &- 0x41 < 26 }) else {
      return false
    }
    return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).dropFirst().contains {
      $0.starts(with: Array("HFDTE".utf8)) || IGCDecoder.isFix(Array($0).span)
    }
  }
}
