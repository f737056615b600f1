import ClusteringKernels
import Foundation

#if arch(x86_64)
  import ClusteringKernelsAVX2
  import ClusteringKernelsAVX512
#endif

extension Kernel {
  /// Every kernel in every set that this processor runs, the plain loops first.
  public static let all: [Kernel] = {
    var kernels = plainLoops + baseline
    #if arch(x86_64)
      let flags = Set(processorFlags)
      if flags.contains("avx2") { kernels += avx2 }
      if flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]) {
        kernels += avx512
      }
    #endif
    return kernels
  }()

  private static var processorFlags: [String] {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = lines.split(separator: "\n").first { $0.hasPrefix("flags") }
    return line?.split(separator: " ").map(String.init) ?? []
  }

  private static let baseline = kernels(
    of: "baseline", count: ClusteringKernels.countWithin, weigh: ClusteringKernels.weightWithin,
    any: ClusteringKernels.anyWithin,
    nearest: ClusteringKernels.nearestSquared, bounds: ClusteringKernels.boundingRange,
    cells: ClusteringKernels.cellNumbers)

  #if arch(x86_64)
    private static let avx2 = kernels(
      of: "avx2", count: ClusteringKernelsAVX2.countWithin,
      weigh: ClusteringKernelsAVX2.weightWithin, any: ClusteringKernelsAVX2.anyWithin,
      nearest: ClusteringKernelsAVX2.nearestSquared, bounds: ClusteringKernelsAVX2.boundingRange,
      cells: ClusteringKernelsAVX2.cellNumbers)

    private static let avx512 = kernels(
      of: "avx512", count: ClusteringKernelsAVX512.countWithin,
      weigh: ClusteringKernelsAVX512.weightWithin, any: ClusteringKernelsAVX512.anyWithin,
      nearest: ClusteringKernelsAVX512.nearestSquared,
      bounds: ClusteringKernelsAVX512.boundingRange, cells: ClusteringKernelsAVX512.cellNumbers)
  #endif

  private typealias Column = UnsafePointer<Double>

  /// The kernels of one set of instructions, each asked its question.
  private static func kernels(
    of set: String,
    count: @escaping @Sendable (Column, Column, Int, Int, Double, Double, Double, Int) -> Int,
    weigh:
      @escaping @Sendable (
        Column, Column, UnsafePointer<Int64>, Int, Int, Double, Double, Double, Int64
      ) -> Int64,
    any: @escaping @Sendable (Column, Column, Int, Int, Double, Double, Double) -> Bool,
    nearest: @escaping @Sendable (Column, Column, Int, Int, Double, Double) -> Double,
    bounds: @escaping @Sendable (Column, Int, Int, UnsafeMutablePointer<Double>) -> Void,
    cells:
      @escaping @Sendable (
        Column, Column, Int, Int, Double, Double, Double, Double, Double,
        UnsafeMutablePointer<UInt64>
      ) -> Void
  ) -> [Kernel] {
    [
      Kernel(question: .count, set: set) { c, n in
        Double(count(c.x, c.y, 0, n, 0.5, 0.5, c.squaredRadius, .max))
      },
      Kernel(question: .weigh, set: set) { c, n in
        Double(weigh(c.x, c.y, c.weight, 0, n, 0.5, 0.5, c.squaredRadius, .max))
      },
      Kernel(question: .any, set: set) { c, n in
        any(c.x, c.y, 0, n, 5, 5, c.squaredRadius) ? 1 : 0
      },
      Kernel(question: .nearest, set: set) { c, n in nearest(c.x, c.y, 0, n, 0.5, 0.5) },
      Kernel(question: .bounds, set: set) { c, n in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { room in
          room.initialize(repeating: 0)
          guard let found = room.baseAddress else { return .nan }
          bounds(c.x, 0, n, found)
          return found[0] + found[1] + found[2]
        }
      },
      Kernel(question: .cells, set: set) { c, n in
        cells(
          c.x, c.y, 0, n, 0, 0, KernelColumns.cells, KernelColumns.cells, KernelColumns.cells,
          c.numbers)
        return Double(c.numbers[n / 2] + c.numbers[n - 1])
      },
    ]
  }
}
