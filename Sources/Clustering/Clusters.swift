/// Which cluster each point belongs to.
public struct Clusters: Equatable, Sendable {
  /// The cluster of each point, −1 for noise.
  ///
  /// Clusters are numbered by their first core point in the order of the input, so the same input
  /// gives the same labels on every machine, and the labels scikit-learn gives.
  public var labels: [Int32]
  /// Whether each point is a core point.
  public var isCore: [Bool]
  /// The number of clusters; labels are 0 ..< `count`.
  public var count: Int

  /// Makes an answer from its parts.
  public init(labels: [Int32], isCore: [Bool], count: Int) {
    precondition(labels.count == isCore.count, "columns of one answer have one length")
    self.labels = labels
    self.isCore = isCore
    self.count = count
  }

  /// Every point noise.
  init(noise points: Int) {
    self.init(
      labels: Array(repeating: -1, count: points), isCore: Array(repeating: false, count: points),
      count: 0)
  }

  /// Every point a core point of one cluster.
  init(oneClusterOf points: Int) {
    self.init(
      labels: Array(repeating: 0, count: points), isCore: Array(repeating: true, count: points),
      count: 1)
  }
}
