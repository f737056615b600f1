import Clustering
import Tracks

/// Clusters the samples of visits that may be more than memory holds: visits and labels wait on disk.
final class VisitSweep {
  private let stage: Cluster
  private let visits: SortedVisits
  private let sweep: GroundSweep

  /// Begins, with the stage's `--memory` and `--temp-dir`.
  init(_ stage: Cluster, memory: Bytes, _ systems: any PlaneSystems) throws(DwellError) {
    self.stage = stage
    visits = SortedVisits(memory: memory, in: stage.temporaryFolder)
    sweep = try GroundSweep(stage, memory: memory, systems)
  }

  /// Takes the next visits.
  func take(_ some: [Visit]) throws(DwellError) { try visits.add(some) }

  /// Gives all visits on, in their order, with their labels; returns the number of clusters.
  func finish(emit: Emit) throws(DwellError) -> Int {
    try visits.forEach { some throws(DwellError) in
      var samples = GroundPoints()
      for visit in some { try samples.append(samplesOf: visit) }
      try sweep.add(samples)
    }
    let labels = try sweep.labels()
    var flights = ClusterFlights(clusterCount: labels.count, least: stage.minFlights)
    if stage.minFlights > 1 {
      try visits.forEach { some throws(DwellError) in
        for visit in some {
          for label in try labels.next(visit.sampleEast.count).labels {
            flights.add(visit.flight, to: label)
          }
        }
      }
      labels.rewind()
    }
    let kept = flights.numbers
    try visits.forEach { some throws(DwellError) in
      var labelled = some
      for row in labelled.indices {
        let found = try labels.next(labelled[row].sampleEast.count).labels
        labelled[row].setLabels(found.map { $0 < 0 ? -1 : Int64(kept[Int($0)]) })
      }
      try emit(.visits(labelled))
    }
    return Int(kept.max() ?? -1) + 1
  }
}
