/// Reads records of JSON that hold no surprise: flat objects whose keys came before, written plainly.
///
/// Mostly a record's keys are those of the record before in the same order: after each key the one is
/// remembered that followed it last, and its letters are compared, eight at a time, with what stands
/// there, quotes and colon included. What is not plain is left to yajl, which also brings new keys.
struct PlainRecord {
  /// Where each column's value lies; a cell for each key that was known before the record.
  private(set) var cells: [Cell] = []

  /// The keys with quotes and colon, `"lat":`, one after another; nothing for those that are not plain.
  private var letters: [UInt8] = []
  private var ends: [Int] = [0]
  /// The key that followed last, by the number of the key before it plus one; −1 for none.
  private var after: [Int] = [-1]

  /// Bytes of a key's letters: a longer one is compared with all the names.
  private static let longest = 48

  /// Reads the record that begins at `start`.
  ///
  /// - Parameters:
  ///   - keys: The names of the columns.
  ///   - isWanted: Which columns' values are kept; those beyond it are.
  /// - Returns: Where it ends; nil when it is not plain.
  mutating func read(
    _ bytes: Span<UInt8>, _ start: Int, _ keys: borrowing ByteNames, _ isWanted: [Bool]
  ) -> Int? {
    if cells.count < keys.count { learn(keys.names) }
    for column in cells.indices { cells[column] = .absent }
    let limit = bytes.count &- PlainJSON.margin
    guard start < limit, bytes[start] == 0x7B else { return nil }
    var at = PlainJSON.afterBlanks(bytes, start &+ 1)
    var last = 0
    while at < limit {
      guard let column = key(bytes, &at, after: last, keys) else { return nil }
      at = PlainJSON.afterBlanks(bytes, at)
      guard at < limit, let value = value(bytes, &at, isKnown: column >= 0) else { return nil }
      if column >= 0 {
        last = column &+ 1
        if !value.isAbsent, column >= isWanted.count || isWanted[column] { cells[column] = value }
      }
      at = PlainJSON.afterBlanks(bytes, at)
      guard at < limit else { return nil }
      if bytes[at] == 0x7D { return at &+ 1 }
      guard bytes[at] == 0x2C else { return nil }
      at = PlainJSON.afterBlanks(bytes, at &+ 1)
    }
    return nil
  }

  /// The value at `at`, which is moved behind it; absent for `null` and for an array.
  @inline(__always)
  private func value(_ bytes: Span<UInt8>, _ at: inout Int, isKnown: Bool) -> Cell? {
    let start = at
    switch bytes[start] {
    case 0x5B:
      guard let end = PlainJSON.end(ofContainer: bytes, start) else { return nil }
      at = end
      return .absent
    // A key that is new with its first value is yajl's to bring.
    case _ where !isKnown: return nil
    case 0x22:
      guard let quote = PlainJSON.textEnd(bytes, start &+ 1) else { return nil }
      at = quote &+ 1
      return Cell(start: start &+ 1, end: quote)
    case 0x2D, 0x30...0x39:
      guard let end = PlainJSON.numberEnd(bytes, start) else { return nil }
      at = end
      return Cell(start: start, end: end)
    default:
      guard let word = PlainJSON.word(bytes, start) else { return nil }
      at = start &+ (word == .no ? 5 : 4)
      return word == .nothing ? .absent : Cell(start: start, end: at)
    }
  }

  /// The number of the key at `at`, which is moved behind its colon; −1 for a key that is not known.
  @inline(__always)
  private mutating func key(
    _ bytes: Span<UInt8>, _ at: inout Int, after last: Int, _ keys: borrowing ByteNames
  ) -> Int? {
    let expected = after[last]
    if expected >= 0, isNext(bytes, at, expected) {
      at &+= ends[expected &+ 1] &- ends[expected]
      return expected
    }
    return otherKey(bytes, &at, after: last, keys)
  }

  /// Whether the letters of a key stand at `at`, from which on there are as many.
  @inline(__always)
  private func isNext(_ bytes: Span<UInt8>, _ at: Int, _ key: Int) -> Bool {
    let start = ends[key]
    let count = ends[key &+ 1] &- start
    if count < 8 {
      // There are eight letters more than those of the last key.
      let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
      return count > 0 && (word(letters.span, start) ^ word(bytes, at)) &<< unused == 0
    }
    var done = 0
    while done &+ 8 <= count {
      guard word(letters.span, start &+ done) == word(bytes, at &+ done) else { return false }
      done &+= 8
    }
    return word(letters.span, start &+ count &- 8) == word(bytes, at &+ count &- 8)
  }

  /// Looks a key up that is not the expected one, and expects it next time.
  @inline(never)
  private mutating func otherKey(
    _ bytes: Span<UInt8>, _ at: inout Int, after last: Int, _ keys: borrowing ByteNames
  ) -> Int? {
    guard bytes[at] == 0x22, let quote = PlainJSON.textEnd(bytes, at &+ 1) else { return nil }
    let colon = PlainJSON.afterBlanks(bytes, quote &+ 1)
    guard colon < bytes.count, bytes[colon] == 0x3A else { return nil }
    let number = keys.known(bytes, at &+ 1, quote) ?? -1
    at = colon &+ 1
    if number >= 0 { after[last] = number }
    return number
  }

  /// Takes note of new keys.
  private mutating func learn(_ names: [String]) {
    letters.removeLast(min(8, letters.count))
    for name in names[cells.count...] {
      let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
      if isPlain && name.utf8.count + 3 <= Self.longest {
        letters += [0x22] + name.utf8 + [0x22, 0x3A]
      }
      ends.append(letters.count)
      after.append(-1)
      cells.append(.absent)
    }
    letters += [UInt8](repeating: 0, count: 8)
  }
}
