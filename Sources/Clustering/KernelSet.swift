internal import CProcessor
internal import ClusteringKernels
package import Tracks

#if arch(x86_64)
  internal import ClusteringKernelsAVX2
  internal import ClusteringKernelsAVX512
#endif
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The kernels, compiled for one set of instructions; all sets give the same bits.
///
/// Measured on a Zen 4 (EPYC, 2 cores), least of many runs, whole clustering of one thread. Uniform points,
/// 20 neighbours, count 10: baseline 99 ns a point, AVX2 85, AVX-512 86. Of 200 neighbours, count 180, where
/// marking is most of it: 227, 154, 144; AVX-512 earns its place there.
///
/// One source is compiled once for what every processor of the architecture has (SSE2 on x86-64, NEON
/// on ARM) and, on x86-64, once more for AVX2 and for AVX-512. The best one that the processor runs is
/// taken, or the one that the environment's `DWELL_KERNELS` names. One call does the
/// work of a whole run of cells where it can, so that choosing costs next to nothing.
@safe package struct KernelSet: Sendable {
  package typealias Column = UnsafePointer<Double>
  package typealias Room<T> = UnsafeMutablePointer<T>

  /// What `DWELL_KERNELS` calls it.
  package let name: String
  package let boundingRange: @Sendable (Column, Int, Int, Room<Double>) -> Void
  package let cellNumbers:
    @Sendable (
      Column, Column, Int, Int, Double, Double, Double, Double, Double, Room<UInt64>
    ) -> Void
  package let findWindows:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, UnsafePointer<UInt32>, Int, Int, Room<UInt32>
    ) -> Void
  package let markCores:
    @Sendable (
      Column, Column, UnsafePointer<UInt32>, Int, Int, Room<UInt32>, Double, Int, Int, Room<Bool>,
      Room<UInt32>
    ) -> Int
  package let markWeightyCores:
    @Sendable (
      Column, Column, UnsafePointer<Int64>, UnsafePointer<UInt32>, UnsafePointer<Int64>, Int, Int,
      Room<UInt32>, Double, Int64, Int, Room<Bool>, Room<UInt32>
    ) -> Int
  package let countWithin: @Sendable (Column, Column, Int, Int, Double, Double, Double, Int) -> Int
  package let weightWithin:
    @Sendable (
      Column, Column, UnsafePointer<Int64>, Int, Int, Double, Double, Double, Int64
    ) -> Int64
  package let anyWithin: @Sendable (Column, Column, Int, Int, Double, Double, Double) -> Bool
  package let anyPairWithin: @Sendable (Column, Column, Int, Int, Int, Int, Double) -> Bool
  package let nearestSquared: @Sendable (Column, Column, Int, Int, Double, Double) -> Double
}

extension KernelSet {
  /// What every processor of the architecture runs.
  package static let baseline = unsafe KernelSet(
    name: "baseline", boundingRange: ClusteringKernels.boundingRange,
    cellNumbers: ClusteringKernels.cellNumbers,
    findWindows: ClusteringKernels.findWindows, markCores: ClusteringKernels.markCores,
    markWeightyCores: ClusteringKernels.markWeightyCores,
    countWithin: ClusteringKernels.countWithin, weightWithin: ClusteringKernels.weightWithin,
    anyWithin: ClusteringKernels.anyWithin, anyPairWithin: ClusteringKernels.anyPairWithin,
    nearestSquared: ClusteringKernels.nearestSquared)

  #if arch(x86_64)
    private static let avx2 = unsafe KernelSet(
      name: "avx2", boundingRange: ClusteringKernelsAVX2.boundingRange,
      cellNumbers: ClusteringKernelsAVX2.cellNumbers,
      findWindows: ClusteringKernelsAVX2.findWindows, markCores: ClusteringKernelsAVX2.markCores,
      markWeightyCores: ClusteringKernelsAVX2.markWeightyCores,
      countWithin: ClusteringKernelsAVX2.countWithin,
      weightWithin: ClusteringKernelsAVX2.weightWithin,
      anyWithin: ClusteringKernelsAVX2.anyWithin,
      anyPairWithin: ClusteringKernelsAVX2.anyPairWithin,
      nearestSquared: ClusteringKernelsAVX2.nearestSquared)

    private static let avx512 = unsafe KernelSet(
      name: "avx512", boundingRange: ClusteringKernelsAVX512.boundingRange,
      cellNumbers: ClusteringKernelsAVX512.cellNumbers,
      findWindows: ClusteringKernelsAVX512.findWindows,
      markCores: ClusteringKernelsAVX512.markCores,
      markWeightyCores: ClusteringKernelsAVX512.markWeightyCores,
      countWithin: ClusteringKernelsAVX512.countWithin,
      weightWithin: ClusteringKernelsAVX512.weightWithin,
      anyWithin: ClusteringKernelsAVX512.anyWithin,
      anyPairWithin: ClusteringKernelsAVX512.anyPairWithin,
      nearestSquared: ClusteringKernelsAVX512.nearestSquared)
  #endif

  /// The sets that this processor runs, the narrowest first.
  package static let available: [KernelSet] = {
    var sets = [baseline]
    #if arch(x86_64)
      if dwell_processor_runs_avx2() { sets.append(avx2) }
      if dwell_processor_runs_avx512() { sets.append(avx512) }
    #endif
    return sets
  }()

  /// The widest set, or the one that the environment's `DWELL_KERNELS` names.
  ///
  /// - Throws: A usage error for a name that is unknown or a set that this processor does not run.
  package static func chosen() throws(DwellError) -> KernelSet {
    guard let wanted = unsafe getenv("DWELL_KERNELS") else { return available.last ?? baseline }
    return try named(unsafe String(cString: wanted))
  }

  /// The set of a name.
  package static func named(_ name: String) throws(DwellError) -> KernelSet {
    if let set = available.first(where: { $0.name == name }) { return set }
    throw DwellError(
      .usage,
      "DWELL_KERNELS '\(name)' is none this processor runs: give one of "
        + available.map(\.name).joined(separator: ", "))
  }
}

extension KernelSet: Equatable {
  /// Sets of one name are one set.
  package static func == (a: KernelSet, b: KernelSet) -> Bool { a.name == b.name }
}
