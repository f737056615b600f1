import Clustering
import Tracks

/// Clusters points that may be more than memory holds: rows and coordinates wait on disk.
final class PointSweep {
  private let stage: Cluster
  private let tables: SpilledTables
  private let sweep: DensitySweep

  /// Begins, with the stage's `--memory` and `--temp-dir`.
  init(_ stage: Cluster, memory: Bytes) throws(DwellError) {
    self.stage = stage
    let folder = stage.temporaryFolder
    tables = try SpilledTables(in: folder)
    sweep = try DensitySweep(stage.clustering, memory: memory.count, folder: folder)
  }

  /// Takes the next rows.
  func take(_ table: consuming Table) throws(DwellError) {
    let columns = try stage.columns(of: table)
    try sweep.add(x: columns.x, y: columns.y, weights: columns.weights)
    try tables.write(table)
  }

  /// Gives all rows on with their labels; returns the number of clusters.
  func finish(emit: Emit) throws(DwellError) -> Int {
    let clusters = try sweep.clusters()
    try tables.forEach { table throws(DwellError) in
      var table = consume table
      guard table.rowCount > 0, let some = try clusters.next(table.rowCount) else { return }
      table.setLabels(some.labels, some.isCore)
      try emit(.points(table))
    }
    return clusters.count
  }
}
