/// Turns the events of a JSON text into records, as ``RecordParts`` says.
@safe final class JSONRecords: JSONSink {
  /// Takes a whole record; false ends the parsing.
  var takeRecord: () -> Bool = { true }
  /// Takes note that a record begins: the parser has seen its brace.
  var beginRecord: () -> Void = {}
  /// Takes note of an element of the top array that is no object; false ends the parsing.
  var takeOddElement: () -> Bool = { true }

  // Behind a pointer, since Swift's check of exclusive access would take a fifth of the whole reading: an
  // event's own access is over before a record is handed on.
  private let parts: UnsafeMutablePointer<RecordParts>

  override init() {
    unsafe parts = .allocate(capacity: 1)
    unsafe parts.initialize(to: RecordParts())
  }

  deinit {
    unsafe parts.deinitialize(count: 1)
    unsafe parts.deallocate()
  }

  /// The names of the columns, in the order they first came.
  var keys: ByteNames { unsafe parts.pointee.keys }
  /// How many columns there are.
  var keyCount: Int { unsafe parts.pointee.keys.count }
  /// The text of the current record's values.
  var bytes: [UInt8] { unsafe parts.pointee.bytes }
  /// Where each column's value lies in ``bytes``.
  var cells: [Cell] { unsafe parts.pointee.cells }
  /// Elements of the array of records so far, whatever they are.
  var elements: Int { unsafe parts.pointee.elements }
  /// Records of an array that have ended.
  var whole: Int { unsafe parts.pointee.whole }
  /// The columns of a text that is an object of columns.
  var table: JSONColumnTable { unsafe parts.pointee.table }
  /// Arrays that stand in an object before the one of records.
  var arraysBefore: Int {
    get { unsafe parts.pointee.arraysBefore }
    set { unsafe parts.pointee.arraysBefore = newValue }
  }
  /// Arrays of the object that came before its records, and with them.
  var arrays: Int { unsafe parts.pointee.arrays }
  /// Whether the text is an object of columns.
  var isTable: Bool { unsafe parts.pointee.isTable }
  /// Whether the parser stands between two elements of the top array.
  var isBetweenElements: Bool { unsafe parts.pointee.isBetweenElements }
  /// Whether the parser stands in an array of records, in none of them.
  var isAmongRecords: Bool { unsafe parts.pointee.isAmongRecords }
  /// Where the values of the last plain record lie, by column.
  var plainCells: [Cell] { unsafe parts.pointee.plainCells }
  /// Which columns' values are kept; those beyond it are.
  var isWanted: [Bool] {
    get { unsafe parts.pointee.isWanted }
    set { unsafe parts.pointee.isWanted = newValue }
  }

  /// Reads a record without a parser, as ``RecordParts/readPlain(_:_:)`` says.
  func readPlain(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    unsafe parts.pointee.readPlain(bytes, start)
  }

  /// Takes note that a plain record was taken.
  func countPlain() { unsafe parts.pointee.countPlain() }

  /// Begins anew, keeping the names of the columns.
  func reset() { unsafe parts.pointee.reset() }

  override func key(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    unsafe parts.pointee.key(text)
    return 1
  }

  override func scalar(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    unsafe answer(parts.pointee.scalar(text))
  }

  override func boolean(_ value: Bool) -> Int32 {
    let text = value ? Self.yes : Self.no
    return unsafe text.withUnsafeBufferPointer { unsafe scalar($0) }
  }

  override func null() -> Int32 { answer(unsafe parts.pointee.null()) }
  override func beginObject() -> Int32 {
    if isAmongRecords { beginRecord() }
    return answer(unsafe parts.pointee.beginObject())
  }
  override func endObject() -> Int32 { answer(unsafe parts.pointee.endObject()) }
  override func beginArray() -> Int32 { answer(unsafe parts.pointee.beginArray()) }
  override func endArray() -> Int32 { answer(unsafe parts.pointee.endArray()) }

  /// 1 to go on, 0 to end the parsing.
  private func answer(_ outcome: RecordParts.Outcome) -> Int32 {
    switch outcome {
    case .nothing: 1
    case .record: takeRecord() ? 1 : 0
    case .oddElement: takeOddElement() ? 1 : 0
    }
  }

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)
}
