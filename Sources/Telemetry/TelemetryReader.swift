public import Tracks

/// Reads telemetry files of any known ``Format`` as one stream of fixes.
///
/// Inputs are told apart and put in order by their content: they are merged by their instants, so the
/// fixes do not depend on the order in which paths are given, nor, once the fixes of a vehicle are put
/// in the order of time within a minute, on how rows that came in the order of time are spread over
/// files. A single input, and rows without time, keep their order.
///
/// ```swift
/// let reader = try TelemetryReader(paths: ["flights"], settings: ReadSettings()) { print($0) }
/// while let fixes = try reader.next() { … }
/// ```
public final class TelemetryReader {
  private let settings: ReadSettings
  private let log: ReadLog
  private let inputs: [Input]
  private let totalSize: Int?
  private var reader: (any FormatReader)?
  private var failure: DwellError?

  /// Reads files, folders (all through), patterns and `-`, standard input.
  ///
  /// - Parameters:
  ///   - paths: What the user named, in any order.
  ///   - settings: How to read it.
  ///   - warn: Told, in one line each, what was assumed and what was skipped.
  /// - Throws: When a path does not exist or names nothing, or the settings name an unknown format or
  ///   preset.
  public init(
    paths: [String], settings: ReadSettings, warn: @escaping (String) -> Void
  ) throws(DwellError) {
    try Self.check(settings)
    let inputs = try InputList.inputs(paths, vehicleName: settings.vehicleName, warn: warn)
    let sizes = inputs.compactMap(\.size)
    totalSize = sizes.count == inputs.count ? sizes.reduce(0, +) : nil
    self.inputs = inputs
    self.settings = settings
    log = ReadLog(warn: warn)
  }

  /// Reads one open source.
  ///
  /// - Throws: When the settings name an unknown format or preset.
  public init(
    source: any ByteSource, settings: ReadSettings, warn: @escaping (String) -> Void
  ) throws(DwellError) {
    try Self.check(settings)
    let name = settings.vehicleName ?? InputList.baseName(source.name)
    inputs = []
    totalSize = nil
    self.settings = settings
    log = ReadLog(warn: warn)
    reader = FileReader(source, isLive: true, vehicleName: name, settings: settings, log)
  }

  private static func check(_ settings: ReadSettings) throws(DwellError) {
    precondition(settings.batchRows >= 1, "a batch has one row at least")
    if let format = settings.format { _ = try Format.named(format) }
    if let preset = settings.preset { _ = try Preset.named(preset) }
    if let timeFormat = settings.timeFormat { _ = try TimePattern(timeFormat) }
  }

  /// Rows read (`rows`), and of these the rows skipped, by reason.
  public var tally: Tally { log.tally }

  /// Cells that were no numbers and were left empty, by measure; their rows are kept.
  public var repairs: Tally { log.repairs }

  /// How far the reading has come; the total is nil when an input is no plain file.
  public var progress: (filesDone: Int, filesTotal: Int, bytesRead: Int, bytesTotal: Int?) {
    (log.filesDone, max(1, inputs.count), log.bytesRead, totalSize)
  }

  /// The next batch, with at least one fix and at most ``ReadSettings/batchRows``; nil at the end.
  ///
  /// From a pipe, a batch is handed on when no more rows are there to be read, full or not.
  ///
  /// - Throws: When an input is empty, in no known format, without columns for a position, or holds
  ///   rows but no valid one; after the fixes before it, where one is cut short or cannot be read; at
  ///   the first bad row when strict. What was thrown is thrown again by every later call.
  public func next() throws(DwellError) -> Fixes? {
    if let failure { throw failure }
    do {
      if reader == nil { reader = try open() }
      return try reader?.next()
    } catch {
      failure = error
      throw error
    }
  }

  private func open() throws(DwellError) -> any FormatReader {
    if inputs.count == 1 { return try inputs[0].reader(settings, log) }
    return try MergedInputs(inputs, settings: settings, log: log)
  }
}
