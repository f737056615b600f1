import Benchmark
import BenchmarkData
@_spi(Benchmarks) import Clustering
import Foundation

/// Everything that is measured; each file opens with the question that its benchmarks answer.
///
/// Sizes are 10⁴ and 10⁵ unless `DWELL_BENCHMARK_POINTS` names others (`10000,1000000,100000000`).
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 1, maxDuration: .seconds(1),
    maxIterations: 1000)
  wholeRuns()
  phases()
  orders()
  densities()
  weights()
  kernels()
}

/// The numbers of points to measure with.
let sizes: [Int] = {
  let named = ProcessInfo.processInfo.environment["DWELL_BENCHMARK_POINTS"] ?? "10000,100000"
  return named.split(separator: ",").compactMap { Int($0) }
}()

/// Points that are made once a process, when first asked for, outside every measurement.
final class Prepared: @unchecked Sendable {
  private let make: () -> PlanarPoints
  private let lock = NSLock()
  private var made: PlanarPoints?

  init(_ set: PointSets, _ count: Int, order: PointOrder = .shuffled) {
    make = { set.points(count, order: order) }
  }

  /// The points.
  var points: PlanarPoints {
    lock.withLock {
      let points = made ?? make()
      made = points
      return points
    }
  }
}

/// The settings of the tables: ten points within the radius.
func settings(_ radius: Double) -> DensityClustering {
  DensityClustering(radius: radius, density: .minPoints(10))
}
