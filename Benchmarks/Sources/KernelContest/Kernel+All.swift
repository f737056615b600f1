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

  private static let baseline: [Kernel] = [
    Kernel(question: .count, set: "baseline") { c, n in
      Double(
        ClusteringKernels.countWithin(
          c.x, c.y, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max))
    },
    Kernel(question: .weigh, set: "baseline") { c, n in
      Double(
        ClusteringKernels.weightWithin(
          c.x, c.y, c.weight, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max))
    },
    Kernel(question: .any, set: "baseline") { c, n in
      ClusteringKernels.anyWithin(c.x, c.y, 0, n, ofX: 5, y: 5, squaredRadius: c.squaredRadius)
        ? 1 : 0
    },
    Kernel(question: .nearest, set: "baseline") { c, n in
      ClusteringKernels.nearestSquared(c.x, c.y, 0, n, ofX: 0.5, y: 0.5)
    },
    Kernel(question: .bounds, set: "baseline") { c, n in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { room in
        room.initialize(repeating: 0)
        guard let bounds = room.baseAddress else { return .nan }
        ClusteringKernels.boundingRange(c.x, 0, n, into: bounds)
        return bounds[0] + bounds[1] + bounds[2]
      }
    },
  ]

  #if arch(x86_64)
    private static let avx2: [Kernel] = [
      Kernel(question: .count, set: "avx2") { c, n in
        Double(
          ClusteringKernelsAVX2.countWithin(
            c.x, c.y, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max))
      },
      Kernel(question: .weigh, set: "avx2") { c, n in
        Double(
          ClusteringKernelsAVX2.weightWithin(
            c.x, c.y, c.weight, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max
          ))
      },
      Kernel(question: .any, set: "avx2") { c, n in
        ClusteringKernelsAVX2.anyWithin(
          c.x, c.y, 0, n, ofX: 5, y: 5, squaredRadius: c.squaredRadius) ? 1 : 0
      },
      Kernel(question: .nearest, set: "avx2") { c, n in
        ClusteringKernelsAVX2.nearestSquared(c.x, c.y, 0, n, ofX: 0.5, y: 0.5)
      },
      Kernel(question: .bounds, set: "avx2") { c, n in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { room in
          room.initialize(repeating: 0)
          guard let bounds = room.baseAddress else { return .nan }
          ClusteringKernelsAVX2.boundingRange(c.x, 0, n, into: bounds)
          return bounds[0] + bounds[1] + bounds[2]
        }
      },
    ]

    private static let avx512: [Kernel] = [
      Kernel(question: .count, set: "avx512") { c, n in
        Double(
          ClusteringKernelsAVX512.countWithin(
            c.x, c.y, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max))
      },
      Kernel(question: .weigh, set: "avx512") { c, n in
        Double(
          ClusteringKernelsAVX512.weightWithin(
            c.x, c.y, c.weight, 0, n, ofX: 0.5, y: 0.5, squaredRadius: c.squaredRadius, enough: .max
          ))
      },
      Kernel(question: .any, set: "avx512") { c, n in
        ClusteringKernelsAVX512.anyWithin(
          c.x, c.y, 0, n, ofX: 5, y: 5, squaredRadius: c.squaredRadius) ? 1 : 0
      },
      Kernel(question: .nearest, set: "avx512") { c, n in
        ClusteringKernelsAVX512.nearestSquared(c.x, c.y, 0, n, ofX: 0.5, y: 0.5)
      },
      Kernel(question: .bounds, set: "avx512") { c, n in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { room in
          room.initialize(repeating: 0)
          guard let bounds = room.baseAddress else { return .nan }
          ClusteringKernelsAVX512.boundingRange(c.x, 0, n, into: bounds)
          return bounds[0] + bounds[1] + bounds[2]
        }
      },
    ]
  #endif
}
