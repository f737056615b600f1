import Clustering

/// Joins the clusters of overlapping zones into the clusters of the whole.
///
/// A point's core flag is that of the zone that owns it, where all its neighbours are. Two zones'
/// clusters are one when a point that its owner found core belongs to both. Final numbers are by
/// each cluster's first core point, as scikit-learn's.
struct ZoneUnion {
  private var union = LabelUnion()
  private var labelsOfPoint: [[Int]]
  private var ownLabel: [Int]
  private var isCore: [Bool]

  init(pointCount: Int) {
    labelsOfPoint = Array(repeating: [], count: pointCount)
    ownLabel = Array(repeating: -1, count: pointCount)
    isCore = Array(repeating: false, count: pointCount)
  }

  /// Adds the clusters of a zone; `rows` are its points' numbers in the whole.
  mutating func add(_ local: Clusters, rows: [Int], isOwned: [Bool]) {
    let base = union.add(local.count)
    for (index, row) in rows.enumerated() {
      if isOwned[index] { isCore[row] = local.isCore[index] }
      guard local.labels[index] >= 0 else { continue }
      let label = base + Int(local.labels[index])
      labelsOfPoint[row].append(label)
      if isOwned[index] { ownLabel[row] = label }
    }
  }

  /// The clusters of the whole.
  consuming func clusters() -> Clusters {
    for row in labelsOfPoint.indices where isCore[row] {
      guard let first = labelsOfPoint[row].first else { continue }
      for label in labelsOfPoint[row].dropFirst() { union.unite(first, label) }
    }
    var number = [Int32](repeating: -1, count: union.count)
    var count: Int32 = 0
    for row in ownLabel.indices where isCore[row] && ownLabel[row] >= 0 {
      let root = union.find(ownLabel[row])
      if number[root] < 0 {
        number[root] = count
        count += 1
      }
    }
    var labels = [Int32](repeating: -1, count: ownLabel.count)
    for row in ownLabel.indices where ownLabel[row] >= 0 {
      labels[row] = number[union.find(ownLabel[row])]
    }
    return Clusters(labels: labels, isCore: isCore, count: Int(count))
  }
}
