public import Tracks

/// A kind of telemetry file: how it is recognised and who reads it.
///
/// A new format is one file that makes a `Format` and one row in ``all``.
public struct Format: Sendable {
  /// The name a user gives: `delimited`.
  public let name: String
  /// What it is, in one line.
  public let summary: String
  /// The file names it ends with, without the dot, that are picked up from a folder.
  public let extensions: [String]
  /// How its content is told from others, in a few words: `begins 55 4C 6F 67 01 12 35`.
  public let mark: String
  /// What a fix of it may carry.
  public let contents: FormatContents
  /// Whether a file that begins so is in this format.
  let recognises: @Sendable (Opening) -> Bool
  /// Starts to read a file.
  let open: @Sendable (Inflow, FileLog) throws(DwellError) -> any FormatReader

  /// Makes a format that is read through a decoder.
  init<Decoder: TelemetryDecoder>(
    name: String, summary: String, extensions: [String], mark: String, contents: FormatContents,
    recognises: @escaping @Sendable (Opening) -> Bool, decoder: Decoder.Type
  ) {
    self.init(
      name: name, summary: summary, extensions: extensions, mark: mark, contents: contents,
      recognises: recognises,
      open: { (inflow, log) throws(DwellError) in
        DecodingReader(inflow, try Decoder(log), FixRows(log, extras: Decoder.extras))
      })
  }

  /// Makes a format with a reader of its own.
  init(
    name: String, summary: String, extensions: [String], mark: String, contents: FormatContents,
    recognises: @escaping @Sendable (Opening) -> Bool,
    open: @escaping @Sendable (Inflow, FileLog) throws(DwellError) -> any FormatReader
  ) {
    self.name = name
    self.summary = summary
    self.extensions = extensions
    self.mark = mark
    self.contents = contents
    self.recognises = recognises
    self.open = open
  }

  /// Every format, in the order in which they are asked whether a file is theirs.
  public static let all: [Format] = [
    // Binary, each with a mark of its own.
    .arrow,
    .parquet,
    .misb,
    .ulog,
    .dataFlash,
    .mavlink,
    .fit,
    .kmz,
    // Text of a shape of its own.
    .readsbTrace,
    .aircraftJSON,
    .openskyJSON,
    .openskyTrack,
    .geojson,
    .sbs,
    .igc,
    .plt,
    .djiSRT,
    .djiNative,
    .dronedeploy,
    .gpx,
    .tcx,
    .kml,
    .nmea,
    // Whatever has records or columns with names.
    .ndjson,
    .json,
    .delimited,
  ]

  /// The format of a name.
  /// - Throws: When there is none; the message lists the names.
  public static func named(_ name: String) throws(DwellError) -> Format {
    if let format = all.first(where: { $0.name == name }) { return format }
    let known = all.map(\.name).joined(separator: ", ")
    throw DwellError(.usage, "format '\(name)' is unknown; known are \(known)")
  }
}

/// Reads one file of one format.
protocol FormatReader: AnyObject {
  /// The next batch, with at least one fix; nil at the end.
  ///
  /// A file that turns out to be cut short gives the fixes before the cut, then throws.
  func next() throws(DwellError) -> Fixes?
}
