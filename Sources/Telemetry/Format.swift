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
  /// Whether a file that begins so is in this format.
  let recognises: @Sendable (Opening) -> Bool
  /// Starts to read a file.
  let open: @Sendable (Inflow, FileLog) throws(DwellError) -> any FormatReader

  /// Every format, in the order in which they are asked whether a file is theirs.
  public static let all: [Format] = [.ndjson, .json, .delimited]

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

/// The first bytes of a file, decompressed.
struct Opening {
  /// The bytes, without a UTF-8 byte order mark.
  let bytes: [UInt8]
  /// Whether they are the whole file.
  let isWhole: Bool

  /// The first byte that is not white space.
  var firstMark: UInt8? { bytes.first { !isBlank($0) } }

  /// Whether this can be text: no NUL and hardly a control character.
  var isText: Bool {
    !bytes.contains(0) && bytes.count { $0 < 9 || ($0 > 13 && $0 < 32) } * 100 <= bytes.count
  }
}

/// Whether a byte is a space, a tab or an end of line.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
