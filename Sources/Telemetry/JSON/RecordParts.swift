import Tracks

/// Turns the events of a JSON text into records: the objects of an array, as cells by column.
///
/// Understood are an array of objects; an object that holds one, behind ``arraysBefore`` other arrays; an
/// object of columns, each an object from row name to value, as pandas writes them; a single object that
/// is itself a record. Objects inside a record are flattened (`position.lat`), arrays inside it
/// are passed over. Every event answers what is there to take then.
struct RecordParts {
  /// The names of the columns, in the order they first came.
  private(set) var keys = ByteNames()
  /// The text of the current record's values.
  private(set) var bytes: [UInt8] = []
  /// Where each column's value lies in ``bytes``; a cell for every one of ``keys``.
  private(set) var cells: [Cell] = []
  /// Elements of the array of records so far, whatever they are.
  private(set) var elements = 0
  /// Records of an array that have ended.
  private(set) var whole = 0
  /// The columns of a text that is an object of columns.
  private(set) var table = JSONColumnTable()

  /// Where the values of the last plain record lie, by column.
  var plainCells: [Cell] { plain.cells }
  private var plain = PlainRecord()

  /// Arrays that stand in an object before the one of records.
  var arraysBefore = 0
  /// Arrays of the object that came before its records.
  private(set) var arrays = 0
  /// Which columns' values are kept; those beyond it are.
  var isWanted: [Bool] = []
  /// What an event makes complete.
  enum Outcome { case nothing, record, oddElement }

  private enum Level { case outside, topArray, topObject, innerArray, record, column }
  private var level = Level.outside
  private var levelAroundRecord = Level.topArray
  /// Containers open that are passed over.
  private var skipped = 0
  private var key: [UInt8] = []
  /// Length of the part of `key` that comes from the objects around, for each object inside the record.
  private var prefixes: [Int] = []
  private var keyPosition = 0
  /// The key that came at each position of the last record: mostly that of the next, too.
  private var expectedKeys: [Int] = []
  /// The number of the current key where it is the one that was expected, and `key` is not it; else −1.
  private var expectedNumber = -1
  private var hasCells = false
  private var isTrailer = false
  private var hasRecords = false

  /// Keys beyond this many are passed over: names made from data.
  private static let mostKeys = 4096
  /// Bytes of a key, with those of the objects around it, beyond which it is passed over.
  private static let longestKey = 1024

  /// Whether the text is an object of columns.
  var isTable: Bool { table.columnCount > 0 && !hasRecords }

  /// Whether the parser stands between two elements of the top array.
  var isBetweenElements: Bool { level == .topArray && skipped == 0 }

  /// Whether the parser stands in an array of records, in none of them.
  var isAmongRecords: Bool { (level == .topArray || level == .innerArray) && skipped == 0 }

  /// Reads a record without a parser, as ``PlainRecord`` does; its values are ``plainCells``.
  @inline(__always)
  mutating func readPlain(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    plain.read(bytes, start, keys, isWanted)
  }

  /// Takes note that a plain record was taken from the array that the parser stands in.
  mutating func countPlain() {
    elements += 1
    hasRecords = true
  }

  /// Begins anew, keeping the names of the columns.
  mutating func reset() {
    level = .outside
    skipped = 0
    prefixes.removeAll()
  }

  /// The name of the value that follows.
  mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0 else { return }
    if level == .column {
      unsafe table.beginRow(text.span)
      return
    }
    if prefixes.isEmpty, keyPosition < expectedKeys.count,
      unsafe keys.isName(expectedKeys[keyPosition], text.span, 0, text.count)
    {
      expectedNumber = expectedKeys[keyPosition]
      return
    }
    expectedNumber = -1
    key.removeLast(key.count - (prefixes.last ?? 0))
    unsafe key.append(contentsOf: text)
  }

  /// A number as it is written, a text without its quotes and escapes, `true` or `false`.
  mutating func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    guard skipped == 0 else { return .nothing }
    switch level {
    case .record, .topObject:
      let number = keyNumber()
      guard number >= 0, number >= isWanted.count || isWanted[number] else { return .nothing }
      let start = bytes.count
      unsafe bytes.append(contentsOf: text)
      cells[number] = Cell(start: start, end: bytes.count)
      hasCells = true
    case .column: unsafe table.append(text)
    case .topArray: return oddElement()
    case .outside, .innerArray: break
    }
    return .nothing
  }

  /// A `null`.
  mutating func null() -> Outcome {
    guard skipped == 0 else { return .nothing }
    switch level {
    case .record, .topObject:
      // The key counts, so that a column of nulls is a column.
      _ = keyNumber()
      hasCells = true
    case .column: table.appendNull()
    case .topArray: return oddElement()
    case .outside, .innerArray: break
    }
    return .nothing
  }

  /// An object begins.
  mutating func beginObject() -> Outcome {
    guard skipped == 0 else {
      skipped += 1
      return .nothing
    }
    switch level {
    case .outside:
      level = .topObject
      beginCells()
    case .topArray, .innerArray:
      levelAroundRecord = level
      level = .record
      beginCells()
    case .record:
      writeOutKey()
      // The last line of our own NDJSON counts what came before; it is no fix.
      if !hasCells && prefixes.isEmpty && key.elementsEqual("trailer".utf8) {
        isTrailer = true
        skipped = 1
        return .nothing
      }
      key.append(0x2E)
      prefixes.append(key.count)
    case .topObject where hasRecords: skipped = 1
    case .topObject:
      writeOutKey()
      level = .column
      if table.columnCount < Self.mostKeys { table.beginColumn(key) } else { skipped = 1 }
    case .column:
      table.appendNull()
      skipped = 1
    }
    return .nothing
  }

  /// An object ends.
  mutating func endObject() -> Outcome {
    guard skipped == 0 else {
      skipped -= 1
      if skipped == 0 && level == .column && table.columnCount >= Self.mostKeys {
        level = .topObject
      }
      return .nothing
    }
    switch level {
    case .record:
      if prefixes.popLast() != nil { return .nothing }
      level = levelAroundRecord
      elements += 1
      whole += 1
      hasRecords = true
      return isTrailer && !hasCells ? .nothing : .record
    case .column: level = .topObject
    case .topObject:
      level = .outside
      if !hasRecords && table.columnCount == 0 && hasCells { return .record }
    case .outside, .topArray, .innerArray: break
    }
    return .nothing
  }

  /// An array begins.
  mutating func beginArray() -> Outcome {
    guard skipped == 0 else {
      skipped += 1
      return .nothing
    }
    switch level {
    case .outside: level = .topArray
    case .topObject where !hasRecords:
      arrays += 1
      if arrays > arraysBefore { level = .innerArray } else { skipped = 1 }
    case .topArray:
      skipped = 1
      return oddElement()
    case .column:
      table.appendNull()
      skipped = 1
    default: skipped = 1
    }
    return .nothing
  }

  /// An array ends.
  mutating func endArray() -> Outcome {
    guard skipped == 0 else {
      skipped -= 1
      return .nothing
    }
    level = level == .innerArray ? .topObject : .outside
    return .nothing
  }

  private mutating func oddElement() -> Outcome {
    elements += 1
    return .oddElement
  }

  private mutating func beginCells() {
    bytes.removeAll(keepingCapacity: true)
    for index in cells.indices { cells[index] = .absent }
    keyPosition = 0
    expectedNumber = -1
    hasCells = false
    isTrailer = false
    prefixes.removeAll(keepingCapacity: true)
  }

  /// Puts the letters of an expected key into `key`.
  private mutating func writeOutKey() {
    guard expectedNumber >= 0 else { return }
    key = Array(keys.names[expectedNumber].utf8)
    expectedNumber = -1
  }

  /// The number of the current key; −1 when there are too many.
  private mutating func keyNumber() -> Int {
    defer { keyPosition += 1 }
    if expectedNumber >= 0 { return expectedNumber }
    if keyPosition < expectedKeys.count {
      let expected = expectedKeys[keyPosition]
      if keys.isName(expected, key.span, 0, key.count) { return expected }
    }
    guard keys.count < Self.mostKeys, key.count <= Self.longestKey else { return -1 }
    let name = key
    let number = keys.number(of: name.span, 0, name.count)
    while cells.count <= number { cells.append(.absent) }
    if keyPosition < expectedKeys.count {
      expectedKeys[keyPosition] = number
    } else if keyPosition == expectedKeys.count {
      expectedKeys.append(number)
    }
    return number
  }
}
