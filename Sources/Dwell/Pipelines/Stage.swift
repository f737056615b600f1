public import ArgumentParser
public import Tracks

/// One step of a pipeline, declared once: its properties are its settings.
///
/// From a stage come the subcommand `dwell NAME`, the entry `- NAME: {…}` of a pipeline file, and
/// the library call `NAME.with { … }`; names, defaults, checks and messages are the same in all
/// three. To add one, write a file under `Stages/` and a row in ``StageRegistry``.
public protocol Stage: ParsableArguments {
  /// The subcommand, the key in a pipeline file.
  static var name: String { get }
  /// One line: what it does.
  static var summary: String { get }
  /// How its command line is made up: `dwell read [<options>] [<file> ...]`.
  static var usage: String { get }
  /// The rest of the help: when to use it, memory, passes.
  static var discussion: String { get }
  /// The kinds it takes; it passes the others on.
  static var takes: [RecordKind] { get }
  /// The kind it gives for those it takes: itself when it only adds columns; nil for a sink.
  static func gives(_ taken: RecordKind) -> RecordKind?
  /// Kinds it adds beside.
  static var adds: [RecordKind] { get }
  /// What to do when it is handed the wrong kind: `Run 'dwell cluster' before it.`
  static var advice: String { get }
  /// Whether it hands on records while more come, and what it holds, for `dwell plan`.
  var footprint: Footprint { get }
  /// Makes what does the work; called on the thread that will run it.
  func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker
}

/// How a stage uses memory.
public struct Footprint: Sendable {
  /// Whether it hands on records while more come.
  public var isStreaming: Bool
  /// What it holds, in words with a number: `60 bytes a sample`.
  public var holds: String
  /// Makes a footprint.
  public init(isStreaming: Bool, holds: String) {
    self.isStreaming = isStreaming
    self.holds = holds
  }
}

/// Hands a packet to the next stage; back-pressure is the call stack.
public typealias Emit = (consuming Packet) throws(DwellError) -> Void

/// What does the work of a stage, on one thread.
public protocol StageWorker: AnyObject {
  /// Takes a packet of a kind the stage takes, and emits what is ready.
  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError)
  /// Emits what is left.
  func finish(emit: Emit) throws(DwellError)
  /// What was counted: rows dropped by reason, flights, visits.
  var tally: Tally { get }
}

extension Stage {
  /// Options alone.
  public static var usage: String { "dwell \(name) [<options>]" }

  /// No kinds beside.
  public static var adds: [RecordKind] { [] }

  /// A stage with the default settings, changed by `body`.
  ///
  /// ```swift
  /// Cluster.with { $0.radius = .metres(80) }
  /// ```
  public static func with(_ body: (inout Self) -> Void = { _ in }) throws(DwellError) -> Self {
    var stage: Self
    do {
      stage = try parse([])
    } catch {
      throw DwellError(.bug, "\(name): its defaults do not parse: \(message(for: error))")
    }
    body(&stage)
    return stage
  }
}
