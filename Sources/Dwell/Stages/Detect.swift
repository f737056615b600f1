public import ArgumentParser
public import Detection
internal import Projection
public import Tracks

/// `detect`: fixes → visits.
public struct Detect: Stage {
  /// `detect`.
  public static let name = "detect"
  /// One line.
  public static let summary = "Find visits: stops, orbits and stares."
  /// The rest of the help.
  public static let discussion = """
    Streams; gives a visit as soon as it is over, and holds of each open flight what a visit may still need. A stop is a maximal run of fixes within a circle of --radius; \
    an orbit closes on itself lap after lap, whatever its size and sampling; a stare holds the \
    camera's frame centre. Gaps are never counted as dwell: a visit says what was observed and what \
    was not.
    """
  /// Fixes.
  public static let takes = [RecordKind.fixes]
  /// Visits.
  public static func gives(_ taken: RecordKind) -> RecordKind? { .visits }
  /// What to do when handed something else.
  public static let advice = "Run 'dwell project' before it."

  /// Dwell time counts between fixes at most this far apart.
  @Option(
    help: ArgumentHelp(
      "Time between fixes farther apart than this is a gap, not dwell; raised to 3 x a flight's median spacing.",
      valueName: "duration"))
  public var maxGap = Seconds.minutes(2)
  /// What a gap does to a visit.
  @Option(
    help: ArgumentHelp(
      "What a gap does to a visit: close ends it, bridge continues where the place is the same, cap counts at most --max-gap.",
      valueName: "rule"))
  public var gapPolicy = GapPolicy.close
  /// The shortest visit.
  @Option(help: ArgumentHelp("The shortest visit.", valueName: "duration"))
  public var minDuration = Seconds.minutes(2)
  /// The largest circle of a stop.
  @Option(help: ArgumentHelp("Radius of the circle that a stop stays within.", valueName: "length"))
  public var radius = Metres(50)
  /// The fewest turns of an orbit.
  @Option(help: ArgumentHelp("The fewest full turns of an orbit.", valueName: "turns"))
  public var minTurns = 1.5
  /// The largest circle of a stare.
  @Option(
    help: ArgumentHelp(
      "Radius of the circle that a stare's frame centre stays within; of a far camera four times what its angle may be off by, where that is more (sensor-deg of --priors, 0.5 unless learnt).",
      valueName: "length"))
  public var stareRadius = Metres(100)
  /// The height of the ground that lines of sight end on.
  @Option(
    help: ArgumentHelp(
      "Height of the ground above sea level, where attitude and gimbal say where the camera looks; without it or --terrain lines of sight are triangulated.",
      valueName: "length"))
  public var ground: Metres?
  /// A terrain that lines of sight end on.
  @Option(
    help: ArgumentHelp(
      "Terrain above sea level that lines of sight end on: a GeoTIFF in degrees.",
      valueName: "file"))
  public var terrain: String?
  /// The geoid model between ellipsoidal heights and sea level.
  @Option(
    help: ArgumentHelp(
      "Geoid model from heights above the ellipsoid to sea level, for --ground and --terrain.",
      valueName: "grid"))
  public var geoid = Ground.defaultGeoid
  /// Where watched places lie beside paths.
  @Option(
    help: ArgumentHelp(
      "Where watched places lie beside paths, as 'dwell calibrate' learnt it. (default: anywhere inside a circle, beside a racetrack's legs)",
      valueName: "file"))
  public var priors: String?
  /// Which kinds to look for.
  @Option(
    help: ArgumentHelp("Kinds to look for; give it once a kind. (default: all)", valueName: "kind"))
  public var kind: [VisitKind] = []
  /// Whose rule says what a stop is.
  @Option(
    help: ArgumentHelp(
      "Whose stop rule: dwell, or exactly that of another tool (stops alone). movingpandas: max_diameter is 2 x --radius, min_duration --min-duration; trackintel: dist_threshold is --radius, time_threshold --min-duration, gap_threshold --max-gap (its defaults: 100m, 5min, 15min).",
      valueName: "tool"))
  public var semantics = StopSemantics.dwell
  /// trackintel's `include_last`.
  @Flag(help: "With --semantics trackintel: keep the last stop of a vehicle (include_last).")
  public var includeLast = false

  /// Ideas to do without, for measuring what each contributes.
  @Option(
    help: ArgumentHelp(
      "Ideas of the detector to do without, for measuring what they contribute; once an idea.",
      valueName: "idea", visibility: .hidden))
  public var without: [String] = []

  /// The defaults.
  public init() {}

  /// Refuses settings that find nothing.
  public func validate() throws {
    if maxGap.value <= 0 { throw ValidationError("--max-gap \(maxGap): must be above 0s") }
    if minDuration.value < 0 {
      throw ValidationError("--min-duration \(minDuration): must be 0s or more")
    }
    try GroundLength.check("--radius", radius)
    try GroundLength.check("--stare-radius", stareRadius)
    for idea in without where DetectionIdea(rawValue: idea) == nil {
      let ideas = DetectionIdea.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--without \(idea): not an idea; give one of \(ideas)")
    }
    if semantics != .dwell && kind.contains(where: { $0 != .stop }) {
      throw ValidationError(
        "--semantics \(semantics.rawValue): finds stops alone; leave --kind out")
    }
    if includeLast && semantics != .trackintel {
      throw ValidationError("--include-last: goes with --semantics trackintel")
    }
    if ground != nil, terrain != nil {
      throw ValidationError("--ground and --terrain: give one of them")
    }
    if let ground, !(-500...9000).contains(ground.value) {
      throw ValidationError("--ground \(ground): must be from -500m to 9km")
    }
    if !(minTurns >= 1) { throw ValidationError("--min-turns \(minTurns): must be at least 1") }
  }

  /// Streams.
  public var footprint: Footprint {
    Footprint(
      isStreaming: true, holds: "of each open flight what a visit may still need, at most 1.2 MB")
  }

  /// Makes the worker.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    var settings = DetectionSettings()
    settings.maxGap = maxGap
    settings.gapPolicy = gapPolicy
    settings.minDuration = minDuration
    settings.radius = radius
    settings.minTurns = minTurns
    settings.stareRadius = stareRadius
    if !kind.isEmpty { settings.kinds = Set(kind) }
    settings.without = Set(without.compactMap(DetectionIdea.init))
    if semantics != .dwell {
      return DetectWorker(
        PresetDetector(settings: settings, semantics: semantics, keepsLast: includeLast),
        kinds: [.stop])
    }
    if let priors {
      do {
        settings.lookPriors = try PriorsFile.read(priors)
      } catch {
        throw DwellError(error.kind, "--priors \(error.message)")
      }
    }
    return DetectWorker(
      Detector(
        settings: settings, systems: try workshop.planeSystems(), ground: try surface(),
        warn: workshop.warn, trace: workshop.consider), kinds: VisitKind.allCases)
  }

  private func surface() throws(DwellError) -> (any GroundSurface)? {
    if let ground { return try Ground(.level(ground.value), geoid: geoid) }
    if let terrain { return try Ground(.terrain(terrain), geoid: geoid) }
    return nil
  }
}

extension VisitKind: ExpressibleByArgument {}
extension GapPolicy: ExpressibleByArgument {}
extension StopSemantics: ExpressibleByArgument {}
