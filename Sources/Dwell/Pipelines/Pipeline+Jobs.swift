internal import Foundation
import Tracks

extension Pipeline {
  /// How many of the first stages can run for some vehicles apart from the others: those that
  /// stream, up to the one that makes visits; 0 when none does.
  ///
  /// Behind it visits are put in an order of their own, so the answer does not depend on the number
  /// of threads.
  var shardableCount: Int {
    guard let detect = stages.firstIndex(where: { type(of: $0).gives(.fixes) == .visits }),
      detect + 1 < stages.count, !stages[detect + 1].footprint.isStreaming,
      stages[...detect].allSatisfy(\.footprint.isStreaming)
    else { return 0 }
    return detect + 1
  }

  /// Runs the first stages on `jobs` threads, each with the vehicles whose names hash to it.
  func runShards(
    _ jobs: Int, from feed: any Feed, in workshop: Workshop, observe: (any Feed) -> Void
  ) throws(DwellError) -> (packets: [Packet], tallies: [(stage: String, tally: Tally)]) {
    let warnings = SharedWarnings()
    let section = Array(stages[..<shardableCount])
    let shards = (0..<jobs).map { _ in Shard(section, warn: warnings.add) }
    do throws(DwellError) {
      for shard in shards { try shard.waitUntilReady() }
      while let packet = try feed.next() {
        guard case .fixes(let fixes) = consume packet else {
          throw DwellError(.badData, "the stages before 'cluster' take fixes")
        }
        if !deal(fixes, to: shards) { break }
        warnings.pass(to: workshop.warn)
        observe(feed)
      }
    } catch {
      for shard in shards { _ = try? shard.finish() }
      throw error
    }
    return try gather(shards, warnings, workshop)
  }

  private func deal(_ fixes: consuming Fixes, to shards: [Shard]) -> Bool {
    if fixes.count == 0 { return shards[0].push(fixes) }
    let shardOfName = fixes.vehicle.names.map { stableHash($0) % UInt64(shards.count) }
    var rows = [[Int]](repeating: [], count: shards.count)
    for row in 0..<fixes.count {
      let code = fixes.vehicle.codes[row]
      rows[code < 0 ? 0 : Int(shardOfName[Int(code)])].append(row)
    }
    for (shard, rows) in zip(shards, rows) where !rows.isEmpty {
      let isAll = rows.count == fixes.count
      if !shard.push(isAll ? fixes : fixes.gathered(rows)) { return false }
    }
    return true
  }

  private func gather(
    _ shards: [Shard], _ warnings: SharedWarnings, _ workshop: Workshop
  ) throws(DwellError) -> (packets: [Packet], tallies: [(stage: String, tally: Tally)]) {
    var visits: [Visit] = []
    var crossings: [Crossing] = []
    var tallies = stages[..<shardableCount].map { (stage: type(of: $0).name, tally: Tally()) }
    var failure: DwellError?
    for shard in shards {
      do {
        let result = try shard.finish()
        for packet in result.packets {
          if case .visits(let rows) = packet { visits += rows }
          if case .crossings(let rows) = packet { crossings += rows }
        }
        for (index, counted) in result.tallies.enumerated() {
          tallies[index].tally.add(counted.tally)
        }
      } catch {
        failure = failure ?? error
      }
    }
    warnings.pass(to: workshop.warn)
    if let failure { throw failure }
    visits.sort(by: Visit.precedes)
    crossings.sort(by: Crossing.precedes)
    let passed: [Packet] = crossings.isEmpty ? [] : [.crossings(crossings)]
    return ([.visits(visits)] + passed, tallies)
  }
}

/// FNV-1a, 64 bits: the same on every machine, unlike `Hasher`.
private func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

/// Warnings of several threads, each told once, by the thread that runs the pipeline.
private final class SharedWarnings: @unchecked Sendable {
  // SAFETY of `@unchecked`: both variables are only touched with `lock` held.
  private let lock = NSLock()
  private var waiting: [String] = []
  private var told: Set<String> = []

  func add(_ line: String) {
    lock.lock()
    defer { lock.unlock() }
    if told.insert(line).inserted { waiting.append(line) }
  }

  func pass(to warn: (String) -> Void) {
    lock.lock()
    let lines = waiting
    waiting = []
    lock.unlock()
    lines.forEach(warn)
  }
}
