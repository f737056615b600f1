/// How telemetry files are read.
public struct ReadSettings: Sendable {
  /// A ``Format``'s name; nil tells the format by the content.
  public var format: String?
  /// A ``Preset``'s name; nil takes the one whose columns the file has, else `generic`.
  public var preset: String?
  /// Which input column holds what: a meaning named as in any header (`lon`, `time`, `altitude_ft`)
  /// and the input's column name, or its number from 1.
  public var mapping: [(meaning: String, column: String)] = []
  /// How times are written, in the manner of `strptime` (`%d/%m/%Y %H:%M`); nil takes ISO 8601,
  /// seconds, milliseconds, microseconds or nanoseconds since 1970, and other dates whose order of day and
  /// month is known by the source, by dots or a month's name, or by a day above 12 in the first rows.
  public var timeFormat: String?
  /// The zone of times that name none; nil reads them as UTC and says so.
  public var timeZone: TimeZoneOffset?
  /// Decodes Arrow; nil where it is not read.
  public var tableOpener: TableOpener?
  /// Whether the first bad row ends the reading instead of being skipped and counted.
  public var isStrict = false
  /// Whether columns that mean nothing to `dwell` are carried along as text.
  public var keepsExtras = true
  /// The most rows a batch has; 1 or more.
  public var batchRows = 8192
  /// The vehicle of a file without a vehicle column; nil takes the file's base name.
  public var vehicleName: String?

  /// The defaults.
  public init() {}
}
