import Tracks

/// Turns the events of a JSON text into records: the objects of an array, as cells by column.
///
/// Understood are an array of objects; an object that holds one array of objects (the first is taken);
/// an object of columns, each an object from row name to value, as pandas writes them; a single object
/// that is itself a record. Objects inside a record are flattened (`position.lat`), arrays inside it
/// are passed over. Every event answers 1, or 0 to end the parsing.
final class JSONRecords: JSONSink {
  /// The names of the columns, in the order they first came.
  private(set) var keys = ByteNames()
  /// The text of the current record's values.
  private(set) var bytes: [UInt8] = []
  /// Where each column's value lies in ``bytes``; a cell for every one of ``keys``.
  private(set) var cells: [Cell] = []
  /// Elements of the array of records so far, whatever they are.
  private(set) var elements = 0
  /// The columns of a text that is an object of columns.
  private(set) var table = JSONColumnTable()

  /// Which columns' values are kept; those beyond it are.
  var isWanted: [Bool] = []
  /// Takes a whole record; false ends the parsing.
  var takeRecord: () -> Bool = { true }
  /// Takes note of an element of the top array that is no object; false ends the parsing.
  var takeOddElement: () -> Bool = { true }

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

  /// Whether the text is an object of columns.
  var isTable: Bool { table.columnCount > 0 && !hasRecords }

  /// Whether the parser stands between two elements of the top array.
  var isBetweenElements: Bool { level == .topArray && skipped == 0 }

  /// Begins anew, keeping the names of the columns.
  func reset() {
    level = .outside
    skipped = 0
    prefixes.removeAll()
  }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard skipped == 0 else { return 1 }
    if level == .column {
      unsafe table.beginRow(text.span)
      return 1
    }
    if prefixes.isEmpty, keyPosition < expectedKeys.count,
      unsafe keys.isName(expectedKeys[keyPosition], text.span, 0, text.count)
    {
      expectedNumber = expectedKeys[keyPosition]
      return 1
    }
    expectedNumber = -1
    key.removeLast(key.count - (prefixes.last ?? 0))
    unsafe key.append(contentsOf: text)
    return 1
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard skipped == 0 else { return 1 }
    switch level {
    case .record, .topObject:
      let number = keyNumber()
      guard number >= 0, number >= isWanted.count || isWanted[number] else { return 1 }
      let start = bytes.count
      unsafe bytes.append(contentsOf: text)
      cells[number] = Cell(start: start, end: bytes.count)
      hasCells = true
    case .column: unsafe table.append(text)
    case .topArray: return oddElement()
    case .outside, .innerArray: break
    }
    return 1
  }

  override func boolean(_ value: Bool) -> Int32 {
    let text: [UInt8] = Array((value ? "true" : "false").utf8)
    return unsafe text.withUnsafeBufferPointer { unsafe scalar($0) }
  }

  override func null() -> Int32 {
    guard skipped == 0 else { return 1 }
    switch level {
    case .record, .topObject:
      // The key counts, so that a column of nulls is a column.
      _ = keyNumber()
      hasCells = true
    case .column: table.appendNull()
    case .topArray: return oddElement()
    case .outside, .innerArray: break
    }
    return 1
  }

  override func beginObject() -> Int32 {
    guard skipped == 0 else {
      skipped += 1
      return 1
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
        return 1
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
    return 1
  }

  override func endObject() -> Int32 {
    guard skipped == 0 else {
      skipped -= 1
      if skipped == 0 && level == .column && table.columnCount >= Self.mostKeys {
        level = .topObject
      }
      return 1
    }
    switch level {
    case .record:
      if prefixes.popLast() != nil { return 1 }
      level = levelAroundRecord
      elements += 1
      hasRecords = true
      return isTrailer && !hasCells ? 1 : takeRecord() ? 1 : 0
    case .column: level = .topObject
    case .topObject:
      level = .outside
      if !hasRecords && table.columnCount == 0 && hasCells { return takeRecord() ? 1 : 0 }
    case .outside, .topArray, .innerArray: break
    }
    return 1
  }

  override func beginArray() -> Int32 {
    guard skipped == 0 else {
      skipped += 1
      return 1
    }
    switch level {
    case .outside: level = .topArray
    case .topObject where !hasRecords: level = .innerArray
    case .topArray:
      skipped = 1
      return oddElement()
    case .column:
      table.appendNull()
      skipped = 1
    default: skipped = 1
    }
    return 1
  }

  override func endArray() -> Int32 {
    guard skipped == 0 else {
      skipped -= 1
      return 1
    }
    level = level == .innerArray ? .topObject : .outside
    return 1
  }

  private func oddElement() -> Int32 {
    elements += 1
    return takeOddElement() ? 1 : 0
  }

  private func beginCells() {
    bytes.removeAll(keepingCapacity: true)
    for index in cells.indices { cells[index] = .absent }
    keyPosition = 0
    expectedNumber = -1
    hasCells = false
    isTrailer = false
    prefixes.removeAll(keepingCapacity: true)
  }

  /// Puts the letters of an expected key into `key`.
  private func writeOutKey() {
    guard expectedNumber >= 0 else { return }
    key = Array(keys.names[expectedNumber].utf8)
    expectedNumber = -1
  }

  /// The number of the current key; −1 when there are too many.
  private func keyNumber() -> Int {
    defer { keyPosition += 1 }
    if expectedNumber >= 0 { return expectedNumber }
    if keyPosition < expectedKeys.count {
      let expected = expectedKeys[keyPosition]
      if keys.isName(expected, key.span, 0, key.count) { return expected }
    }
    guard keys.count < Self.mostKeys else { return -1 }
    let number = keys.number(of: key.span, 0, key.count)
    while cells.count <= number { cells.append(.absent) }
    if keyPosition < expectedKeys.count {
      expectedKeys[keyPosition] = number
    } else if keyPosition == expectedKeys.count {
      expectedKeys.append(number)
    }
    return number
  }
}
