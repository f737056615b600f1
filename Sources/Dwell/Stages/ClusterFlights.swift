/// Which clusters are of enough distinct flights.
struct ClusterFlights {
  private let least: Int
  private let clusterCount: Int
  private var seen: [Set<String>]

  /// Nothing seen; with `least` 1 or less every cluster is of enough.
  init(clusterCount: Int, least: Int) {
    self.least = least
    self.clusterCount = clusterCount
    seen = [Set<String>](repeating: [], count: least > 1 ? clusterCount : 0)
  }

  /// Says that a point of a flight lies in a cluster, −1 for none; no more are kept than are needed.
  mutating func add(_ flight: String, to cluster: Int32) {
    guard least > 1, cluster >= 0, seen[Int(cluster)].count < least else { return }
    seen[Int(cluster)].insert(flight)
  }

  /// New numbers of the clusters, without holes; −1 for those of too few flights.
  var numbers: [Int32] {
    var next: Int32 = 0
    return (0..<clusterCount).map { cluster in
      if least > 1, seen[cluster].count < least { return -1 }
      next += 1
      return next - 1
    }
  }
}
