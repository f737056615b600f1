/// Takes the events of a JSON text; each answers 1 to go on, 0 to end the parsing.
class JSONSink {
  /// Whether there was an event since this was last set to false.
  ///
  /// Unchecked, since every event sets it, and nothing else is under way then.
  @exclusivity(unchecked) final var hasEvent = false

  /// A `null`.
  func null() -> Int32 { 1 }
  /// A `true` or `false`.
  func boolean(_ value: Bool) -> Int32 { 1 }
  /// A number as it is written, or a text without its quotes and escapes.
  func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 { 1 }
  /// The name of the value that follows.
  func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 { 1 }
  /// An object begins.
  func beginObject() -> Int32 { 1 }
  /// An object ends.
  func endObject() -> Int32 { 1 }
  /// An array begins.
  func beginArray() -> Int32 { 1 }
  /// An array ends.
  func endArray() -> Int32 { 1 }
}
