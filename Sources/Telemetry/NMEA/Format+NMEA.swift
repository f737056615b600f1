extension Format {
  /// Sentences of receivers and ships.
  static let nmea = Format(
    name: "nmea",
    summary: "NMEA 0183 (RMC, GGA, GLL, GNS, VTG, ZDA, HDT) and AIS (AIVDM), binary between",
    extensions: ["nmea", "log", "aivdm"], mark: "sentences $GPRMC,…*hh or !AIVDM,…*hh",
    contents: FormatContents(
      time: "UTC, the date from RMC or ZDA", heights: "msl; ellipsoid beside it",
      attitude: "heading"),
    recognises: { $0.hasSentences },
    decoder: NMEADecoder.self)
}

extension Opening {
  /// Whether a sentence with a right checksum stands in it, or the start of one on the first line.
  fileprivate var hasSentences: Bool {
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      if let sentence = NMEASentence(bytes.span, Cell(start: at, end: end)),
        sentence.checksum == .right,
        sentence.isTalker
      {
        return true
      }
      at = end + 1
    }
    return false
  }
}
