extension Format {
  /// Trace files of readsb and tar1090: one aircraft, one day.
  static let readsbTrace = Format(
    name: "readsb-trace",
    summary: "readsb and tar1090 traces (trace_full_*.json): one aircraft a file",
    extensions: ["json"], mark: "a JSON object with 'icao' and 'trace'", contents: .aircraft,
    recognises: { opening in
      guard opening.firstMark == 0x7B, opening.hasKey("icao") else { return false }
      // Of live input only the first line may be there, before the trace itself.
      return opening.hasKey("trace")
        || (opening.beginsWithKey("icao") && !opening.bytes.contains(0x7D))
    },
    decoder: FeedDecoder<TraceSink>.self)

  /// What readsb and dump1090 serve as `aircraft.json`, once or line by line.
  static let aircraftJSON = Format(
    name: "aircraft-json",
    summary: "aircraft.json of readsb and dump1090, once or a line each; its JSON port 30047",
    extensions: ["json", "jsonl"], mark: "JSON objects with 'aircraft', 'ac' or 'hex'",
    contents: .aircraft,
    recognises: { opening in
      guard opening.firstMark == 0x7B else { return false }
      if opening.hasKey("aircraft") && opening.hasKey("now") {
        // Where no aircraft is in sight, no other records may be there.
        return opening.hasKey("hex") || (opening.hasKey("messages") && !opening.hasKey("lon"))
      }
      if opening.hasKey("ac") && opening.hasKey("hex") { return true }
      return opening.hasKey("hex") && opening.hasKey("now")
        && (opening.hasKey("seen_pos") || opening.hasKey("alt_baro"))
    },
    decoder: FeedDecoder<AircraftSink>.self)
}

extension FormatContents {
  /// What receivers of ADS-B know.
  static let aircraft = FormatContents(
    time: "UTC", heights: "barometric; ellipsoid beside it", attitude: "roll, heading on the ground"
  )
}

extension Opening {
  /// Whether the first key of the first object is `name`.
  fileprivate func beginsWithKey(_ name: String) -> Bool {
    bytes.drop { isBlank($0) || $0 == 0x7B }.starts(with: Array("\"\(name)\"".utf8))
  }
}
