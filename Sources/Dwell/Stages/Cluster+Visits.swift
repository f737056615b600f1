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
    let flights =
      minFlights > 1
      ? visits.flatMap { visit in visit.sampleEast.map { _ in visit.flight } } : []
    let kept = renumbering(clusters, flightOfPoint: flights)
    var next = 0
    for row in visits.indices {
      let count = visits[row].sampleEast.count
      visits[row].setLabels(
        clusters.labels[next..<next + count].map { $0 < 0 ? -1 : Int64(kept[Int($0)]) })
      next += count
    }
    return Int(kept.max() ?? -1) + 1
  }

  /// New numbers of the clusters, without holes; −1 for those of fewer flights than `minFlights`.
  private func renumbering(_ clusters: Clusters, flightOfPoint: [String]) -> [Int32] {
    var flights = ClusterFlights(clusterCount: clusters.count, least: minFlights)
    for (point, flight) in flightOfPoint.enumerated() {
      flights.add(flight, to: clusters.labels[point])
    }
    return flights.numbers
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
      ? batches.flatMap { batch in (0..<batch.count).map { batch.flightOrVehicle($0) } } : []
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

extension Visit {
  /// Sets the labels of the samples, and that of the visit: the one that holds most of the weight, the
  /// smallest of equals; −1 when all is noise.
  mutating func setLabels(_ labels: [Int64]) {
    sampleLabels = labels
    var weights: [Int64: Int64] = [:]
    for (label, weight) in zip(labels, sampleMilliseconds) where label >= 0 {
      weights[label, default: 0] += weight
    }
    let best = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }
    label = best.map { Int($0.key) } ?? -1
  }
}

extension Fixes {
  /// The flight of a row, or its vehicle before there are flights.
  func flightOrVehicle(_ row: Int) -> String { flight[row] ?? vehicle[row] ?? "" }

  /// Sets the columns `label` and `core`.
  mutating func setLabels(_ labels: [Int32], _ isCore: [Bool]) {
    extras.removeAll { $0.name == "label" || $0.name == "core" }
    extras.append(Column("label", .integer32(labels)))
    extras.append(Column("core", .boolean(isCore.map { $0 })))
  }
}
