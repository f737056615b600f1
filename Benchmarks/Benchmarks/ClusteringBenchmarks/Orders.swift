import Benchmark
import BenchmarkData
import Clustering

/// Asks what the order of the input costs: by chance, along the tracks, or sorted.
func orders() {
  for size in sizes {
    for order in PointOrder.allCases {
      let prepared = Prepared(.drones, size, order: order)
      Benchmark("order: drones, \(order.rawValue), \(size) points") { benchmark in
        let points = prepared.points
        benchmark.startMeasurement()
        blackHole(try settings(25).clusters(x: points.x, y: points.y))
      }
    }
  }
}
