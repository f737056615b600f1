import Tracks

/// Visits in the order that depends on nothing but themselves, on disk (external merge sort).
final class SortedVisits {
  /// Sorted visits that are read back.
  private struct Run {
    let tables: SpilledTables
    /// The last of them is next.
    var pending: [Visit] = []

    mutating func peek() throws(DwellError) -> Visit? {
      while pending.isEmpty {
        guard let table = try tables.next() else { return nil }
        pending = try Visit.rows(table).reversed()
      }
      return pending.last
    }
  }

  private let folder: String
  /// Bytes of visits that are held before they are sorted and written.
  private let held: Int
  private var runs: [Run] = []
  private var pending: [Visit] = []
  private var pendingBytes = 0

  /// Runs that are merged at a time; each has a file open and some visits in memory.
  private static let mostRuns = 32

  /// None yet; files are made in a folder.
  init(memory: Bytes, in folder: String) {
    self.folder = folder
    held = memory.count / 4
  }

  /// Adds visits in any order.
  func add(_ visits: [Visit]) throws(DwellError) {
    for visit in visits {
      pending.append(visit)
      pendingBytes += Self.bytes(visit)
      if pendingBytes >= held { try writeRun() }
    }
  }

  /// Gives all visits in order, some at a time; it may be done again, and nothing added afterwards.
  func forEach(_ body: ([Visit]) throws(DwellError) -> Void) throws(DwellError) {
    try writeRun()
    for run in runs.indices {
      try runs[run].tables.rewind()
      runs[run].pending = []
    }
    var some: [Visit] = []
    var someBytes = 0
    while let visit = try nextInOrder() {
      some.append(visit)
      someBytes += Self.bytes(visit)
      // As many pieces as runs, and one more, are in memory together.
      if someBytes >= held / (Self.mostRuns + 1) {
        try body(some)
        some = []
        someBytes = 0
      }
    }
    if !some.isEmpty { try body(some) }
  }

  /// The next visit of all runs, the first run's of equal ones.
  private func nextInOrder() throws(DwellError) -> Visit? {
    var least: (run: Int, visit: Visit)?
    for run in runs.indices {
      guard let visit = try runs[run].peek() else { continue }
      if let best = least, !Visit.precedes(visit, best.visit) { continue }
      least = (run, visit)
    }
    guard let least else { return nil }
    runs[least.run].pending.removeLast()
    return least.visit
  }

  private func writeRun() throws(DwellError) {
    guard !pending.isEmpty else { return }
    let sorted = pending.sorted(by: Visit.precedes)
    pending = []
    pendingBytes = 0
    let tables = try SpilledTables(in: folder)
    var start = 0
    while start < sorted.count {
      var end = start
      var bytes = 0
      while end < sorted.count, bytes < held / (Self.mostRuns + 1) {
        bytes += Self.bytes(sorted[end])
        end += 1
      }
      try tables.write(Visit.table(Array(sorted[start..<end])))
      start = end
    }
    runs.append(Run(tables: tables))
    guard runs.count == Self.mostRuns else { return }
    let merged = try SpilledTables(in: folder)
    try forEach { visits throws(DwellError) in try merged.write(Visit.table(visits)) }
    runs = [Run(tables: merged)]
  }

  /// About what a visit takes in memory.
  private static func bytes(_ visit: Visit) -> Int {
    var positions = 0
    visit.extent?.forEachPosition { _ in positions += 1 }
    return 1024 + 32 * visit.sampleEast.count + 16 * positions
  }
}
