/// Density clustering word for word: every pair of points compared, clusters grown one after another.
///
/// The loop is that of scikit-learn's `dbscan_inner`: from each core point in the order of the input
/// that has no cluster yet, a cluster is grown through core points; whatever it touches first keeps
/// its label. O(n²), for some thousand points.
public struct BruteForceDensity {
  /// Where points near core points belong.
  public enum Borders: CaseIterable, Sendable {
    /// To the cluster that touches them first.
    case firstCluster
    /// To the nearest core point's, the lowest of several.
    case nearestCore
    /// Nowhere.
    case none
  }

  /// The cluster of each point, −1 for noise.
  public private(set) var labels: [Int32]
  /// Whether each point is a core point.
  public private(set) var isCore: [Bool]

  /// Clusters points; `weights` nil counts each as 1.
  public init(
    x: [Double], y: [Double], weights: [Int64]? = nil, radius: Double, needed: Int64,
    borders: Borders = .firstCluster
  ) {
    let n = x.count
    func squared(_ i: Int, _ j: Int) -> Double {
      let dx = x[i] - x[j], dy = y[i] - y[j]
      return dx * dx + dy * dy
    }
    var neighbours: [[Int]] = []
    for i in 0..<n {
      var near: [Int] = []
      for j in 0..<n where squared(i, j) <= radius * radius { near.append(j) }
      neighbours.append(near)
    }
    let isCore = neighbours.map { $0.reduce(0) { $0 + (weights?[$1] ?? 1) } >= needed }
    var labels = [Int32](repeating: -1, count: n)
    var next: Int32 = 0
    for seed in 0..<n where isCore[seed] && labels[seed] < 0 {
      labels[seed] = next
      var stack = [seed]
      while let i = stack.popLast() {
        for j in neighbours[i] where isCore[i] && labels[j] < 0 {
          labels[j] = next
          stack.append(j)
        }
      }
      next += 1
    }
    for i in 0..<n where !isCore[i] && borders != .firstCluster {
      let cores = borders == .none ? [] : neighbours[i].filter { isCore[$0] }
      labels[i] =
        cores.min { (squared(i, $0), labels[$0]) < (squared(i, $1), labels[$1]) }
        .map { labels[$0] } ?? -1
    }
    self.labels = labels
    self.isCore = isCore
  }
}
