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
  /// Whether a sentence of a position stands in it, six cells or more behind its name: so much of one that
  /// it needs no checksum to be told.
  private func isPosition(_ sentence: NMEASentence) -> Bool {
    let body = bytes[sentence.body.start..<sentence.body.end]
    let type = Array(body.dropFirst(2).prefix(3))
    return ["RMC", "GGA", "GLL", "GNS"].contains { type.elementsEqual($0.utf8) }
      && body.count { $0 == 0x2C } >= 6
  }

  /// Whether a sentence with a right checksum, or one of a position that has none, stands in it.
  fileprivate var hasSentences: Bool {
    var at = 0
    while at < bytes.count {
      let end = lineEnd(bytes.span, from: at) ?? bytes.count
      if let sentence = NMEASentence(bytes.span, Cell(start: at, end: end)),
        sentence.isTalker,
        sentence.checksum == .right || (sentence.checksum == .absent && isPosition(sentence))
      {
        return true
      }
      at = end + 1
    }
    return false
  }
}
