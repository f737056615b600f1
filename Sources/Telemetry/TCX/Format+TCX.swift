extension Format {
  /// Workouts of watches, bicycle computers and phones.
  static let tcx = Format(
    name: "tcx", summary: "TCX activities (Garmin Training Center); courses are plans and refused",
    extensions: ["tcx"], mark: "XML with the element TrainingCenterDatabase",
    contents: FormatContents(time: "UTC", heights: "not said"),
    recognises: { $0.isXML(of: "TrainingCenterDatabase") },
    decoder: TrackDecoder<TCXSink>.self)
}
