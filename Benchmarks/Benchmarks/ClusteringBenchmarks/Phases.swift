import Benchmark
import BenchmarkData
@_spi(Benchmarks) import Clustering

/// Asks where the time of a run goes: sorting, marking, connecting, numbering or labelling.
///
/// Each phase is a metric of one and the same run, in microseconds.
func phases() {
  let metrics = PhaseStopwatch.Phase.allCases.map { phase in
    (phase, BenchmarkMetric.custom(phase.rawValue + " (µs)", polarity: .prefersSmaller))
  }
  for size in sizes {
    for (set, radius) in [(PointSets.ssVarden, 200.0), (.uniform, 2.5), (.ssVarden, 20)] {
      let prepared = Prepared(set, size)
      Benchmark(
        "phases: \(set.rawValue), radius \(radius) m, \(size) points",
        configuration: .init(metrics: metrics.map { $0.1 })
      ) { benchmark in
        let points = prepared.points
        var timed = settings(radius)
        let stopwatch = PhaseStopwatch()
        timed.stopwatch = stopwatch
        blackHole(try timed.clusters(x: points.x, y: points.y))
        for (phase, metric) in metrics {
          benchmark.measurement(metric, Int((stopwatch.seconds[phase] ?? 0) * 1e6))
        }
      }
    }
  }
}
