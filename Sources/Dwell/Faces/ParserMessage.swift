internal import Export
internal import Tracks

/// The argument parser's messages in the house's one line.
enum ParserMessage {
  /// `Unknown option '--raduis'. Did you mean '--radius'?` →
  /// `unknown option '--raduis'; did you mean '--radius'?`; a quantity's refusal says which units
  /// are known.
  static func oneLine(_ message: String) -> String {
    var line = message.split(separator: "\n").map(String.init).joined(separator: "; ")
    if line.hasPrefix("Error: ") { line.removeFirst("Error: ".count) }
    if let (value, option, kind) = refusedValue(line), let words = refusal(of: value, kind, line) {
      return "\(option): \(words)"
    }
    line = line.replacing(". Did you mean", with: "; did you mean")
    guard let first = line.first, line.dropFirst().first?.isUppercase == false else { return line }
    return first.lowercased() + line.dropFirst()
  }

  /// The parts of `The value '80' is invalid for '--radius <length>'`.
  private static func refusedValue(_ line: String) -> (String, String, String)? {
    let pattern = /The value '(.*)' is invalid for '(\S+) <(\S+)>'.*/
    guard let match = line.wholeMatch(of: pattern) else { return nil }
    return (String(match.1), String(match.2), String(match.3))
  }

  /// What to do where the format of a file is asked of a pipe.
  private static func fileFormat(_ value: String) -> String? {
    guard let format = OutputFormat(rawValue: value) else { return nil }
    let known = WireFormat.allCases.map(\.rawValue).joined(separator: ", ")
    let write =
      format == .geoPackage ? "'dwell write FILE.gpkg'" : "'dwell write --format \(value)'"
    return "'\(value)' is a file's format, not a pipe's (\(known)): pipe into \(write)"
  }

  /// Why a quantity refuses a text, by the name that `--help` gives its value.
  private static func refusal(of value: String, _ kind: String, _ message: String) -> String? {
    do {
      switch kind {
      case Metres.valueName: _ = try Metres(parsing: value)
      case Seconds.valueName: _ = try Seconds(parsing: value)
      case MetresPerSecond.valueName: _ = try MetresPerSecond(parsing: value)
      case "format" where message.contains(WireFormat.table.rawValue): return fileFormat(value)
      default: return nil
      }
    } catch {
      return error.message
    }
    return nil
  }
}
