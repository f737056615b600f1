import Tracks

/// Makes fixes of the JSON objects of one kind of feed.
class FeedSink: JSONCursor {
  /// The columns it gives beside those every fix may have.
  class var extras: [ExtraColumn] { [] }

  /// Where fixes go; set while bytes are decoded.
  var rows: FixRows?
  /// Where the element stands that is told of.
  final var elementPlace = ElementPlace()

  /// A sink for one file.
  required init(_ log: FileLog) { super.init(keys: []) }

  /// - Parameter keys: The names that mean something.
  init(known keys: [String]) { super.init(keys: keys) }

  /// Adds a fix.
  func add(_ row: borrowing FixRow) {
    do {
      try rows?.add(row, at: elementPlace.row)
    } catch {
      failure = error
    }
  }
}

/// Decodes files of JSON objects, one or many, through a sink that knows their fields.
struct FeedDecoder<Sink: FeedSink>: TelemetryDecoder {
  static var extras: [ExtraColumn] { Sink.extras }

  private let log: FileLog
  private let sink: Sink
  private var parser: JSONParser?
  /// The error of an object that is no JSON, until another object begins on a line of its own.
  private var breakage: DwellError?

  /// Whether the parser has just seen the comma behind an element of a list.
  private var isAtElement = false
  /// Elements in turn that were not plain.
  private var doubts = 0

  /// Bytes fed at a time: enough to keep yajl busy, few enough that not many fixes pile up.
  private static var piece: Int { 32 << 10 }
  /// Elements that are not plain before a whole piece is fed without looking for one that is.
  private static var mostDoubts: Int { 16 }

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    sink = Sink(log)
  }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    if parser == nil {
      let skipped = breakage == nil ? blanks(bytes) : toNextObject(bytes)
      if skipped > 0 || breakage != nil { return skipped }
      let parser = JSONParser(sink)
      self.parser = parser
      sink.elementPlace.inPiece = { [unowned parser] in max(0, parser.consumed - 1) }
      sink.reset()
    }
    guard let parser else { return 0 }
    sink.rows = rows
    sink.elementPlace.pieceStart = offset
    defer { (sink.rows, sink.elementPlace.plain) = (nil, nil) }
    if isAtElement {
      let used = try takePlain(bytes, offset)
      if used > 0 { return used }
    }
    sink.elementPlace.plain = nil
    let bracket = bracketEnd(bytes)
    let end = bracket ?? min(bytes.count, Self.piece)
    let closings = sink.closings
    isAtElement = false
    switch parser.feed(bytes.extracting(0..<end)) {
    case .fine:
      // A bracket within a text ends nothing.
      guard bracket != nil, sink.isAmongElements, sink.closings != closings else { return end }
      let comma = PlainJSON.afterBlanks(bytes, end)
      guard comma < bytes.count, bytes[comma] == 0x2C else { return end }
      // A comma that is expected cannot fail.
      _ = parser.feed(bytes.extracting(end...comma))
      isAtElement = true
      return comma + 1
    case .stopped:
      if let failure = sink.failure { throw failure }
      self.parser = nil
      return parser.consumed
    case .broken(let at, let words):
      self.parser = nil
      let fault = RowFault(reason: "unreadable JSON", detail: "this is not JSON: \(words)")
      breakage = log.error(fault.detail, at: .byte(offset + at))
      try log.skip(fault, at: .byte(offset + at))
      return min(at, end - 1)
    }
  }

  /// Takes plain elements of a list with the commas behind them: of what the parser has seen it cannot
  /// tell that they were there.
  private mutating func takePlain(_ bytes: Span<UInt8>, _ offset: Int) throws(DwellError) -> Int {
    var used = 0
    while used < Self.piece, sink.rows?.isFull == false {
      let start = PlainJSON.afterBlanks(bytes, used)
      sink.elementPlace.plain = offset + start
      guard let end = sink.takePlain(bytes, start) else {
        doubts += 1
        break
      }
      if let failure = sink.failure { throw failure }
      used = end
      doubts = 0
    }
    return used
  }

  /// Where the first bracket ends, behind which a plain element may stand; nil where a whole piece is
  /// to be fed.
  private mutating func bracketEnd(_ bytes: Span<UInt8>) -> Int? {
    guard doubts < Self.mostDoubts else {
      doubts = 0
      return nil
    }
    // `]` and `}` differ in one bit.
    return (0..<min(bytes.count, Self.piece)).first { bytes[$0] | 0x20 == 0x7D }.map { $0 + 1 }
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    if let breakage { throw breakage }
    if parser != nil {
      throw log.error("the file ends within a JSON value: it was cut short", at: .byte(offset))
    }
  }

  /// The blanks, marks of order and record separators before an object.
  private func blanks(_ bytes: Span<UInt8>) -> Int {
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 0xEF, 0xBB, 0xBF, 0x1E, 0x2C: at += 1
      case let byte where isBlank(byte): at += 1
      default: return at
      }
    }
    return at
  }

  /// The bytes up to a line that begins with an object.
  private mutating func toNextObject(_ bytes: Span<UInt8>) -> Int {
    var at = 0
    while let end = lineEnd(bytes, from: at) {
      guard end + 1 < bytes.count else { return end }
      at = end + 1
      if bytes[at] == 0x7B {
        breakage = nil
        return at
      }
    }
    return bytes.count
  }
}
