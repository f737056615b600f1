internal import Foundation
public import Tracks

/// A run of stages in one process.
///
/// ```swift
/// let report = try Pipeline([
///   Read.with { $0.files = ["flights"] }, Clean.with(), Project.with(), Detect.with(),
///   Cluster.with { $0.radius = .metres(250) }, Outline.with(),
///   Match.with { $0.sites = "sites.geojson" }, Write.with { $0.path = "areas.gpkg" },
/// ]).run()
/// ```
public struct Pipeline {
  /// The stages, in the order of the flow.
  public var stages: [any Stage]

  /// Makes a pipeline; ``check(startingWith:)`` says whether the stages fit.
  public init(_ stages: [any Stage]) { self.stages = stages }

  /// Checks that each stage can take what the one before gives; nothing is opened.
  ///
  /// - Parameter kinds: What comes in from a pipe; empty when the first stage reads files.
  /// - Returns: The kinds that come out.
  @discardableResult
  public func check(startingWith kinds: Set<RecordKind> = []) throws(DwellError) -> Set<RecordKind>
  {
    var available = kinds
    for (index, stage) in stages.enumerated() {
      let kind = type(of: stage)
      if stage is any Source {
        guard index == 0 else {
          throw DwellError(.usage, "\(kind.name): can only be the first stage")
        }
        available = [.fixes]
        continue
      }
      if index == 0, kinds.isEmpty {
        throw DwellError(.usage, "\(kind.name): a pipeline begins with 'read'")
      }
      let usable = kind.takes.filter(available.contains)
      guard !usable.isEmpty else {
        let wanted = kind.takes.map(\.rawValue).joined(separator: " or ")
        let found = available.map(\.rawValue).sorted().joined(separator: ", ")
        throw DwellError(
          .usage,
          "\(kind.name): takes \(wanted), but is handed \(found.isEmpty ? "nothing" : found). "
            + kind.advice, isPlaced: true)
      }
      if usable.contains(where: { kind.gives($0) == nil }), index < stages.count - 1 {
        throw DwellError(.usage, "\(kind.name): can only be the last stage")
      }
      available.subtract(usable)
      available.formUnion(usable.compactMap(kind.gives))
      available.formUnion(kind.adds)
    }
    return available
  }

  /// Whether the last stage writes the output itself.
  public var endsInSink: Bool { stages.last.map { $0 is any Sink } ?? false }

  /// Runs the stages over what the first one reads.
  ///
  /// - Parameters:
  ///   - workshop: How to warn.
  ///   - outlet: Where packets go when the last stage is not `write`.
  ///   - jobs: Threads for the stages up to `detect`; nil for all cores. The answer is the same.
  ///   - tap: Sees every packet that reaches the output.
  ///   - observe: Called after every batch that was read.
  public func run(
    in workshop: Workshop = Workshop(), into outlet: (any Outlet)? = nil, jobs: Int? = nil,
    tap: (any Tap)? = nil, observe: (any Feed) -> Void = { _ in }
  ) throws(DwellError) -> RunReport {
    guard let source = stages.first as? any Source else {
      throw DwellError(.usage, "a pipeline begins with 'read'")
    }
    try check()
    workshop.keepsExtras = !stages.contains { type(of: $0).gives(.fixes) == .visits }
    let open: () throws(DwellError) -> any Feed = { () throws(DwellError) in
      do throws(DwellError) {
        return try source.feed(in: workshop)
      } catch {
        throw error.placed(in: type(of: source).name)
      }
    }
    return try Pipeline(Array(stages.dropFirst())).run(
      opening: open, in: workshop, into: outlet, jobs: jobs, tap: tap, observe: observe)
  }

  /// Runs the stages over a feed; all of them are made, and the output checked, before it is opened.
  public func run(
    opening open: () throws(DwellError) -> any Feed, in workshop: Workshop,
    into outlet: (any Outlet)?, jobs: Int? = 1, tap: (any Tap)? = nil,
    observe: (any Feed) -> Void = { _ in }
  ) throws(DwellError) -> RunReport {
    let threads = min(jobs ?? ProcessInfo.processInfo.activeProcessorCount, 64)
    let sharded = threads > 1 ? shardableCount : 0
    let rest = Array(stages[sharded...])
    let body = endsInSink ? Array(rest.dropLast()) : rest
    let sink = try ChainedStages(endsInSink ? Array(rest.suffix(1)) : [], in: workshop) {
      packet throws(DwellError) in try outlet?.write(packet)
    }
    let chain = try ChainedStages(body, in: workshop) { packet throws(DwellError) in
      tap?.see(packet)
      try sink.take(packet)
    }
    var tallies: [(stage: String, tally: Tally)] = []
    let feed = Announced(try open()) { feed in
      workshop.settings = feed.settings + stages.map(StageArguments.words)
    }
    if sharded > 0 {
      let result = try runShards(threads, from: feed, in: workshop, observe: observe)
      tallies = result.tallies
      for packet in result.packets { try chain.take(packet) }
    } else {
      while let packet = try feed.next() {
        try chain.take(packet)
        observe(feed)
      }
    }
    try chain.finish()
    try sink.finish()
    var report = RunReport()
    report.rowsRead = feed.rowsRead
    report.tallies = feed.tallies + tallies + chain.counts + sink.counts
    report.settings = workshop.settings
    try outlet?.finish(report)
    return report
  }
}

/// Sees the packets that reach the output of a run.
public protocol Tap: AnyObject {
  /// Looks at a packet.
  func see(_ packet: Packet)
}

/// A stage that opens the input: `read`.
public protocol Source: Stage {
  /// Opens what it reads.
  func feed(in workshop: Workshop) throws(DwellError) -> any Feed
}

/// A stage that writes the output: `write`.
public protocol Sink: Stage {}

/// A feed that says when its first packet has come, and with it what it is.
private final class Announced: Feed {
  private let feed: any Feed
  private let announce: (any Feed) -> Void
  private var isAnnounced = false

  init(_ feed: any Feed, announce: @escaping (any Feed) -> Void) {
    self.feed = feed
    self.announce = announce
  }

  func next() throws(DwellError) -> Packet? {
    let packet = try feed.next()
    if !isAnnounced {
      announce(feed)
      isAnnounced = true
    }
    return packet
  }

  var tallies: [(stage: String, tally: Tally)] { feed.tallies }
  var rowsRead: Int { feed.rowsRead }
  var settings: [String] { feed.settings }
  var progress: FeedProgress { feed.progress }
}
