public import Tracks

/// Where a run's packets come from: telemetry files, or the stage before on the pipe.
public protocol Feed: AnyObject {
  /// The next packet; nil at a proven end.
  func next() throws(DwellError) -> Packet?
  /// What the stages before counted, the feed's own last.
  var tallies: [(stage: String, tally: Tally)] { get }
  /// Rows of telemetry read so far.
  var rowsRead: Int { get }
  /// The settings of the stages before, and the feed's own, as words of a command line.
  var settings: [String] { get }
  /// How far it is.
  var progress: FeedProgress { get }
}

/// How far a feed is.
public struct FeedProgress: Sendable {
  /// Files read to their end.
  public var filesDone = 0
  /// All files; 0 when it is not files that are read.
  public var filesTotal = 0
  /// Bytes read.
  public var bytesRead = 0
  /// All bytes, where known.
  public var bytesTotal: Int?
  /// Makes a progress with nothing read.
  public init() {}
}

/// Where a run's packets go when its last stage is not `write`.
public protocol Outlet: AnyObject {
  /// Takes a packet.
  func write(_ packet: consuming Packet) throws(DwellError)
  /// Ends the output, with what was counted.
  func finish(_ report: RunReport) throws(DwellError)
}

/// Keeps the packets of a run in memory: for library users and tests.
public final class Collector: Outlet {
  /// The packets, in the order they came.
  public private(set) var packets: [Packet] = []
  /// An empty collector.
  public init() {}
  /// Takes a packet.
  public func write(_ packet: consuming Packet) { packets.append(packet) }
  /// Does nothing.
  public func finish(_ report: RunReport) {}

  /// The visits among the packets.
  public var visits: [Visit] {
    packets.flatMap { packet -> [Visit] in
      if case .visits(let rows) = packet { rows } else { [] }
    }
  }
  /// The areas among the packets.
  public var areas: [Area] {
    packets.flatMap { packet -> [Area] in
      if case .areas(let rows) = packet { rows } else { [] }
    }
  }
  /// The findings among the packets.
  public var findings: [Finding] {
    packets.flatMap { packet -> [Finding] in
      if case .findings(let rows) = packet { rows } else { [] }
    }
  }
  /// The sites among the packets.
  public var sites: [Site] {
    packets.flatMap { packet -> [Site] in
      if case .sites(let rows) = packet { rows } else { [] }
    }
  }
}
