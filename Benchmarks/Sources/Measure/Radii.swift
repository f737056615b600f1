import ArgumentParser
import BenchmarkData

/// Asks whether any radius is much slower than the others.
///
/// Radii that give 0.5 to 1,024 neighbours on average in uniform points; slowest over median.
struct Radii: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The slowest over the median time of a sweep of radii.")

  @Option(help: "How many points.") var points = 1_000_000
  @Option(help: "The point set.") var set = PointSets.uniform
  @Option(help: "Points that make a core point.") var minPoints = 10
  @Option(help: "Threads; 0 for all.") var threads = 0
  @Option(help: "Repetitions; the fastest counts.") var rounds = 5

  func run() throws {
    let data = set.points(points)
    // Of the sets whose density is not one a square metre, this is only how radii are spaced.
    let neighbours = [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
    var times: [Double] = []
    print("neighbours  radius (m)  seconds   core points  clusters")
    for count in neighbours {
      let radius = (count / .pi).squareRoot()
      let report = try ClusterFile.measure(
        data, radius: radius, minPoints: minPoints, threads: threads, rounds: rounds)
      let best = report.seconds.min() ?? .nan
      times.append(best)
      print(
        "\(fixed(count, 1).padding(11)) \(fixed(radius, 2).padding(11)) "
          + "\(fixed(best, 4).padding(9)) \(String(report.cores).padding(12)) \(report.clusters)")
    }
    let slowest = times.max() ?? .nan
    print(
      "slowest over median \(fixed(slowest / median(times), 2))   "
        + "(\(set.rawValue), \(points) points, min-points \(minPoints), \(ThisMachine.name))")
  }
}
