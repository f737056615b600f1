import ArgumentParser
import BenchmarkData

/// Asks whether the time grows faster than the number of points.
///
/// Constant density: the radius stays, the area grows with the points. The exponent is the slope of
/// the least squares line through the logarithms of points and of the fastest times.
struct Scaling: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The exponent of time against the number of points, at constant density.")

  @Option(help: "The point set.") var set = PointSets.uniform
  @Option(help: "Neighbours are this near, metres.") var radius = 2.5
  @Option(help: "Points that make a core point.") var minPoints = 10
  @Option(help: "The fewest points.") var from = 100_000
  @Option(help: "The most points.") var to = 10_000_000
  @Option(help: "Threads; 0 for all.") var threads = 0
  @Option(help: "Repetitions; the fastest counts.") var rounds = 5

  func run() throws {
    print("points      seconds   ns/point  bytes/point")
    var logs: [(x: Double, y: Double)] = []
    var count = Double(from)
    while count <= Double(to) * 1.001 {
      let report = try ClusterFile.measure(
        set.points(Int(count)), radius: radius, minPoints: minPoints, threads: threads,
        rounds: rounds)
      let best = report.seconds.min() ?? .nan
      logs.append((count.log, best.log))
      print(
        "\(String(Int(count)).padding(10)) \(fixed(best, 4).padding(9)) "
          + "\(fixed(best * 1e9 / count, 1).padding(9)) \(report.peakBytes / Int(count))")
      count *= 10.0.squareRoot()
    }
    // One size alone has no slope.
    let exponent = logs.count > 1 ? fixed(slope(logs), 3) : "unknown"
    print("exponent \(exponent)   (\(set.rawValue), \(ThisMachine.name))")
  }

  private func slope(_ points: [(x: Double, y: Double)]) -> Double {
    let n = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / n, meanY = points.reduce(0) { $0 + $1.y } / n
    let xy = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let xx = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    return xy / xx
  }
}
