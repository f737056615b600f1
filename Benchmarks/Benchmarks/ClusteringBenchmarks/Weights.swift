import Benchmark
import BenchmarkData
import Clustering

/// Asks what weights cost beside counting.
func weights() {
  for size in sizes {
    let prepared = Prepared(.uniform, size)
    let weights = [Int64](repeating: 1000, count: size)
    Benchmark("weights: counted, \(size) points") { benchmark in
      let points = prepared.points
      benchmark.startMeasurement()
      blackHole(try settings(2.5).clusters(x: points.x, y: points.y))
    }
    Benchmark("weights: summed, \(size) points") { benchmark in
      let points = prepared.points
      let weighted = DensityClustering(radius: 2.5, density: .minDwell(milliseconds: 10_000))
      benchmark.startMeasurement()
      blackHole(try weighted.clusters(x: points.x, y: points.y, weights: weights))
    }
  }
}
