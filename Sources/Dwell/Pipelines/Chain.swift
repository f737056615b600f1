import Tracks

/// The stages of a run, linked from the last to the first; every record is pushed through.
///
/// A stage replaces the kinds it takes and passes the others on. What is passed on is held until the
/// stage itself is done, so that the newest kind comes first; only records that are few (visits,
/// areas, crossings) ever wait there.
final class Chain {
  private let stage: any Stage
  private let worker: any StageWorker
  private let next: Emit
  private let end: () throws(DwellError) -> Void
  private var held: [Packet] = []
  private var taken: Set<RecordKind> = []
  private var emitted: Set<RecordKind> = []
  private var seconds = 0.0

  init(
    _ stage: any Stage, _ worker: any StageWorker, next: @escaping Emit,
    end: @escaping () throws(DwellError) -> Void
  ) {
    self.stage = stage
    self.worker = worker
    self.next = next
    self.end = end
  }

  private var kind: any Stage.Type { type(of: stage) }

  /// Takes a packet or passes it on; the first of a kind it can do nothing with is an error.
  func take(_ packet: consuming Packet) throws(DwellError) {
    let incoming = packet.kind
    guard kind.takes.contains(incoming) else {
      if taken.isEmpty { throw wrongKind(incoming) }
      held.append(packet)
      return
    }
    taken.insert(incoming)
    do {
      try worker.take(packet, emit: pass)
    } catch {
      throw error.placed(in: kind.name)
    }
  }

  private func pass(_ packet: consuming Packet) throws(DwellError) {
    emitted.insert(packet.kind)
    try next(packet)
  }

  /// Ends the stage, then those after it.
  func finish() throws(DwellError) {
    do {
      try worker.finish(emit: pass)
    } catch {
      throw error.placed(in: kind.name)
    }
    for incoming in kind.takes where taken.contains(incoming) {
      guard let outgoing = kind.gives(incoming), !emitted.contains(outgoing) else { continue }
      if let packet = Packet.empty(outgoing) { try pass(packet) }
    }
    for packet in held { try next(packet) }
    held = []
    try end()
  }

  /// What the stage counted.
  var counts: (stage: String, tally: Tally) { (kind.name, worker.tally) }

  private func wrongKind(_ found: RecordKind) -> DwellError {
    let wanted = kind.takes.map(\.rawValue).joined(separator: " or ")
    return DwellError(
      .badData,
      "\(kind.name): standard input carries \(found.rawValue); \(kind.name) takes \(wanted). \(kind.advice)",
      isPlaced: true)
  }
}
