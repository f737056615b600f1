import Telemetry
import Tracks
import Wire

/// Standard input of a stage in the middle of a pipe: records in Arrow or NDJSON.
enum Intake {
  /// Tells what standard input is by its first bytes and opens it.
  static func standardInput(
    for stage: any Stage, warn: @escaping (String) -> Void
  ) throws(DwellError) -> any Feed {
    try feed(FileSource.standardInput(), for: stage, warn: warn)
  }

  /// The same for any source.
  static func feed(
    _ source: any ByteSource, for stage: any Stage, warn: @escaping (String) -> Void
  ) throws(DwellError) -> any Feed {
    var head: [UInt8] = []
    while head.count < 8, try source.read(into: &head, upTo: 65_536) > 0 {}
    if WireReader.recognises(head) { return WireFeed(WireReader(source, head: head, warn: warn)) }
    if NDJSONReader.recognises(head) { return WireFeed(NDJSONReader(source, head: head)) }
    if head.isEmpty {
      throw DwellError(
        .badData, "standard input is empty: the stage before it failed, or wrote nothing")
    }
    if type(of: stage).takes.contains(.points) {
      return PointsFeed(PointsReader(source: PeekedSource(head: head, rest: source)))
    }
    throw DwellError(
      .badData,
      "standard input carries no records of dwell (Arrow or NDJSON); "
        + "run 'dwell read' before it")
  }
}

/// A source whose first bytes were looked at already.
final class PeekedSource: ByteSource {
  private var head: [UInt8]
  private let rest: any ByteSource

  init(head: [UInt8], rest: any ByteSource) {
    self.head = head
    self.rest = rest
  }

  var name: String { rest.name }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(DwellError) -> Int {
    guard !head.isEmpty else { return try rest.read(into: &buffer, upTo: limit) }
    let count = min(limit, head.count)
    buffer.append(contentsOf: head[..<count])
    head.removeFirst(count)
    return count
  }
}

/// What the readers of both forms of the wire have in common.
private protocol WireReading: AnyObject {
  func next() throws(DwellError) -> Table?
  var settings: [String] { get }
  var trailer: Trailer? { get }
}

extension WireReader: WireReading {}
extension NDJSONReader: WireReading {}

/// Records of the stage before, with the trailer that proves them whole.
private final class WireFeed: Feed {
  private let reader: any WireReading

  init(_ reader: any WireReading) { self.reader = reader }

  func next() throws(DwellError) -> Packet? {
    guard let table = try reader.next() else { return nil }
    return try Packet(table)
  }

  var tallies: [(stage: String, tally: Tally)] { reader.trailer?.tallies ?? [] }
  var rowsRead: Int { reader.trailer?.rows ?? 0 }
  var settings: [String] { reader.settings }
  var progress: FeedProgress { FeedProgress() }
}

/// Delimited text with columns `x` and `y`.
private final class PointsFeed: Feed {
  private let reader: PointsReader

  init(_ reader: PointsReader) { self.reader = reader }

  func next() throws(DwellError) -> Packet? {
    guard let table = try reader.next() else { return nil }
    return .points(table)
  }

  var tallies: [(stage: String, tally: Tally)] { [] }
  var rowsRead: Int { reader.rowsRead }
  var settings: [String] { [] }
  var progress: FeedProgress { FeedProgress() }
}
