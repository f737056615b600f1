extension Format {
  /// State vectors of the OpenSky Network as its REST API gives them.
  static let openskyJSON = Format(
    name: "opensky-json",
    summary: "OpenSky Network state vectors, as JSON with a 'states' array, once or a line each",
    extensions: ["json", "jsonl"], mark: "JSON objects with 'time' and 'states'",
    contents: .aircraft,
    recognises: { opening in
      opening.firstMark == 0x7B && opening.hasKey("time") && opening.hasKey("states")
    },
    decoder: FeedDecoder<StatesSink>.self)

  /// The track of one flight as the REST API gives it.
  static let openskyTrack = Format(
    name: "opensky-track",
    summary: "OpenSky Network tracks, as JSON with a 'path' array: the way points of one flight",
    extensions: ["json", "jsonl"], mark: "JSON objects with 'icao24' and 'path'",
    contents: FormatContents(time: "UTC", heights: "barometric"),
    recognises: { opening in
      opening.firstMark == 0x7B && opening.hasKey("icao24") && opening.hasKey("path")
    },
    decoder: FeedDecoder<WaypointSink>.self)
}
