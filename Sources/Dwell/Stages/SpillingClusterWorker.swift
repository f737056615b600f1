import Tracks

/// `cluster --memory`: each kind waits on disk, in a sweep of its own.
final class SpillingClusterWorker: StageWorker {
  private let stage: Cluster
  private let memory: Bytes
  private let systems: any PlaneSystems
  private var visits: VisitSweep?
  private var fixes: FixSweep?
  private var points: PointSweep?
  private(set) var tally = Tally()

  /// Begins with nothing on disk.
  init(_ stage: Cluster, memory: Bytes, _ systems: any PlaneSystems) {
    self.stage = stage
    self.memory = memory
    self.systems = systems
    tally.count("clusters", 0)
  }

  func take(_ packet: consuming Packet, emit: Emit) throws(DwellError) {
    switch consume packet {
    case .visits(let rows):
      if visits == nil { visits = try VisitSweep(stage, memory: memory, systems) }
      try visits?.take(rows)
    case .fixes(let batch):
      if fixes == nil { fixes = try FixSweep(stage, memory: memory, systems) }
      try fixes?.take(batch)
    case .points(let table):
      if points == nil { points = try PointSweep(stage, memory: memory) }
      try points?.take(table)
    default: break
    }
  }

  func finish(emit: Emit) throws(DwellError) {
    if let visits { tally.count("clusters", try visits.finish(emit: emit)) }
    visits = nil
    if let fixes { tally.count("clusters", try fixes.finish(emit: emit)) }
    fixes = nil
    if let points { tally.count("clusters", try points.finish(emit: emit)) }
    points = nil
  }
}
