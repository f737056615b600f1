import Tracks

/// Follows JSON objects that come one after another, and says where in them each value stands.
///
/// Levels count the containers that are open: the object itself is level 1.
class JSONCursor: JSONSink {
  /// Containers that are open.
  private(set) var depth = 0
  /// Why the parsing has to end.
  var failure: DwellError?
  /// The number of the current key, or the index in the array, by level.
  private var places = [Int](repeating: -1, count: JSONCursor.deepest + 1)
  private var arrays = [Bool](repeating: false, count: JSONCursor.deepest + 1)
  private let keys: WordTable

  /// Levels whose places are kept; what lies deeper is passed over.
  static let deepest = 5

  /// - Parameter keys: The names that mean something.
  init(keys: [String]) { self.keys = WordTable(keys) }

  /// Where the current value stands at a level: the key's number, −1 for an unknown one, or the index
  /// in an array.
  func place(_ level: Int) -> Int { places[level] }

  /// Whether a level is an array.
  func isArray(_ level: Int) -> Bool { level <= depth && arrays[level] }

  /// Takes a number as it is written, or a text, at the current ``depth``.
  func take(_ text: Span<UInt8>) {}
  /// Takes note that a container began, at the current ``depth``.
  func begin() {}
  /// Takes note that a container is at its end; it still is the current ``depth``.
  func end() {}

  /// Forgets an object that is not whole.
  func reset() { depth = 0 }

  override func null() -> Int32 {
    advance()
    return 1
  }

  override func boolean(_ value: Bool) -> Int32 {
    advance()
    if depth <= Self.deepest { take(value ? Self.one.span : Self.zero.span) }
    return failure == nil ? 1 : 0
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    advance()
    if depth <= Self.deepest { unsafe take(text.span) }
    return failure == nil ? 1 : 0
  }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if depth <= Self.deepest {
      places[depth] = unsafe keys.number(of: text.span, 0, text.count)
    }
    return 1
  }

  override func beginObject() -> Int32 { open(isArray: false) }
  override func beginArray() -> Int32 { open(isArray: true) }
  override func endObject() -> Int32 { close() }
  override func endArray() -> Int32 { close() }

  private func advance() {
    if depth <= Self.deepest && depth > 0 && arrays[depth] { places[depth] += 1 }
  }

  private func open(isArray: Bool) -> Int32 {
    advance()
    depth += 1
    if depth <= Self.deepest {
      places[depth] = -1
      arrays[depth] = isArray
      begin()
    }
    return failure == nil ? 1 : 0
  }

  private func close() -> Int32 {
    if depth <= Self.deepest { end() }
    depth -= 1
    // Another object may follow, which is another parser's.
    return depth == 0 || failure != nil ? 0 : 1
  }

  private static let one: [UInt8] = [0x31]
  private static let zero: [UInt8] = [0x30]
}
