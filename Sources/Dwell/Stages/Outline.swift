public import ArgumentParser
internal import Outlining
public import Tracks

/// `outline`: labelled visits or fixes → areas.
public struct Outline: Stage {
  /// `outline`.
  public static let name = "outline"
  /// One line.
  public static let summary = "Draw one polygon a cluster, with its weight."
  /// The rest of the help.
  public static let discussion = """
    Holds the labelled visits (or fixes). An area's dwell is the sum of the weights of its samples, \
    so no second is counted twice. Areas are numbered by dwell, the longest first; the visits go on with \
    the number of their area as label.
    """
  /// Labelled visits or fixes.
  public static let takes = [RecordKind.visits, .fixes]
  /// Areas.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .areas }
  /// The visits go on, for `match`.
  public static let adds = [RecordKind.visits]
  /// What to do when handed something else.
  public static let advice = "Run 'dwell cluster' before it."

  /// How tight the hull is.
  @Option(
    help: ArgumentHelp("How tight the hull is: 0 the tightest, 1 convex.", valueName: "ratio"))
  public var ratio = 0.3
  /// Widens the hull by the noise of positions.
  @Option(
    help: ArgumentHelp("Widen the hull by this, the noise of positions.", valueName: "length"))
  public var buffer = Metres(50)

  /// The defaults.
  public init() {}

  /// Refuses what is no ratio.
  public func validate() throws {
    if !(0...1).contains(ratio) { throw ValidationError("--ratio \(ratio): must be from 0 to 1") }
    try GroundLength.check("--buffer", buffer)
  }

  /// Holds all.
  public var footprint: Footprint {
    Footprint(isStreaming: false, holds: "all labelled visits, 2 kB a visit (or 40 bytes a fix)")
  }

  /// Makes the worker.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    OutlineWorker(self, try workshop.planeSystems())
  }
}

private final class OutlineWorker: StageWorker {
  private let stage: Outline
  private let systems: any PlaneSystems
  private var visits: [Visit] = []
  private var batches: [Fixes] = []
  private(set) var tally = Tally()

  init(_ stage: Outline, _ systems: any PlaneSystems) {
    self.stage = stage
    self.systems = systems
    tally.count("areas", 0)
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    switch consume packet {
    case .visits(let rows):
      if rows.contains(where: { $0.label == Visit.unlabelled }) { throw Self.unlabelled("visits") }
      visits += rows
    case .fixes(let fixes):
      if fixes.count > 0, !fixes.extras.contains(where: { $0.name == "label" }) {
        throw Self.unlabelled("fixes")
      }
      batches.append(fixes)
    default: break
    }
  }

  private static func unlabelled(_ kind: String) -> DwellError {
    DwellError(
      .badData,
      "the \(kind) carry no labels; outline takes labelled visits or fixes. "
        + Outline.advice)
  }

  func finish(emit: Emit) throws(DwellError) {
    var settings = OutlineSettings()
    settings.ratio = stage.ratio
    settings.buffer = stage.buffer
    let outliner = try Outliner(settings: settings, systems: systems)
    let areas =
      batches.isEmpty
      ? try outliner.areas(labelling: &visits)
      : try outliner.areas(ofFixes: batches, longestInterval: Cluster.longestInterval)
    tally.count("areas", areas.count)
    try emit(.areas(areas))
    if batches.isEmpty { try emit(.visits(visits)) }
  }
}
