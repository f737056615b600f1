import Clustering
import Tracks

/// Clusters fixes that may be more than memory holds: they, their times and their labels wait on disk.
final class FixSweep {
  private let stage: Cluster
  private let tables: SpilledTables
  private let times: SpilledFixTimes
  private let sweep: GroundSweep

  /// Begins, with the stage's `--memory` and `--temp-dir`.
  init(_ stage: Cluster, memory: Bytes, _ systems: any PlaneSystems) throws(DwellError) {
    self.stage = stage
    tables = try SpilledTables(in: stage.temporaryFolder)
    times = try SpilledFixTimes(longest: Cluster.longestInterval, in: stage.temporaryFolder)
    sweep = try GroundSweep(stage, memory: memory, systems)
  }

  /// Takes the next fixes.
  func take(_ fixes: consuming Fixes) throws(DwellError) {
    let fixes = consume fixes
    try times.add(fixes)
    try tables.write(fixes.table())
  }

  /// Gives all fixes on with their labels; returns the number of clusters.
  func finish(emit: Emit) throws(DwellError) -> Int {
    var row = 0
    try forEach { fixes throws(DwellError) in
      var points = GroundPoints()
      points.append(longitudes: fixes.longitude, latitudes: fixes.latitude)
      points.milliseconds = try times.milliseconds(row..<row + fixes.count)
      row += fixes.count
      try sweep.add(points)
    }
    let labels = try sweep.labels()
    var flights = ClusterFlights(clusterCount: labels.count, least: stage.minFlights)
    if stage.minFlights > 1 {
      try forEach { fixes throws(DwellError) in
        for (row, label) in try labels.next(fixes.count).labels.enumerated() {
          flights.add(fixes.flightOrVehicle(row), to: label)
        }
      }
      labels.rewind()
    }
    let kept = flights.numbers
    try forEach { fixes throws(DwellError) in
      var fixes = consume fixes
      let (found, isCore) = try labels.next(fixes.count)
      fixes.setLabels(found.map { $0 < 0 ? -1 : kept[Int($0)] }, isCore)
      try emit(.fixes(fixes))
    }
    return Int(kept.max() ?? -1) + 1
  }

  private func forEach(_ body: (consuming Fixes) throws(DwellError) -> Void) throws(DwellError) {
    try tables.forEach { table throws(DwellError) in try body(Fixes(table)) }
  }
}
