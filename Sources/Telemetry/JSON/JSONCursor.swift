import Tracks

/// Follows JSON objects that come one after another, and says where in them each value stands.
///
/// Levels count the containers that are open: the object itself is level 1.
class JSONCursor: JSONSink {
  /// Containers that are open.
  final var depth: Int { path.value.depth }
  /// Why the parsing has to end.
  final var failure: DwellError? {
    didSet { path.value.goesOn = failure == nil ? 1 : 0 }
  }
  private let path = Unshared(Path())
  private let keys: WordTable

  /// The containers that are open, and where in them the parser stands.
  private struct Path {
    var depth = 0
    /// The number of the current key, or the index in the array, by level.
    var places = InlineArray<8, Int32>(repeating: -1)
    /// −1 where a level is an array, 0 where it is an object.
    var arrays = InlineArray<8, Int32>(repeating: 0)
    /// What tells the parser to go on: 1, or 0 after a failure.
    var goesOn: Int32 = 1

    /// Counts an element of an array; returns the depth.
    @inline(__always)
    mutating func advance() -> Int {
      if depth <= JSONCursor.deepest && depth > 0 { places[depth] &-= arrays[depth] }
      return depth
    }

    mutating func open(isArray: Bool) -> Int {
      _ = advance()
      depth += 1
      if depth <= JSONCursor.deepest {
        places[depth] = -1
        arrays[depth] = isArray ? -1 : 0
      }
      return depth
    }
  }

  /// Levels whose places are kept; what lies deeper is passed over.
  static let deepest = 5

  /// - Parameter keys: The names that mean something.
  init(keys: [String]) { self.keys = WordTable(keys) }

  /// Where the current value stands at a level: the key's number, −1 for an unknown one, or the index
  /// in an array.
  final func place(_ level: Int) -> Int { Int(path.value.places[level]) }

  /// Whether a level is an array.
  final func isArray(_ level: Int) -> Bool {
    level <= path.value.depth && path.value.arrays[level] != 0
  }

  /// Takes a number as it is written, or a text, at the current ``depth``.
  func take(_ text: Span<UInt8>) {}
  /// Takes note that a container began, at the current ``depth``.
  func begin() {}
  /// Takes note that a container is at its end; it still is the current ``depth``.
  func end() {}

  /// Forgets an object that is not whole.
  func reset() { path.value.depth = 0 }

  override func null() -> Int32 {
    _ = path.value.advance()
    return 1
  }

  override func boolean(_ value: Bool) -> Int32 {
    if path.value.advance() <= Self.deepest { take(value ? Self.one.span : Self.zero.span) }
    return path.value.goesOn
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if path.value.advance() <= Self.deepest { unsafe take(text.span) }
    return path.value.goesOn
  }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let level = path.value.depth
    if level <= Self.deepest {
      path.value.places[level] = unsafe Int32(keys.number(of: text.span, 0, text.count))
    }
    return 1
  }

  override func beginObject() -> Int32 { open(isArray: false) }
  override func beginArray() -> Int32 { open(isArray: true) }
  override func endObject() -> Int32 { close() }
  override func endArray() -> Int32 { close() }

  private func open(isArray: Bool) -> Int32 {
    if path.value.open(isArray: isArray) <= Self.deepest { begin() }
    return path.value.goesOn
  }

  private func close() -> Int32 {
    if path.value.depth <= Self.deepest { end() }
    path.value.depth -= 1
    // Another object may follow, which is another parser's.
    return path.value.depth == 0 ? 0 : path.value.goesOn
  }

  private static let one: [UInt8] = [0x31]
  private static let zero: [UInt8] = [0x30]
}
