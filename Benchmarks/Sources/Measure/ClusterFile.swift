import ArgumentParser
import BenchmarkData
@_spi(Benchmarks) import Clustering
import Foundation

/// Clusters the points of a file and says how long it took, as one line of JSON.
struct ClusterFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Cluster the points of a .npy file; print seconds, counts and memory as JSON.")

  @Argument(help: "An n x 2 array of 64-bit floats.") var file: String
  @Option(help: "Neighbours are this near, metres.") var radius: Double
  @Option(help: "Points that make a core point.") var minPoints = 10
  @Option(help: "Threads; 0 for as many as there are processors.") var threads = 0
  @Option(help: "Repetitions in this process; the first pays for fresh memory.") var rounds = 1
  @Option(help: "Write the labels here (.npy), core points + 2^30.") var labels: String?
  @Flag(help: "Give every point the weight 1 ms, and sum weights.") var weighted = false

  func run() throws {
    var points = PlanarPoints()
    let converting = try seconds { points = try PointFile.read(file) }
    var report = try Self.measure(
      points, radius: radius, minPoints: minPoints, threads: threads, rounds: rounds,
      weighted: weighted, keeping: labels)
    report.convertingSeconds = converting
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  /// What a measurement gives.
  struct Report: Encodable {
    var points = 0
    var seconds: [Double] = []
    var convertingSeconds = 0.0
    var cores = 0
    var borders = 0
    var clusters = 0
    /// The most memory beyond what was in use before: the answer among it, the input not.
    var peakBytes = 0
    /// Of the fastest round.
    var phases: [String: Double] = [:]
  }

  /// Clusters points some times over.
  static func measure(
    _ points: PlanarPoints, radius: Double, minPoints: Int, threads: Int, rounds: Int,
    weighted: Bool = false, keeping path: String? = nil
  ) throws -> Report {
    var report = Report()
    report.points = points.count
    let weights = weighted ? [Int64](repeating: 1, count: points.count) : nil
    let before = ThisMachine.residentBytes(peak: false)
    ThisMachine.forgetPeak()
    for _ in 0..<rounds {
      var settings = DensityClustering(
        radius: radius,
        density: weighted ? .minDwell(milliseconds: Int64(minPoints)) : .minPoints(minPoints))
      settings.threads = threads > 0 ? threads : nil
      var clusters = Clusters(labels: [], isCore: [], count: 0)
      let stopwatch = PhaseStopwatch()
      settings.stopwatch = stopwatch
      let time = try seconds {
        clusters = try settings.clusters(x: points.x, y: points.y, weights: weights)
      }
      if time < report.seconds.min() ?? .infinity {
        report.phases = Dictionary(
          uniqueKeysWithValues: stopwatch.seconds.map { ($0.key.rawValue, $0.value) })
      }
      report.seconds.append(time)
      report.clusters = clusters.count
      report.cores = clusters.isCore.count { $0 }
      report.borders = clusters.labels.count { $0 >= 0 } - report.cores
      report.peakBytes = ThisMachine.residentBytes(peak: true) - before
      if let path {
        try PointFile.write(
          zip(clusters.labels, clusters.isCore).map { $1 ? $0 + 1 << 30 : $0 }, to: path)
      }
    }
    return report
  }
}
