import Clustering

/// ST-DBSCAN word for word: every pair of points compared in space and in time.
struct SpaceTimeOracle {
  var labels: [Int32]
  var isCore: [Bool]

  init(
    _ set: PointSet, times: [Int64], timeRadius: Int64,
    borders: DensityClustering.BorderRule = .minimumCluster
  ) {
    let n = set.x.count
    func squared(_ i: Int, _ j: Int) -> Double {
      let dx = set.x[i] - set.x[j], dy = set.y[i] - set.y[j]
      return dx * dx + dy * dy
    }
    func apart(_ i: Int, _ j: Int) -> UInt64 {
      UInt64(bitPattern: max(times[i], times[j]) &- min(times[i], times[j]))
    }
    let near = (0..<n).map { i in
      (0..<n).filter {
        squared(i, $0) <= set.radius * set.radius && apart(i, $0) <= UInt64(timeRadius)
      }
    }
    let isCore = near.map { $0.reduce(0) { $0 + (set.weights?[$1] ?? 1) } >= set.needed }
    var labels = [Int32](repeating: -1, count: n)
    var next: Int32 = 0
    for seed in 0..<n where isCore[seed] && labels[seed] < 0 {
      var stack = [seed]
      labels[seed] = next
      while let i = stack.popLast() {
        for j in near[i] where isCore[j] && labels[j] < 0 {
          labels[j] = next
          stack.append(j)
        }
      }
      next += 1
    }
    for i in 0..<n where !isCore[i] {
      let cores = near[i].filter { isCore[$0] }
      labels[i] =
        switch borders {
        case .none: -1
        case .minimumCluster: cores.map { labels[$0] }.min() ?? -1
        case .nearestCore:
          cores.min { (squared(i, $0), labels[$0]) < (squared(i, $1), labels[$1]) }
            .map { labels[$0] } ?? -1
        }
    }
    (self.labels, self.isCore) = (labels, isCore)
  }
}
