public import ArgumentParser
internal import Fencing
internal import Places
public import Tracks

/// `fence`: in and out of given boundaries.
public struct Fence: Stage {
  /// `fence`.
  public static let name = "fence"
  /// One line.
  public static let summary = "Say which boundaries each fix is inside, and every crossing."
  /// The boundaries, which it cannot do without.
  public static let usage = "dwell fence --boundaries <file> [<options>]"
  /// The rest of the help.
  public static let discussion = """
    Streams; holds the open passage of each vehicle. Adds the column 'fence' to the fixes and makes \
    one crossing a passage: entered, left, seconds inside, seconds without fixes.
    """
  /// Fixes.
  public static let takes = [RecordKind.fixes]
  /// Fixes.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .fixes }
  /// Crossings beside.
  public static let adds = [RecordKind.crossings]
  /// What to do when handed something else.
  public static let advice = "Run 'dwell clean' before it."

  /// The boundaries.
  @Option(
    help: ArgumentHelp(
      "Boundaries: polygons of a GeoJSON, CSV or GeoPackage file.", valueName: "file"))
  public var boundaries: String
  /// Time inside counts between fixes at most this far apart.
  @Option(
    help: ArgumentHelp(
      "Time inside counts between fixes at most this far apart.", valueName: "duration"))
  public var maxGap = Seconds.minutes(2)

  /// The defaults.
  public init() {}

  /// Refuses what counts nothing.
  public func validate() throws {
    if maxGap.value <= 0 { throw ValidationError("--max-gap \(maxGap): must be above 0s") }
  }

  /// Streams.
  public var footprint: Footprint {
    Footprint(isStreaming: true, holds: "the boundaries, and the crossings, 200 bytes each")
  }

  /// Makes the worker; the boundaries are read here, before any telemetry.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    let polygons: [Boundary]
    do {
      polygons = try Places.boundaries(path: boundaries)
    } catch {
      throw DwellError(error.kind, "--boundaries \(error.message)")
    }
    return FenceWorker(try Fencer(boundaries: polygons, maxGap: maxGap))
  }
}

private final class FenceWorker: StageWorker {
  private var fencer: Fencer
  private var crossings: [Crossing] = []
  private(set) var tally = Tally()

  init(_ fencer: Fencer) {
    self.fencer = fencer
    tally.count("crossings", 0)
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    guard case .fixes(var fixes) = consume packet else { return }
    try fencer.take(&fixes) { crossing in crossings.append(crossing) }
    try emit(.fixes(consume fixes))
  }

  func finish(emit: Emit) throws(DwellError) {
    try fencer.finish { crossing in crossings.append(crossing) }
    tally.count("crossings", crossings.count)
    try emit(.crossings(crossings))
  }
}
