public import ArgumentParser
internal import Export
public import Tracks
internal import Wire

/// `write`: records of all kinds → a file, as layers.
public struct Write: Sink {
  /// `write`.
  public static let name = "write"
  /// One line.
  public static let summary = "Write a GeoPackage, GeoJSON, KML, CSV, NDJSON or Arrow file."
  /// The file beside the options.
  public static let usage = "dwell write [<options>] [<file>]"
  /// The rest of the help.
  public static let discussion = """
    Fixes stream; visits, areas, findings and sites are held and written in an order that depends \
    on nothing but themselves. The file appears under its name only when it is whole; until then an \
    old one stands.
    """
  /// Everything.
  public static let takes = RecordKind.allCases.filter { $0 != .trailer }
  /// Nothing: it is the last stage.
  public static func gives(_ taken: RecordKind) -> RecordKind? { nil }
  /// What to do when handed something else.
  public static let advice = "It takes any kind."

  /// The file; `-` is standard output.
  @Argument(
    help: ArgumentHelp(
      "The file; its extension says the format. '-' or none is standard output.", valueName: "file")
  )
  public var path: String = "-"
  /// The format.
  @Option(
    help: ArgumentHelp(
      "The format: \(Write.formatNames). Without it, the extension says (standard output: geojson).",
      valueName: "format"))
  public var format: String?
  /// The kinds of record that are written.
  @Option(
    help: ArgumentHelp(
      "Write these layers only, such as areas,findings; all without it.", valueName: "kinds"))
  public var layers: String?
  /// The columns that are not.
  @Option(
    help: ArgumentHelp(
      "Leave these columns out of every layer, to share what was found but not by whom: vehicle,flight,sortie,visit,linked,visit_ids,touching_visit_ids (ids begin with the vehicle).",
      valueName: "columns"))
  public var leaveOut: String?

  /// The defaults.
  public init() {}

  static let formatNames =
    (OutputFormat.allCases.map(\.rawValue) + [arrowName]).joined(separator: ", ")
  static let arrowName = "arrow"
  private static let arrowExtensions = ["arrow", "arrows"]

  /// Refuses unknown formats, before a byte is read.
  public func validate() throws {
    do {
      _ = try chosenFormat()
      _ = try selection()
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// The format in force; nil is Arrow.
  func chosenFormat() throws(DwellError) -> OutputFormat? {
    if isFolder(path) {
      let name = path.hasSuffix("/") ? path : path + "/"
      throw DwellError(.usage, "\(path): is a folder; name a file in it, such as \(name)areas.gpkg")
    }
    if let format {
      if format == Self.arrowName { return nil }
      if let known = OutputFormat(rawValue: format) { return known }
      throw DwellError(
        .usage, "--format \(format): no such format; known are \(Self.formatNames)")
    }
    if path == "-" { return .geoJSON }
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
    let name = ending.map { $0.lowercased() } ?? ""
    if Self.arrowExtensions.contains(name) { return nil }
    if let known = OutputFormat.of(path: path) { return known }
    throw DwellError(
      .usage, "\(path): its extension says no format; give one with --format (\(Self.formatNames))")
  }

  /// What is written of what comes.
  func selection() throws(DwellError) -> WriteSelection {
    try WriteSelection(layers: layers, leavingOut: leaveOut)
  }

  /// Holds all but fixes.
  public var footprint: Footprint {
    Footprint(
      isStreaming: false, holds: "visits, areas, findings and sites, 2 kB each; fixes stream")
  }

  /// Makes the worker; the file is opened here, before any telemetry is read.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    let selection = try selection()
    guard let format = try chosenFormat() else {
      return WriteWorker(ArrowSink(try Self.byteSink(path), workshop), selection, workshop)
    }
    let sink =
      path == "-"
      ? try recordSink(to: DescriptorSink.standardOutput(), format: format)
      : try recordSink(path: path, format: format)
    return WriteWorker(sink, selection, workshop)
  }

  private static func byteSink(_ path: String) throws(DwellError) -> any ByteSink {
    path == "-" ? DescriptorSink.standardOutput() : try outputFile(path: path)
  }
}

private final class WriteWorker: StageWorker {
  private let sink: any RecordSink
  private var selection: WriteSelection
  private let workshop: Workshop
  let tally = Tally()

  init(_ sink: any RecordSink, _ selection: WriteSelection, _ workshop: Workshop) {
    self.sink = sink
    self.selection = selection
    self.workshop = workshop
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    if let table = selection.taking((consume packet).table()) { try sink.write(table) }
  }

  func finish(emit: Emit) throws(DwellError) {
    try selection.check()
    try sink.commit()
    sink.notes.forEach(workshop.warn)
  }
}

/// The wire as a file format.
private final class ArrowSink: RecordSink {
  private let sink: any ByteSink
  private let workshop: Workshop
  private var writer: WireWriter?
  private var rows = 0
  let notes: [String] = []

  init(_ sink: any ByteSink, _ workshop: Workshop) {
    self.sink = sink
    self.workshop = workshop
  }

  private func openWriter() -> WireWriter {
    let opened =
      writer ?? WireWriter(sink, settings: workshop.settings, version: DwellVersion.current)
    writer = opened
    return opened
  }

  func write(_ table: consuming Table) throws(DwellError) {
    rows += table.rowCount
    try openWriter().write(table, crs: workshop.system(of: table))
  }

  func commit() throws(DwellError) {
    try openWriter().finish(Trailer(rows: rows))
    try sink.commit()
  }
}
