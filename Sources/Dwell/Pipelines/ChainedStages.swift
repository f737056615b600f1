import Tracks

/// Stages linked from the last to the first, their workers made.
struct ChainedStages {
  private var links: [Chain] = []
  private let first: Emit
  private let end: () throws(DwellError) -> Void

  /// Makes the workers on the calling thread, which is the one that must run them.
  init(_ stages: [any Stage], in workshop: Workshop, next last: @escaping Emit) throws(DwellError) {
    var next = last
    var end: () throws(DwellError) -> Void = { () throws(DwellError) in }
    for stage in stages.reversed() {
      let worker: any StageWorker
      do {
        worker = try stage.worker(in: workshop)
      } catch {
        throw error.placed(in: type(of: stage).name)
      }
      let link = Chain(stage, worker, next: next, end: end)
      next = { packet throws(DwellError) in try link.take(packet) }
      end = { () throws(DwellError) in try link.finish() }
      links.insert(link, at: 0)
    }
    first = next
    self.end = end
  }

  /// Pushes a packet into the first stage.
  func take(_ packet: consuming Packet) throws(DwellError) { try first(packet) }

  /// Ends every stage.
  func finish() throws(DwellError) { try end() }

  /// What each stage counted.
  var counts: [(stage: String, tally: Tally)] { links.map(\.counts) }
}
