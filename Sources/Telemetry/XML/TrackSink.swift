import Tracks

/// Makes fixes of the XML of one format.
class TrackSink: XMLSink {
  /// The columns it gives beside those every fix may have.
  class var extras: [ExtraColumn] { [] }

  /// What is counted and said of the file.
  let log: FileLog
  /// Where fixes go; set while bytes are decoded.
  var rows: FixRows?
  /// Where the element stands that is told of.
  final var elementPlace = ElementPlace()
  /// Why the parsing has to end.
  private(set) var failure: DwellError?

  /// A sink for one file.
  required init(_ log: FileLog) {
    self.log = log
    super.init(names: [])
  }

  /// - Parameter names: The elements that mean something.
  init(_ log: FileLog, knowing names: [String]) {
    self.log = log
    super.init(names: names)
  }

  /// What the end of the file shows to have been wrong.
  func verdict() -> DwellError? { nil }

  /// Adds a fix.
  func add(_ row: borrowing FixRow) {
    guard failure == nil else { return }
    do {
      try rows?.add(row, at: elementPlace.row)
    } catch {
      fail(error)
    }
  }

  /// Ends the parsing.
  func fail(_ error: DwellError) {
    if failure == nil { failure = error }
    isDone = true
  }
}

/// Decodes an XML file through a sink that knows its elements.
struct TrackDecoder<Sink: TrackSink>: TelemetryDecoder {
  static var extras: [ExtraColumn] { Sink.extras }

  private let log: FileLog
  private let sink: Sink
  private let parser: XMLParser
  private var element = PlainElement()
  private var leaf: PlainLeaf?
  /// Elements in turn that were not plain.
  private var doubts = 0

  /// Bytes fed at a time: enough to keep expat busy, few enough that not many fixes pile up.
  private static var piece: Int { 64 << 10 }
  /// Elements that are not plain before a whole piece is fed without looking for one that is.
  private static var mostDoubts: Int { 16 }

  init(_ log: FileLog) throws(DwellError) {
    self.log = log
    sink = Sink(log)
    let parser = XMLParser(sink)
    self.parser = parser
    sink.elementPlace.inPiece = { [unowned parser] in parser.good }
  }

  mutating func decode(
    _ bytes: Span<UInt8>, at offset: Int, isEnd: Bool, into rows: FixRows
  ) throws(DwellError) -> Int {
    if parser.isBehindElement {
      let used = try takePlain(bytes, at: offset, into: rows)
      if used > 0 { return used }
    }
    let count = pieceEnd(bytes)
    try feed(bytes.extracting(0..<count), isLast: false, into: rows)
    return count
  }

  mutating func finish(rest: Int, at offset: Int, into rows: FixRows) throws(DwellError) {
    let none: [UInt8] = []
    try feed(none.span, isLast: true, into: rows)
    if let verdict = sink.verdict() { throw verdict }
  }

  /// Takes plain elements behind the one that the parser has just seen.
  private mutating func takePlain(
    _ bytes: Span<UInt8>, at offset: Int, into rows: FixRows
  ) throws(DwellError) -> Int {
    sink.rows = rows
    defer { (sink.rows, sink.elementPlace.plain) = (nil, nil) }
    var used = 0
    while used < Self.piece, !rows.isFull, !sink.isDone {
      let start = PlainJSON.afterBlanks(bytes, used)
      sink.elementPlace.plain = offset + start
      if let end = leaf?.read(bytes, start, sink) {
        used = end
        doubts = 0
        continue
      }
      guard let end = element.read(bytes, start) else {
        doubts += 1
        break
      }
      element.tell(sink, bytes)
      leaf = element.leaf(sink, bytes) ?? leaf
      used = end
      doubts = 0
    }
    parser.skip(used)
    if let failure = sink.failure { throw failure }
    return used
  }

  /// Where the next piece ends that the parser is given: with an element, behind which a plain one may
  /// stand.
  private mutating func pieceEnd(_ bytes: Span<UInt8>) -> Int {
    let end = min(bytes.count, Self.piece)
    guard doubts < Self.mostDoubts else {
      doubts = 0
      return end
    }
    // `</trkpt>` or `<trkpt …/>`; what only looks like one, the parser knows.
    var isEnd = false
    for at in 1..<max(1, end) {
      if bytes[at] == 0x2F && bytes[at - 1] == 0x3C { isEnd = true }
      if bytes[at] == 0x3E && (isEnd || bytes[at - 1] == 0x2F) { return at + 1 }
    }
    return end
  }

  private func feed(
    _ bytes: Span<UInt8>, isLast: Bool, into rows: FixRows
  ) throws(DwellError) {
    sink.rows = rows
    defer { sink.rows = nil }
    let outcome = parser.feed(bytes, isLast: isLast)
    if let failure = sink.failure { throw failure }
    guard case .broken(let at, let words) = outcome else { return }
    if isLast {
      throw log.error("the file ends within its XML (\(words)): it was cut short", at: .byte(at))
    }
    throw log.error("this XML is not read: \(words)", at: .byte(at))
  }
}
