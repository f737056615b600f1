import Tracks

/// Instants in lines of JSON: ISO 8601 text, or microseconds where the year has not four digits.
enum InstantText {
  /// The JSON value of an instant in microseconds.
  static func json(_ microseconds: Int64) -> String {
    // The years 0000 to 9999.
    (-62_167_219_200_000_000..<253_402_300_800_000_000).contains(microseconds)
      ? "\"\(Instant(microseconds: microseconds))\"" : String(microseconds)
  }

  /// Reads a JSON value again; nil when it is no instant.
  static func microseconds(_ value: JSONValue) -> Int64? {
    guard case .text(let text) = value else { return value.integer }
    return Instant(text: text)?.microseconds
  }
}
