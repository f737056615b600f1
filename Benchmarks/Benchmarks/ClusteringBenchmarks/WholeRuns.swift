import Benchmark
import BenchmarkData
import Clustering

/// Asks how long a whole run takes on each kind of points, at the radius that suits them.
func wholeRuns() {
  let radii: [(PointSets, Double)] = [
    (.ssSimden, 200), (.ssVarden, 200), (.ssVarden, 20), (.uniform, 2.5), (.uniform, 0.5),
    (.gaussian, 2.5), (.drones, 25), (.quantised, 5),
  ]
  for size in sizes {
    for (set, radius) in radii {
      let prepared = Prepared(set, size)
      Benchmark("whole run: \(set.rawValue), radius \(radius) m, \(size) points") { benchmark in
        let points = prepared.points
        benchmark.startMeasurement()
        blackHole(try settings(radius).clusters(x: points.x, y: points.y))
      }
    }
  }
}
