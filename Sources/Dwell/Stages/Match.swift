public import ArgumentParser
internal import Matching
internal import Places
public import Tracks

/// `match`: areas against sites → findings.
public struct Match: Stage {
  /// `match`.
  public static let name = "match"
  /// One line.
  public static let summary =
    "Match areas with known sites, and infer candidates where none is near."
  /// The rest of the help.
  public static let discussion = """
    Holds the areas and their visits. A finding says how long, how often and how near, never why. \
    Its score is the probability of the site given where the visits may have looked, against the \
    other sites near and against none of them. Candidates come from at least --min-sorties \
    independent sorties, never from visits whose place moves: a place that sorties agree on, with the \
    ellipse that holds it in 95 % of cases, or (basis region) a wide place that at least 3 sorties came back \
    to without agreeing on a point, as a fire, with the ellipse that holds 95 % of what they looked at.
    """
  /// Areas and the visits behind them.
  public static let takes = [RecordKind.areas, .visits]
  /// Findings; the rest goes on.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .findings }
  /// Areas, visits and sites beside.
  public static let adds = [RecordKind.areas, .visits, .sites]
  /// What to do when handed something else.
  public static let advice = "Run 'dwell outline' before it."

  /// The known sites.
  @Option(
    help: ArgumentHelp(
      "Known sites: GeoJSON, CSV or GeoPackage, with optional id, name, prior, uncertainty_m.",
      valueName: "file"))
  public var sites: String?
  /// How near a site must be.
  @Option(
    help: ArgumentHelp(
      "Sites farther than this from where an area's visits looked are no match.",
      valueName: "length"))
  public var within = Metres.kilometres(5)
  /// Whether candidates are inferred.
  @Flag(inversion: .prefixedNo, help: "Infer candidate sites where no known one is near.")
  public var infer = true
  /// The fewest sorties behind a candidate.
  @Option(
    help: ArgumentHelp("The fewest independent sorties behind a candidate.", valueName: "count"))
  public var minSorties = 2
  /// The standard deviation that no place is known better than from one sortie.
  @Option(
    help: ArgumentHelp(
      "No place is known better than this standard deviation from one sortie, each axis: of satellite navigation.",
      valueName: "length"))
  public var noise = MatchSettings().noise

  /// The defaults.
  public init() {}

  /// Refuses what cannot match.
  public func validate() throws {
    try GroundLength.check("--within", within)
    if minSorties < 1 { throw ValidationError("--min-sorties \(minSorties): must be at least 1") }
    if noise.value <= 0 {
      throw ValidationError("--noise \(noise): must be above 0m, no place is known exactly")
    }
    try GroundLength.check("--noise", noise)
  }

  /// Holds all.
  public var footprint: Footprint {
    Footprint(isStreaming: false, holds: "all areas and visits, 2 kB each, and the known sites")
  }

  /// Makes the worker; the sites are read here, before any telemetry.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    var known: [Site] = []
    if let sites {
      do {
        known = try knownSites(path: sites)
      } catch {
        throw DwellError(error.kind, "--sites \(error.message)")
      }
    }
    return MatchWorker(self, known, try workshop.planeSystems())
  }
}

private final class MatchWorker: StageWorker {
  private let stage: Match
  private let known: [Site]
  private let systems: any PlaneSystems
  private var areas: [Area] = []
  private var visits: [Visit] = []
  private var hasAreas = false
  private(set) var tally = Tally()

  init(_ stage: Match, _ known: [Site], _ systems: any PlaneSystems) {
    self.stage = stage
    self.known = known
    self.systems = systems
    for name in ["findings", "candidates"] { tally.count(name, 0) }
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    switch consume packet {
    case .areas(let rows):
      hasAreas = true
      areas += rows
    case .visits(let rows): visits += rows
    default: break
    }
  }

  func finish(emit: Emit) throws(DwellError) {
    guard hasAreas else {
      throw DwellError(
        .badData,
        "standard input carries visits; match takes areas and their visits. "
          + Match.advice)
    }
    var settings = MatchSettings()
    settings.within = stage.within
    settings.infers = stage.infer
    settings.minSorties = stage.minSorties
    settings.noise = stage.noise
    let matcher = Matcher(settings: settings, systems: systems)
    let (findings, candidates) = try matcher.match(areas: areas, visits: visits, sites: known)
    tally.count("findings", findings.count)
    tally.count("candidates", candidates.count)
    try emit(.findings(findings))
    try emit(.areas(areas))
    try emit(.visits(visits))
    try emit(.sites(known + candidates))
  }
}
