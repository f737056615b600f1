import ArgumentParser
import BenchmarkData
import Dispatch
import Foundation

/// Asks how near each phase is to what memory allows.
///
/// The bytes of a phase are what its design must move, each column read or written once; the roof is
/// `memcpy` of as many threads, measured in between. A phase far below the roof computes or waits.
struct Roofline: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bytes moved and time of each phase against memcpy in the same run.")

  @Option(help: "How many points.") var points = 10_000_000
  @Option(help: "The point set.") var set = PointSets.uniform
  @Option(help: "Neighbours are this near, metres.") var radius = 2.5
  @Option(help: "Points that make a core point.") var minPoints = 10
  @Option(help: "Threads; 0 for all.") var threads = 0
  @Option(help: "Repetitions; the fastest counts.") var rounds = 5

  /// Bytes a point that each phase reads and writes at least.
  private static let bytes: [(phase: String, bytes: Int, what: String)] = [
    ("sorting", 104, "coordinates three times 48, columns dealt 20, read again 16, sorted 20"),
    ("marking", 17, "coordinates 16, core flag 1"),
    ("connecting", 16, "coordinates 16"),
    ("numbering", 8, "places and rows 8"),
    ("labelling", 14, "places and rows 8, labels 4, core flags 2"),
  ]

  func run() throws {
    let data = set.points(points)
    var roof = 0.0
    var best: ClusterFile.Report?
    for _ in 0..<rounds {
      roof = max(roof, copyRate())
      let report = try ClusterFile.measure(
        data, radius: radius, minPoints: minPoints, threads: threads, rounds: 1)
      if (report.seconds.first ?? .infinity) < (best?.seconds.first ?? .infinity) { best = report }
    }
    guard let best else { return }
    print("phase       seconds   ns/point  bytes/point  GB/s    of memcpy  which bytes")
    for (phase, bytes, what) in Self.bytes {
      let time = best.phases[phase] ?? .nan
      let rate = Double(bytes * points) / time / 1e9
      print(
        "\(phase.padding(11)) \(fixed(time, 4).padding(9)) "
          + "\(fixed(time * 1e9 / Double(points), 1).padding(9)) \(String(bytes).padding(12)) "
          + "\(fixed(rate, 1).padding(7)) \("\(Int(100 * rate / roof)) %".padding(10)) \(what)")
    }
    print(
      "all         \(fixed(best.seconds[0], 4)) s; memcpy \(fixed(roof, 1)) GB/s read and written   "
        + "(\(set.rawValue), radius \(radius) m, \(ThisMachine.name))")
  }

  /// Gigabytes a second that `memcpy` reads and writes together, on as many threads.
  private func copyRate() -> Double {
    let workers = threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    let size = 256 << 20
    let pairs = Pairs(count: workers, size: size)
    var best = Double.infinity
    for _ in 0..<3 {
      best = min(
        best,
        seconds {
          DispatchQueue.concurrentPerform(iterations: workers) { pairs.copy($0) }
        })
    }
    return Double(2 * size * workers) / best / 1e9
  }
}

/// Stretches of memory to copy, one pair a worker.
private final class Pairs: @unchecked Sendable {
  private let from: [UnsafeMutableRawPointer]
  private let to: [UnsafeMutableRawPointer]
  private let size: Int

  init(count: Int, size: Int) {
    self.size = size
    func made() -> UnsafeMutableRawPointer {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
      memset(memory, 1, size)
      return memory
    }
    from = (0..<count).map { _ in made() }
    to = (0..<count).map { _ in made() }
  }

  deinit { for memory in from + to { memory.deallocate() } }

  func copy(_ worker: Int) { memcpy(to[worker], from[worker], size) }
}
