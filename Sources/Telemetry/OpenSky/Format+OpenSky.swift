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
}
