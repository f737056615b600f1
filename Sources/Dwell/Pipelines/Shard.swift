internal import Foundation
import Tracks

/// The streaming stages of a run for some of its vehicles, on a thread of their own.
final class Shard: @unchecked Sendable {
  // SAFETY of `@unchecked`: `result` is written by the shard's thread before `done` is signalled and
  // read after it was waited for; the rest is constant.
  private let stages: [any Stage]
  private let queue = BoundedQueue<Fixes>(capacity: 4)
  private let ready = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let warn: @Sendable (String) -> Void
  private var failure: DwellError?
  private var packets: [Packet] = []
  private var tallies: [(stage: String, tally: Tally)] = []

  /// Starts the thread; its workers are made on it, one PROJ and one GEOS context a thread.
  init(_ stages: [any Stage], warn: @escaping @Sendable (String) -> Void) {
    self.stages = stages
    self.warn = warn
    let thread = Thread { [self] in
      do throws(DwellError) { try work() } catch { failure = error }
      queue.close()
      ready.signal()
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func work() throws(DwellError) {
    let collector = Collector()
    let pipeline = try ChainedStages(stages, in: Workshop(warn: warn)) {
      packet throws(DwellError) in collector.write(packet)
    }
    ready.signal()
    while let fixes = queue.pop() { try pipeline.take(.fixes(fixes)) }
    try pipeline.finish()
    packets = collector.packets
    tallies = pipeline.counts
  }

  /// Waits until the workers are made; throws when they cannot be.
  func waitUntilReady() throws(DwellError) {
    ready.wait()
    if let failure { throw failure }
  }

  /// Hands fixes to the shard; false when it has failed.
  func push(_ fixes: consuming Fixes) -> Bool { queue.push(fixes) }

  /// Ends the input and waits for what came out.
  func finish() throws(DwellError) -> (packets: [Packet], tallies: [(stage: String, tally: Tally)])
  {
    queue.close()
    done.wait()
    if let failure { throw failure }
    return (packets, tallies)
  }
}
