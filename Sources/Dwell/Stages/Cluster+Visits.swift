import Clustering
import Tracks

extension Cluster {
  /// Labels the samples of visits and the visits; returns the number of clusters.
  ///
  /// The visits must be in an order that depends on nothing but themselves, since clusters are
  /// numbered by their first sample. A visit's label is the cluster of most of its weight.
  func label(_ visits: inout [Visit], _ systems: any PlaneSystems) throws(DwellError) -> Int {
    var samples = GroundPoints()
    samples.timeRadius = timeRadius?.microseconds
    for visit in visits {
      try samples.append(samplesOf: visit)
    }
    let clusters = try samples.clusters(by: clustering, radius: radius.value, systems)
    let flights = visits.flatMap { visit in visit.sampleEast.map { _ in visit.flight } }
    let kept = renumbering(clusters, flightOfPoint: flights)
    var next = 0
    for row in visits.indices {
      let count = visits[row].sampleEast.count
      let labels = clusters.labels[next..<next + count].map { $0 < 0 ? -1 : Int64(kept[Int($0)]) }
      visits[row].sampleLabels = labels
      visits[row].label = heaviest(labels, visits[row].sampleMilliseconds)
      next += count
    }
    return Int(kept.max() ?? -1) + 1
  }

  /// New numbers of the clusters, without holes; −1 for those of fewer flights than `minFlights`.
  private func renumbering(_ clusters: Clusters, flightOfPoint: [String]) -> [Int32] {
    var flights = [Set<String>](repeating: [], count: minFlights > 1 ? clusters.count : 0)
    if minFlights > 1 {
      for (point, label) in clusters.labels.enumerated() where label >= 0 {
        flights[Int(label)].insert(flightOfPoint[point])
      }
    }
    var next: Int32 = 0
    return (0..<clusters.count).map { cluster in
      if minFlights > 1, flights[cluster].count < minFlights { return -1 }
      next += 1
      return next - 1
    }
  }

  /// The label that holds most of the weight, the smallest of equals; −1 when noise holds most.
  private func heaviest(_ labels: [Int64], _ milliseconds: [Int64]) -> Int {
    var weights: [Int64: Int64] = [:]
    for (label, weight) in zip(labels, milliseconds) { weights[label, default: 0] += weight }
    let inside = weights.filter { $0.key >= 0 }
    let best = inside.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.map { Int($0.key) } ?? -1
  }

  /// Labels raw fixes, each weighted by the time it stands for; returns the number of clusters.
  ///
  /// A fix stands for half the interval to the fix before of its flight and half of that to the one
  /// after, intervals cut at `Cluster.longestInterval`.
  func label(_ batches: inout [Fixes], _ systems: any PlaneSystems) throws(DwellError) -> Int {
    var points = GroundPoints()
    points.timeRadius = timeRadius?.microseconds
    var times = FixTimes(longest: Self.longestInterval)
    for batch in batches {
      points.append(longitudes: batch.longitude, latitudes: batch.latitude)
      times.add(batch)
      guard points.timeRadius != nil else { continue }
      if let row = batch.time.firstIndex(of: .min) {
        throw DwellError(
          .badData,
          "vehicle \(batch.vehicle[row] ?? ""): a fix has no time: run 'dwell clean' before it, "
            + "or leave out --time-radius")
      }
      points.times += batch.time
    }
    points.milliseconds = times.observed.flatMap { $0 }
    let clusters = try points.clusters(by: clustering, radius: radius.value, systems)
    let flights =
      minFlights > 1
      ? batches.flatMap { batch in
        (0..<batch.count).map { batch.flight[$0] ?? batch.vehicle[$0] ?? "" }
      } : []
    let kept = renumbering(clusters, flightOfPoint: flights)
    var next = 0
    for row in batches.indices {
      let range = next..<next + batches[row].count
      batches[row].setLabels(
        clusters.labels[range].map { $0 < 0 ? -1 : kept[Int($0)] }, Array(clusters.isCore[range]))
      next = range.upperBound
    }
    return Int(kept.max() ?? -1) + 1
  }
}

extension Fixes {
  fileprivate mutating func setLabels(_ labels: [Int32], _ isCore: [Bool]) {
    extras.removeAll { $0.name == "label" || $0.name == "core" }
    extras.append(Column("label", .integer32(labels)))
    extras.append(Column("core", .boolean(isCore.map { $0 })))
  }
}
