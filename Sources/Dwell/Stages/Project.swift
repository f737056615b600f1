public import ArgumentParser
internal import Projection
public import Tracks

/// `project`: adds x and y in metres to fixes.
public struct Project: Stage {
  /// `project`.
  public static let name = "project"
  /// One line.
  public static let summary = "Add x and y in metres, in a local system a flight or in one named."
  /// The rest of the help.
  public static let discussion = """
    Streams; holds one system name a vehicle. With 'auto' each flight has a local metric system \
    chosen from its first fix, and another one from where it leaves the first, so that lengths are \
    within 0.1 % everywhere. Degrees are never treated as metres.
    """
  /// Fixes.
  public static let takes = [RecordKind.fixes]
  /// Fixes.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .fixes }
  /// What to do when handed something else.
  public static let advice = "Run 'dwell read' before it."

  /// The system: `auto`, or what PROJ knows.
  @Option(
    help: ArgumentHelp(
      "'auto', or a projected system in metres as PROJ names it: EPSG:32633.", valueName: "crs"))
  public var to = "auto"
  /// Whether a way that leaves the difference of datums out will do.
  @Flag(
    help: ArgumentHelp(
      "Where PROJ lacks the grid that leads to the system of --to, take its ballpark transformation, which may be hundreds of metres off, instead of stopping."
    ))
  public var allowBallpark = false

  /// The defaults.
  public init() {}

  /// Streams.
  public var footprint: Footprint {
    Footprint(isStreaming: true, holds: "one system name a vehicle, 100 bytes")
  }

  /// Makes the worker; an unknown system is refused here, before a byte is read.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    let target = to == "auto" ? Projector.Target.auto : .named(to)
    do {
      return ProjectWorker(
        try Projector(
          to: target, systems: try workshop.planeSystems(), allowsBallpark: allowBallpark,
          warn: workshop.warn))
    } catch {
      throw DwellError(error.kind, "--to \(error.message)")
    }
  }
}

private final class ProjectWorker: StageWorker {
  private var projector: Projector
  private(set) var tally = Tally()

  init(_ projector: Projector) { self.projector = projector }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    guard case .fixes(var fixes) = consume packet else { return }
    try projector.project(&fixes, tally: &tally)
    try emit(.fixes(consume fixes))
  }

  func finish(emit: Emit) throws(DwellError) {}
}
