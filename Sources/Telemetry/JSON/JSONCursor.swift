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
  fileprivate let path = Unshared(Path())
  fileprivate let keys: WordTable

  /// The containers that are open, and where in them the parser stands.
  fileprivate struct Path {
    var depth = 0
    /// The number of the current key, or the index in the array, by level.
    var places = InlineArray<8, Int32>(repeating: -1)
    /// −1 where a level is an array, 0 where it is an object.
    var arrays = InlineArray<8, Int32>(repeating: 0)
    /// Containers that have ended.
    var closings = 0
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
  ///
  /// - Parameter cell: Where in the bytes it stands.
  func take(_ bytes: Span<UInt8>, _ cell: Cell) {}
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
    if path.value.advance() <= Self.deepest { take(value) }
    return path.value.goesOn
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if path.value.advance() <= Self.deepest {
      unsafe take(text.span, Cell(start: 0, end: text.count))
    }
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
    path.value.closings &+= 1
    // Another object may follow, which is another parser's.
    return path.value.depth == 0 ? 0 : path.value.goesOn
  }

  private func take(_ value: Bool) {
    take(value ? Self.one.span : Self.zero.span, Cell(start: 0, end: 1))
  }

  private static let one: [UInt8] = [0x31]
  private static let zero: [UInt8] = [0x30]
}

extension JSONCursor {
  /// Whether the parser stands in an array at level 2, in none of its elements.
  final var isAmongElements: Bool { depth == 2 && isArray(2) }
  /// Containers that have ended.
  final var closings: Int { path.value.closings }

  /// Takes an element of an array at level 2, and the comma behind it, without a parser, telling of it
  /// as yajl would.
  ///
  /// What is told before a doubt comes is told once more when yajl reads the element from its start,
  /// so that ``begin()`` has to begin anew and ``end()`` may act at the element's own end only.
  ///
  /// - Returns: What follows the comma; nil when the element is not written plainly.
  final func takePlain(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let before = path.value
    if let bracket = container(bytes, start) {
      let comma = PlainJSON.afterBlanks(bytes, bracket &+ 1)
      if comma < bytes.count, bytes[comma] == 0x2C {
        _ = close(bracket)
        return comma &+ 1
      }
    }
    path.value = before
    return nil
  }

  /// Tells of a container that begins at `start`, all but its end; returns where that stands.
  private func container(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let limit = bytes.count &- PlainJSON.margin
    guard start < limit, depth < Self.deepest else { return nil }
    let isObject = bytes[start] == 0x7B
    guard isObject || bytes[start] == 0x5B else { return nil }
    let closing: UInt8 = isObject ? 0x7D : 0x5D
    if path.value.open(isArray: !isObject) <= Self.deepest { begin() }
    var at = PlainJSON.afterBlanks(bytes, start &+ 1)
    guard at < limit else { return nil }
    if bytes[at] == closing { return at }
    while at < limit {
      if isObject {
        guard bytes[at] == 0x22, let quote = PlainJSON.textEnd(bytes, at &+ 1) else { return nil }
        path.value.places[depth] = Int32(truncatingIfNeeded: keys.number(of: bytes, at &+ 1, quote))
        at = PlainJSON.afterBlanks(bytes, quote &+ 1)
        guard at < limit, bytes[at] == 0x3A else { return nil }
        at = PlainJSON.afterBlanks(bytes, at &+ 1)
        guard at < limit else { return nil }
      }
      guard let end = value(bytes, at) else { return nil }
      at = PlainJSON.afterBlanks(bytes, end)
      guard at < limit else { return nil }
      if bytes[at] == closing { return at }
      guard bytes[at] == 0x2C else { return nil }
      at = PlainJSON.afterBlanks(bytes, at &+ 1)
    }
    return nil
  }

  @inline(__always)
  private func value(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    switch bytes[start] {
    case 0x22:
      guard let quote = PlainJSON.textEnd(bytes, start &+ 1) else { return nil }
      _ = path.value.advance()
      take(bytes, Cell(start: start &+ 1, end: quote))
      return quote &+ 1
    case 0x2D, 0x30...0x39:
      guard let end = PlainJSON.numberEnd(bytes, start) else { return nil }
      _ = path.value.advance()
      take(bytes, Cell(start: start, end: end))
      return end
    case 0x7B, 0x5B: return container(bytes, start).map { close($0) }
    default:
      guard let word = PlainJSON.word(bytes, start) else { return nil }
      _ = word == .nothing ? null() : boolean(word == .yes)
      return start &+ (word == .no ? 5 : 4)
    }
  }

  /// Ends the container at `at`; returns what follows.
  private func close(_ at: Int) -> Int {
    end()
    path.value.depth &-= 1
    return at &+ 1
  }
}
