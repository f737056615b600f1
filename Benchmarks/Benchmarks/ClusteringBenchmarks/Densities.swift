import Benchmark
import BenchmarkData
import Clustering

/// Asks whether any number of neighbours is slow, or any number that makes a core point.
func densities() {
  for size in sizes {
    let prepared = Prepared(.uniform, size)
    for neighbours in [0.5, 2, 8, 32, 128, 1024] {
      Benchmark("neighbours: \(neighbours) on average, \(size) points") { benchmark in
        let points = prepared.points
        let radius = (neighbours / .pi).squareRoot()
        benchmark.startMeasurement()
        blackHole(try settings(radius).clusters(x: points.x, y: points.y))
      }
    }
    for needed in [2, 10, 100, 1000] {
      Benchmark("min-points: \(needed) of 128 neighbours, \(size) points") { benchmark in
        let points = prepared.points
        let needy = DensityClustering(
          radius: (128 / .pi).squareRoot(), density: .minPoints(needed))
        benchmark.startMeasurement()
        blackHole(try needy.clusters(x: points.x, y: points.y))
      }
    }
  }
}
