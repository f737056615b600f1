import Benchmark
import KernelContest

/// Asks what each kernel gains over the plain loop, in cells of few points and of many.
///
/// A thousand calls an iteration, so that the clock's own time does not count.
func kernels() {
  for count in [8, 33, 1024] {
    let columns = KernelColumns(count: count)
    for kernel in Kernel.all {
      Benchmark(
        "kernel: \(kernel.question.rawValue), \(kernel.set), \(count) points",
        configuration: .init(scalingFactor: .kilo, maxDuration: .milliseconds(200))
      ) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(kernel.answer(columns, count)) }
      }
    }
  }
}
