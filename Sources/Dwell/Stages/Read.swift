public import ArgumentParser
internal import Telemetry
public import Tracks
internal import Wire

/// `read`: telemetry files → fixes.
public struct Read: Source {
  /// `read`.
  public static let name = "read"
  /// One line.
  public static let summary = "Read telemetry files of any known format into fixes."
  /// Files beside the options.
  public static let usage = "dwell read [<options>] [<file> ...]"
  /// The rest of the help.
  public static let discussion = """
    Streams; files may be plain, .gz or .zst, and are told by their content. Folders are searched, globs \
    expanded, '-' is standard input. Files are read in the order of their first instant, and merged \
    where they overlap, so the answer does not depend on how they are named or listed. Rows that \
    are no valid fix are skipped and counted by reason; --strict stops at the first.
    """
  /// Nothing: it is the first stage.
  public static let takes: [RecordKind] = []
  /// Nothing: it is the first stage.
  public static func gives(_ taken: RecordKind) -> RecordKind? { nil }
  /// What to do when handed something.
  public static let advice = "It is the first stage."

  /// Files, folders, globs; `-` is standard input.
  @Argument(
    help: ArgumentHelp("Files, folders or globs; '-' or none is standard input.", valueName: "file")
  )
  public var files: [String] = []
  /// A file with a path a line.
  @Option(
    help: ArgumentHelp(
      "Read the paths from a file, one a line; '-' is standard input.", valueName: "list"))
  public var filesFrom: String?
  /// The format, when its content does not tell.
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("The format; without it the content tells.", valueName: "format"))
  public var format: String?
  /// Columns and units of a known source.
  @Option(
    help: ArgumentHelp(
      "Columns and units of a source: \(Preset.all.map(\.name).joined(separator: ", ")).",
      valueName: "preset"))
  public var preset: String?
  /// Columns by name: `time=ts,lon=x`.
  @Option(
    help: ArgumentHelp("Columns by name: time=ts,lon=x,lat=y,vehicle=tail.", valueName: "pairs"))
  public var map: [String] = []
  /// How times are written, when it is neither ISO 8601 nor an epoch.
  @Option(
    help: ArgumentHelp(
      "How times are written, as for strptime: '%d/%m/%Y %H:%M'; without it ISO 8601, an epoch, or a "
        + "date whose order shows.",
      valueName: "pattern"))
  public var timeFormat: String?
  /// The zone of times that name none.
  @Option(
    // An offset may begin with a minus.
    parsing: .unconditional,
    help: ArgumentHelp(
      "The zone of times that name none: +02:00, -05:30; without it they are UTC.",
      valueName: "offset"))
  public var timeZone: String?
  /// The vehicle of files that have no such column.
  @Option(
    help: ArgumentHelp(
      "The vehicle of files without such a column; without it the file's name.", valueName: "name"))
  public var vehicle: String?
  /// The rows of a batch; the answer does not depend on it.
  @Option(help: ArgumentHelp("Rows a batch; the answer does not depend on it.", valueName: "count"))
  public var batchRows = 8192
  /// Stop at the first bad row.
  @Flag(help: "Stop at the first row that is no valid fix.")
  public var strict = false

  /// The defaults.
  public init() {}

  /// Refuses mappings that are no pairs.
  public func validate() throws {
    if batchRows < 1 { throw ValidationError("--batch-rows \(batchRows): must be at least 1") }
    for pair in map.flatMap({ $0.split(separator: ",") })
    where pair.split(separator: "=").count != 2 {
      throw ValidationError("--map \(pair): write NAME=COLUMN, as in --map time=ts,lon=x")
    }
  }

  /// Streams.
  public var footprint: Footprint {
    Footprint(isStreaming: true, holds: "one batch of 8,192 fixes, about 1 MB a file that is open")
  }

  /// It takes nothing.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    throw DwellError(.usage, "can only be the first stage")
  }

  /// Opens the files.
  public func feed(in workshop: Workshop) throws(DwellError) -> any Feed {
    var settings = ReadSettings()
    settings.format = format
    settings.preset = preset
    settings.isStrict = strict
    settings.batchRows = batchRows
    settings.timeFormat = timeFormat
    settings.vehicleName = vehicle
    if let timeZone { settings.timeZone = try TimeZoneOffset(timeZone) }
    settings.tableOpener = { WireTables(WireReader($0, foreignKind: .fixes, warn: $1)) }
    settings.keepsExtras = workshop.keepsExtras
    for pair in map.flatMap({ $0.split(separator: ",") }) {
      let parts = pair.split(separator: "=").map(String.init)
      settings.mapping.append((parts[0], parts[1]))
    }
    let paths = files + (try listedFiles())
    return ReadFeed(
      try TelemetryReader(
        paths: paths.isEmpty ? ["-"] : paths, settings: settings, warn: workshop.warn),
      settings: StageArguments.words(self))
  }

  private func listedFiles() throws(DwellError) -> [String] {
    guard let filesFrom else { return [] }
    let source =
      filesFrom == "-" ? FileSource.standardInput() : try FileSource(path: filesFrom)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, upTo: 65_536) > 0 {}
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(
      String.init)
  }
}

/// Arrow files through the reader of the wire.
private final class WireTables: TableReader {
  private let reader: WireReader

  init(_ reader: WireReader) { self.reader = reader }

  func next() throws(DwellError) -> Table? { try reader.next() }
}

private final class ReadFeed: Feed {
  private let reader: TelemetryReader
  let settings: [String]
  private var hasGiven = false

  init(_ reader: TelemetryReader, settings: String) {
    self.reader = reader
    self.settings = [settings]
  }

  func next() throws(DwellError) -> Packet? {
    do {
      if let fixes = try reader.next() {
        hasGiven = true
        return .fixes(fixes)
      }
    } catch {
      throw error.placed(in: Read.name)
    }
    if hasGiven { return nil }
    hasGiven = true
    return Packet.empty(.fixes)
  }

  var tallies: [(stage: String, tally: Tally)] {
    var tally = reader.tally
    tally.add(reader.repairs)
    return [(Read.name, tally)]
  }
  var rowsRead: Int { reader.tally["rows"] }

  var progress: FeedProgress {
    let state = reader.progress
    var progress = FeedProgress()
    progress.filesDone = state.filesDone
    progress.filesTotal = state.filesTotal
    progress.bytesRead = state.bytesRead
    progress.bytesTotal = state.bytesTotal
    return progress
  }
}
