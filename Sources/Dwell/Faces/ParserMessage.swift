internal import Tracks

/// The argument parser's messages in the house's one line.
enum ParserMessage {
  /// `Unknown option '--raduis'. Did you mean '--radius'?` →
  /// `unknown option '--raduis'; did you mean '--radius'?`; a quantity's refusal says which units
  /// are known.
  static func oneLine(_ message: String) -> String {
    var line = message.split(separator: "\n").map(String.init).joined(separator: "; ")
    if line.hasPrefix("Error: ") { line.removeFirst("Error: ".count) }
    if let (value, option, kind) = refusedValue(line), let words = refusal(of: value, kind) {
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

  /// Why a quantity refuses a text, by the name that `--help` gives its value.
  private static func refusal(of value: String, _ kind: String) -> String? {
    do {
      switch kind {
      case Metres.valueName: _ = try Metres(parsing: value)
      case Seconds.valueName: _ = try Seconds(parsing: value)
      case MetresPerSecond.valueName: _ = try MetresPerSecond(parsing: value)
      default: return nil
      }
    } catch {
      return error.message
    }
    return nil
  }
}
