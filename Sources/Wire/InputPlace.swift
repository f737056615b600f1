import Tracks

/// Where in an input something lies, for messages.
struct InputPlace {
  /// The source's name.
  var source: String
  /// Bytes before it.
  var byte: Int

  /// The place `count` bytes further on.
  func advanced(by count: Int) -> InputPlace { InputPlace(source: source, byte: byte + count) }

  /// The error for bytes that break the format.
  func damage(_ reason: String) -> DwellError {
    DwellError(
      .badData,
      "\(source): byte \(byte): the Arrow stream is damaged: \(reason): write it again")
  }

  /// The error for input that is well-formed and yet cannot be taken.
  func refusal(_ reason: String) -> DwellError {
    DwellError(.badData, "\(source): byte \(byte): \(reason)")
  }
}
