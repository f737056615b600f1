/// Says what is wrong with a density clustering of any number of points.
///
/// Shares nothing with the clustering core: neighbours come from buckets of side `radius` in a
/// dictionary, 3 × 3 of them, and each rule is checked by itself (the pattern of cuML's
/// `assert_dbscan_equal`).
public struct DensityVerifier {
  private struct Bucket: Hashable {
    var column: Int
    var row: Int
  }

  private let x: [Double]
  private let y: [Double]
  private let weights: [Int64]?
  private let radius: Double
  private let needed: Int64
  private var buckets: [Bucket: [Int]] = [:]

  /// A verifier of points spread over less than 10¹⁵ radii; `weights` nil counts each as 1.
  public init(x: [Double], y: [Double], weights: [Int64]? = nil, radius: Double, needed: Int64) {
    (self.x, self.y, self.weights, self.radius, self.needed) = (x, y, weights, radius, needed)
    for i in x.indices { buckets[bucket(i), default: []].append(i) }
  }

  private func bucket(_ i: Int) -> Bucket {
    // A little wider than the radius, so that rounding hides no neighbour.
    let side = radius * 1.000_001
    return Bucket(column: Int((x[i] / side).rounded(.down)), row: Int((y[i] / side).rounded(.down)))
  }

  private func neighbours(_ i: Int) -> [Int] {
    let own = bucket(i)
    var found: [Int] = []
    for column in own.column - 1...own.column + 1 {
      for row in own.row - 1...own.row + 1 {
        for j in buckets[Bucket(column: column, row: row)] ?? [] {
          let dx = x[i] - x[j], dy = y[i] - y[j]
          if dx * dx + dy * dy <= radius * radius { found.append(j) }
        }
      }
    }
    return found
  }

  /// The first thing wrong, nil when nothing is.
  public func complaint(labels: [Int32], isCore: [Bool], count: Int) -> String? {
    var component = Array(x.indices)  // of core points, by union of those within the radius
    func root(_ i: Int) -> Int {
      var i = i
      while component[i] != i {
        component[i] = component[component[i]]
        i = component[i]
      }
      return i
    }
    for i in x.indices {
      let near = neighbours(i)
      let weight = near.reduce(Int64(0)) { $0 + (weights?[$1] ?? 1) }
      if isCore[i] != (weight >= needed) { return "point \(i): its core flag is wrong" }
      let cores = near.filter { isCore[$0] }
      if isCore[i] {
        for j in cores {
          if labels[j] != labels[i] { return "core points \(i), \(j): near, but labelled apart" }
          component[root(j)] = root(i)
        }
        if labels[i] < 0 { return "core point \(i): is called noise" }
      } else if labels[i] != cores.map({ labels[$0] }).min() ?? -1 {
        return "border point \(i): its label is not the lowest of its core points"
      }
    }
    var rootOf: [Int32: Int] = [:]
    var next: Int32 = 0
    for i in x.indices where isCore[i] {
      if let known = rootOf[labels[i]] {
        if known != root(i) { return "cluster \(labels[i]): its core points are not connected" }
      } else {
        if labels[i] != next { return "cluster \(labels[i]): numbered out of order" }
        rootOf[labels[i]] = root(i)
        next += 1
      }
    }
    return Int(next) == count ? nil : "\(next) clusters, but \(count) were counted"
  }
}
