extension Format {
  /// Activities of Garmin and other watches, bicycle computers and hand-helds.
  static let fit = Format(
    name: "fit", summary: "FIT activities (Garmin and others); courses are plans and refused",
    extensions: ["fit"], mark: "'.FIT' at byte 8",
    contents: FormatContents(time: "UTC", heights: "not said"),
    recognises: { FITHeader.begins($0.bytes.span) },
    decoder: FITDecoder.self)
}
