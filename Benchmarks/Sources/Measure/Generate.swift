import ArgumentParser
import BenchmarkData

extension PointSets: ExpressibleByArgument {}
extension PointOrder: ExpressibleByArgument {}

/// Writes a point set as an array that NumPy reads.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a seeded point set as an n x 2 array (.npy).")

  @Argument(help: "The point set.") var set: PointSets
  @Argument(help: "The file to write.") var file: String
  @Option(help: "How many points.") var points = 1_000_000
  @Option(help: "The order they come in.") var order = PointOrder.shuffled
  @Option(help: "The seed.") var seed: UInt64 = 1

  func run() throws {
    try PointFile.write(set.points(points, order: order, seed: seed), to: file)
  }
}
