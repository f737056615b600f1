public import ArgumentParser
internal import Clustering
internal import Foundation
public import Tracks

/// `cluster`: labels the samples of visits, raw fixes, or points, by dwell-weighted density.
public struct Cluster: Stage {
  /// `cluster`.
  public static let name = "cluster"
  /// One line.
  public static let summary = "Label what lies densely together, weighted by dwell (DBSCAN)."
  /// The rest of the help.
  public static let discussion = """
    Holds all its input, or with --memory about so much and the rest on disk. Exact DBSCAN, labels equal to scikit-learn's. Takes visits (their \
    samples, weighted by the time they stand for), fixes, or any Arrow stream or CSV with columns \
    'x' and 'y' in metres and an optional 'weight' in whole milliseconds; adds 'label' (-1 is noise) \
    and 'core'. The default radius suits aircraft that circle at a kilometre or two; for quadcopters \
    take 100m. A point is core when the weights within --radius add up to --min-dwell, or when \
    there are --min-points of them, itself included. With --time-radius, fixes are clustered in \
    space and time (ST-DBSCAN); all samples of a visit stand at the middle of its span, so that no \
    visit is cut by its own length; points need a column 'time', instants or microseconds.
    """
  /// Visits, fixes or points.
  public static let takes = [RecordKind.visits, .fixes, .points]
  /// The same, labelled.
  public static func gives(_ taken: RecordKind) -> RecordKind? { taken }
  /// What to do when handed something else.
  public static let advice = "Run 'dwell detect' before it."

  /// Neighbours are this near.
  @Option(help: ArgumentHelp("Neighbours are this near or nearer.", valueName: "length"))
  public var radius = Metres(1500)
  /// Dwell within the radius that makes a point core.
  @Option(
    help: ArgumentHelp(
      "Dwell within the radius that makes a point core. (default: 5min)", valueName: "duration"))
  public var minDwell: Seconds?
  /// Points within the radius that make a point core.
  @Option(
    help: ArgumentHelp(
      "Points within the radius, itself included, that make a point core; instead of --min-dwell.",
      valueName: "count"))
  public var minPoints: Int?
  /// How near neighbours are in time as well; nil to leave time out.
  @Option(
    help: ArgumentHelp(
      "Neighbours are also this near or nearer in time, so that two visits to one place are two clusters. (default: time plays no part)",
      valueName: "duration"))
  public var timeRadius: Seconds?
  /// Memory beyond which records and points wait on disk; nil to hold all.
  @Option(
    help: ArgumentHelp(
      "Use about so much memory beside the program's own and keep the rest on disk; the labels are the same. (default: hold all)",
      valueName: "bytes"))
  public var memory: Bytes?
  /// Where temporary files are made.
  @Option(
    help: ArgumentHelp(
      "Where --memory keeps what does not fit. (default: $TMPDIR, or /tmp)", valueName: "folder"))
  public var tempDir: String?
  /// Clusters of fewer flights become noise.
  @Option(
    help: ArgumentHelp("Clusters of fewer flights become noise afterwards.", valueName: "count"))
  public var minFlights = 1
  /// What a border point belongs to.
  @Option(
    help: ArgumentHelp(
      "Border points go to the first cluster (minimum-cluster, as scikit-learn), the nearest core's (nearest-core), or none.",
      valueName: "rule"))
  public var borders = Borders.minimumCluster
  /// Rows with NaN or infinite coordinates.
  @Option(
    help: ArgumentHelp(
      "Rows with NaN or infinite coordinates: an error that names the first, or noise.",
      valueName: "rule"))
  public var nonFinite = NonFinite.error
  /// Threads to work on.
  @Option(
    help: ArgumentHelp(
      "Threads to work on; the answer does not depend on it. (default: all cores)",
      valueName: "count"))
  public var threads: Int?

  /// The choices of ``borders``.
  public enum Borders: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// The cluster of the smallest number, as scikit-learn.
    case minimumCluster = "minimum-cluster"
    /// The cluster of the nearest core point.
    case nearestCore = "nearest-core"
    /// Border points are noise (DBSCAN*).
    case none
  }

  /// The choices of ``nonFinite``.
  public enum NonFinite: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// An error that names the first.
    case error
    /// Label −1.
    case noise
  }

  /// The defaults.
  public init() {}

  /// The cut for long intervals between raw fixes: the default of `detect --max-gap`.
  static let longestInterval = Seconds.minutes(2)

  /// The default of `--min-dwell`.
  static let defaultMinDwell = Seconds.minutes(5)

  /// Refuses settings that contradict each other.
  public func validate() throws {
    if minPoints != nil, minDwell != nil {
      throw ValidationError("--min-points and --min-dwell exclude each other: give one")
    }
    try GroundLength.check("--radius", radius)
    if let minPoints, minPoints < 1 {
      throw ValidationError("--min-points \(minPoints): must be at least 1")
    }
    if let minDwell, minDwell.value <= 0 {
      throw ValidationError("--min-dwell \(minDwell): must be above 0s")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads): must be at least 1")
    }
    if let timeRadius, !(timeRadius.value >= 0) {
      throw ValidationError("--time-radius \(timeRadius): must be at least 0s")
    }
    if let memory {
      if memory.value < 0x1p20 {
        throw ValidationError("--memory \(memory): must be at least 1MiB")
      }
      if timeRadius != nil {
        throw ValidationError("--memory and --time-radius exclude each other: leave one out")
      }
    }
    if minFlights < 1 { throw ValidationError("--min-flights \(minFlights): must be at least 1") }
  }

  /// Holds all.
  public var footprint: Footprint {
    if let memory {
      return Footprint(
        isStreaming: false, holds: "about \(memory), and the rest on disk")
    }
    return Footprint(
      isStreaming: false,
      holds: "all its input, and up to "
        + "\(DensityClustering.peakBytes(points: 1_000_000) / 1_000_000) "
        + "bytes a point beside it")
  }

  /// The clustering these settings ask for.
  var clustering: DensityClustering {
    let density: DensityClustering.Density =
      minPoints.map { .minPoints($0) }
      ?? .minDwell(milliseconds: (minDwell ?? Self.defaultMinDwell).milliseconds)
    let rule: DensityClustering.BorderRule =
      switch borders {
      case .minimumCluster: .minimumCluster
      case .nearestCore: .nearestCore
      case .none: .none
      }
    return DensityClustering(
      radius: radius.value, density: density, borders: rule,
      nonFinite: nonFinite == .error ? .refuse : .noise,
      threads: threads)
  }

  /// The folder of temporary files.
  var temporaryFolder: String {
    tempDir ?? ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
      ?? "/tmp"
  }

  /// Makes the worker.
  public func worker(in workshop: Workshop) throws(DwellError) -> any StageWorker {
    let systems = try workshop.planeSystems()
    guard let memory else { return ClusterWorker(self, systems) }
    return SpillingClusterWorker(self, memory: memory, systems)
  }
}

private final class ClusterWorker: StageWorker {
  private let stage: Cluster
  private let systems: any PlaneSystems
  private var visits: [Visit] = []
  private var batches: [Fixes] = []
  private var tables: [Table] = []
  private(set) var tally = Tally()

  init(_ stage: Cluster, _ systems: any PlaneSystems) {
    self.stage = stage
    self.systems = systems
    tally.count("clusters", 0)
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    switch consume packet {
    case .visits(let rows): visits += rows
    case .fixes(let fixes): batches.append(fixes)
    case .points(let table): tables.append(table)
    default: break
    }
  }

  func finish(emit: Emit) throws(DwellError) {
    if !visits.isEmpty {
      visits.sort(by: Visit.precedes)
      tally.count("clusters", try stage.label(&visits, systems))
      try emit(.visits(visits))
      visits = []
    }
    if !batches.isEmpty {
      tally.count("clusters", try stage.label(&batches, systems))
      for batch in batches { try emit(.fixes(batch)) }
      batches = []
    }
    if !tables.isEmpty {
      tally.count("clusters", try stage.label(&tables))
      for table in tables { try emit(.points(table)) }
      tables = []
    }
  }
}
