import Tracks

/// Follows JSON objects that come one after another, and says where in them each value stands.
///
/// Levels count the containers that are open: the object itself is level 1.
class JSONCursor: JSONSink {
  /// Containers that are open.
  final var depth: Int { path.depth }
  /// Why the parsing has to end.
  var failure: DwellError?
  // One struct, so that an event is one access to the class's storage.
  private var path = Path()
  private let keys: WordTable

  /// The containers that are open, and where in them the parser stands.
  private struct Path {
    var depth = 0
    /// The number of the current key, or the index in the array, by level.
    var places = SIMD8<Int32>(repeating: -1)
    /// −1 where a level is an array, 0 where it is an object.
    var arrays = SIMD8<Int32>(repeating: 0)

    /// Counts an element of an array; returns the depth.
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
  final func place(_ level: Int) -> Int { Int(path.places[level]) }

  /// Whether a level is an array.
  final func isArray(_ level: Int) -> Bool { level <= path.depth && path.arrays[level] != 0 }

  /// Takes a number as it is written, or a text, at the current ``depth``.
  func take(_ text: Span<UInt8>) {}
  /// Takes note that a container began, at the current ``depth``.
  func begin() {}
  /// Takes note that a container is at its end; it still is the current ``depth``.
  func end() {}

  /// Forgets an object that is not whole.
  func reset() { path.depth = 0 }

  override func null() -> Int32 {
    _ = path.advance()
    return 1
  }

  override func boolean(_ value: Bool) -> Int32 {
    if path.advance() <= Self.deepest { take(value ? Self.one.span : Self.zero.span) }
    return failure == nil ? 1 : 0
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if path.advance() <= Self.deepest { unsafe take(text.span) }
    return failure == nil ? 1 : 0
  }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let level = path.depth
    if level <= Self.deepest {
      path.places[level] = unsafe Int32(keys.number(of: text.span, 0, text.count))
    }
    return 1
  }

  override func beginObject() -> Int32 { open(isArray: false) }
  override func beginArray() -> Int32 { open(isArray: true) }
  override func endObject() -> Int32 { close() }
  override func endArray() -> Int32 { close() }

  private func open(isArray: Bool) -> Int32 {
    if path.open(isArray: isArray) <= Self.deepest { begin() }
    return failure == nil ? 1 : 0
  }

  private func close() -> Int32 {
    if path.depth <= Self.deepest { end() }
    path.depth -= 1
    // Another object may follow, which is another parser's.
    return path.depth == 0 || failure != nil ? 0 : 1
  }

  private static let one: [UInt8] = [0x31]
  private static let zero: [UInt8] = [0x30]
}
