/// Density clustering of points in the plane: DBSCAN, exact, by count or by dwell.
///
/// A point is a *core* point when the points within `radius` of it, itself included, are at least
/// `minPoints`, or stand for at least `minDwell`. Core points within `radius` of each other are of one
/// cluster; other points within `radius` of a core point are its border; the rest is noise (Ester,
/// Kriegel, Sander, Xu: KDD 1996). `radius` bounds neither a cluster's width nor its length.
///
/// ```swift
/// let clusters = try DensityClustering(radius: 150, density: .minDwell(milliseconds: 300_000))
///   .clusters(x: x, y: y, weights: milliseconds)
/// ```
///
/// Telemetry is sampled unevenly, so counting points measures the logger: give weights where there
/// are any. Degrees are no metres: project first.
public struct DensityClustering: Equatable, Sendable {
  /// What makes a neighbourhood dense.
  public enum Density: Equatable, Sendable {
    /// This many points, the middle one included; at least 1. Weights play no part.
    case minPoints(Int)
    /// Points that together stand for this long, the middle one included; at least 1 ms.
    case minDwell(milliseconds: Int64)
  }

  /// Which cluster a point belongs to that is near a core point and is none itself.
  public enum BorderRule: Equatable, Sendable {
    /// The lowest-numbered of the clusters with a core point within the radius, as in scikit-learn.
    case minimumCluster
    /// The cluster of the nearest core point; the lowest-numbered one where several are as near.
    case nearestCore
    /// None: it is noise. This is DBSCAN* (Campello, Moulavi, Sander: PAKDD 2013).
    case none
  }

  /// What to do with a point that has a coordinate that is NaN or infinite.
  public enum NonFinite: Equatable, Sendable {
    /// Stop with an error that names the first one.
    case refuse
    /// Call it noise; it is nobody's neighbour.
    case noise
  }

  /// Neighbours are this near or nearer, metres; more than 0, and +∞ is allowed.
  public var radius: Double
  /// What makes a neighbourhood dense.
  public var density: Density
  /// Where border points belong.
  public var borders: BorderRule
  /// What becomes of points without a place.
  public var nonFinite: NonFinite
  /// The most threads to work on; nil for as many as there are processors.
  ///
  /// The answer is the same, byte for byte.
  public var threads: Int?
  package var thresholds = Thresholds()
  package var kernels: KernelSet?
  /// Told when each phase ends, when there is one.
  @_spi(Benchmarks) public var stopwatch: PhaseStopwatch?

  /// Makes the settings; they are checked when they are used.
  public init(
    radius: Double, density: Density, borders: BorderRule = .minimumCluster,
    nonFinite: NonFinite = .refuse, threads: Int? = nil
  ) {
    self.radius = radius
    self.density = density
    self.borders = borders
    self.nonFinite = nonFinite
    self.threads = threads
  }
}

extension DensityClustering {
  /// Peak bytes that clustering so many points takes beyond its input, the answer included.
  ///
  /// What a plan should count with: the worst case, weights and a cell for every point. Without weights
  /// that is 54 bytes a point; with three points a cell or more, 40. ``NonFinite/noise`` copies the input
  /// where there are such points: 32 more.
  public static func peakBytes(points: Int) -> Int { 60 * points + (8 << 20) }
}
